"""Errors of the importer."""


class ImportProblem(Exception):
    """Base class."""


class BadRow(ImportProblem):
    def __init__(self, row, column, value):
        super().__init__("row %d: bad %s: %r" % (row, column, value))
        self.row = row
        self.column = column
        self.value = value

    def __reduce__(self):
        return type(self), (self.row, self.column, self.value)


class Duplicate(ImportProblem):
    def __init__(self, row, key):
        super().__init__(row, key)
        self.row = row
        self.key = key

    def __str__(self):
        return "row %d: %s exists" % (self.row, self.key)
