"""Faults of the customer check."""


class CheckFault(Exception):
    """Base of all faults; carries the line they were found on."""

    def __init__(self, line, message):
        super().__init__(line, message)
        self.line = line
        self.message = message


class MissingColumn(CheckFault):
    def __init__(self, line, *, column):
        super().__init__(line, f"no {column}")
        self.column = column

    def __reduce__(self):
        return _missing_column, (self.line, self.column)


class OutOfRange(CheckFault):
    def __init__(self, line, value):
        super().__init__(line, f"{value} is out of range")
        self.args = (line, value)
        self.value = value


def _missing_column(line, column):
    return MissingColumn(line, column=column)
