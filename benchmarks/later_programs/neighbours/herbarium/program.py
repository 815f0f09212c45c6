"""Measure the leaves on scanned herbarium sheets, one process per drawer."""
from __future__ import annotations

from collections import Counter

from cabinet import Cabinet
from sheets import drawers


def main() -> None:
    with Cabinet() as cabinet:
        for name, sheets in drawers():
            cabinet.open_drawer(name, sheets)
    outlines = cabinet.outlines()
    points = Counter()
    for name, outline in outlines:
        points[name] += len(outline)
    for name, count in sorted(points.items()):
        print(f"{name:<10} {count} points")
    assert sum(points.values()) == 4 * 6 * 4000
    print("ok")


if __name__ == "__main__":
    main()
