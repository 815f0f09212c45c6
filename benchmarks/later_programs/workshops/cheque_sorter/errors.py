"""Errors of the cheque sorter; all of them travel between processes."""


class SorterError(Exception):
    """Keeps all it was made with in ``args``."""


class Unreadable(SorterError):
    def __init__(self, number, position):
        super().__init__(number, position)
        self.number = number
        self.position = position

    def __str__(self):
        return "cheque %s cannot be read at %d" % (self.number, self.position)


class WrongBank(SorterError):
    """Has a sentence of its own, and says itself how it is rebuilt."""

    def __init__(self, number, *, bank):
        super().__init__("cheque %s is of bank %s" % (number, bank))
        self.number = number
        self.bank = bank

    def __reduce__(self):
        return _wrong_bank, (self.number, self.bank)


def _wrong_bank(number, bank):
    return WrongBank(number, bank=bank)
