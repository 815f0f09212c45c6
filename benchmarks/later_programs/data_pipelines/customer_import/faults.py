"""Faults of the import, as the operators see them."""


class ImportFault(Exception):
    severity = "error"


class InvalidRow(ImportFault):
    """A row that the customer table can't take."""

    def __init__(self, line, column, value):
        self.line = line
        self.column = column
        self.value = value

    def __str__(self):
        return f"line {self.line}: {self.column} can't be {self.value!r}"
