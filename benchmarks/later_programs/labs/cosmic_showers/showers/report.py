"""Printing; nothing in here leaves the main process."""
from collections import namedtuple


class Table:
    def __init__(self, *columns):
        self.row = namedtuple("row", columns)
        self.render = lambda row: "  ".join(f"{value:>10}" for value in row)
        self.rows = []

    def add(self, **values):
        self.rows.append(self.row(**values))

    def __str__(self):
        return "\n".join(map(self.render, [self.row._fields, *self.rows]))
