"""Determines the sheets that came in."""

from multiprocessing import Pool

import registry
from specimens import Sheet, determine

ARRIVALS = [
    Sheet(1, "rosaceae", ["thorns"]),
    Sheet(2, "rosaceae", ["thorns", "compound fruit"]),
    Sheet(3, "liliaceae", ["single flower"]),
    Sheet(4, "rosaceae"),
]


def main():
    for family in {sheet.family for sheet in ARRIVALS}:
        registry.key_of(family)  # says at once if there is no such family
    with Pool(2) as pool:
        genera = pool.map(determine, ARRIVALS)
    assert genera == ["Rosa", "Rubus", "Tulipa", "Malus"], genera
    print("ok")


if __name__ == "__main__":
    main()
