class Rebuildable:
    """Mix-in: an exception that is rebuilt from its own fields."""

    fields = ()

    def __reduce__(self):
        return type(self), tuple(getattr(self, name) for name in self.fields)


class RowError(Rebuildable, ValueError):
    fields = ("line", "column", "reason")

    def __init__(self, line, column, reason):
        super().__init__(f"line {line}, {column}: {reason}")
        self.line = line
        self.column = column
        self.reason = reason


class MissingFile(Rebuildable, OSError):
    fields = ("path", "tried")

    def __init__(self, path, tried):
        super().__init__(f"{path} not found after {tried} tries")
        self.path = path
        self.tried = tried
