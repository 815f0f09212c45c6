"""Errors that the linters report."""


class LintFleetError(Exception):
    """Base of all errors of this package."""

    exit_code = 1


class ToolFailed(LintFleetError):
    exit_code = 3

    def __init__(self, tool, status, output):
        super().__init__("%s ended with status %d" % (tool, status))
        self.tool = tool
        self.status = status
        self.output = output


class UnknownTool(LintFleetError):
    exit_code = 4
