"""What can go wrong with a document."""


class RuleError(Exception):
    """Common base; carries the document's name."""

    severity = "note"

    def __init__(self, document, explanation):
        super().__init__(f"{document}: {explanation}")
        self.document = document
        self.explanation = explanation


class Unreadable(RuleError):
    severity = "fatal"


class Violation(RuleError):
    """A rule that the document does not keep."""

    severity = "error"

    @property
    def headline(self):
        return f"[{self.severity}] {self.explanation}"
