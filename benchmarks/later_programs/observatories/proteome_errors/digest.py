"""Cuts proteins behind K and R."""

import re

from problems import EmptyProtein, UnknownResidue

RESIDUES = frozenset("ACDEFGHIKLMNPQRSTVWY")
CUT = re.compile(r"[^KR]*[KR]|[^KR]+$")


def peptides(name, chain):
    if not chain:
        raise EmptyProtein(protein=name)
    for residue in chain:
        if residue not in RESIDUES:
            raise UnknownResidue(name, residue)
    return CUT.findall(chain)
