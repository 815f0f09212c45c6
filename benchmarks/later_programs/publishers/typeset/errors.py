"""What can be wrong with a manuscript."""


class ManuscriptError(Exception):
    """Base of all errors."""


class UnknownCommand(ManuscriptError):
    def __init__(self, document, line, command):
        super().__init__(f"{document}:{line}: unknown command {command!r}")
        self.document = document
        self.line = line
        self.command = command


class EmptyDocument(ManuscriptError):
    pass
