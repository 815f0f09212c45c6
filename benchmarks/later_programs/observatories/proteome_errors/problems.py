"""Errors that reach the parent as they left the worker."""


class ProteinError(Exception):
    """The base of all: its arguments are kept."""


class UnknownResidue(ProteinError):
    def __init__(self, protein, residue):
        super().__init__(protein, residue)
        self.protein = protein
        self.residue = residue

    def __str__(self):
        return f"{self.protein} holds {self.residue}"


class EmptyProtein(ProteinError, ValueError):
    def __init__(self, *, protein):
        super().__init__(f"{protein} is empty")
        self.protein = protein

    def __reduce__(self):
        return _empty, (self.protein,)


def _empty(protein):
    return EmptyProtein(protein=protein)
