"""What can be wrong with a genome."""


class GenomeError(OSError):
    """Any problem of a file."""


class BadSymbol(GenomeError):
    def __init__(self, record, position, symbol):
        self.record = record
        self.position = position
        self.symbol = symbol

    def __str__(self):
        return f"{self.record}: {self.symbol!r} at {self.position}"
