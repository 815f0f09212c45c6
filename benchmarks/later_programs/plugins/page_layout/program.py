"""Finds the ink of scanned pages and sorts them by kind."""
from multiprocessing import Pool

from geometry import Box, Kind, size, union

PAGES = [
    ["........", "..##....", "..###...", "........"],
    ["#.......", "........", "........", ".......#"],
    ["........", ".######.", "........", "........"],
]


def runs(page):
    for y, line in enumerate(page):
        dark = [x for x, mark in enumerate(line) if mark == "#"]
        if dark:
            yield Box(dark[0], y, dark[-1] + 1, y + 1)


def find_ink(page):
    return union(list(runs(page)))


def classify(box):
    extent = size(box)
    if extent.height == 1:
        return Kind.TEXT
    return Kind.TABLE if extent.width == 8 else Kind.FIGURE


def main():
    with Pool(processes=2) as pool:
        boxes = pool.map(find_ink, PAGES)
    kinds = [classify(box) for box in boxes]
    print("ok" if kinds == [Kind.FIGURE, Kind.TABLE, Kind.TEXT] else "wrong")


if __name__ == "__main__":
    main()
