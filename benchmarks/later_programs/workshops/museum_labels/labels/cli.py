"""The command line of the label printer."""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor

from .layout import Item, render

COLLECTION = [
    Item("1931.4", "Ewer with dragon handle", "Tin-glazed earthenware, repaired in 1952."),
    Item("1931.5", "Tile panel, twelve pieces"),
    Item("1977.12", "Reliquary, copper gilt", "On loan until spring; do not move the mount."),
    Item("2003.88", "Pocket globe in fish-skin case"),
]


def parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="museum-labels")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", help="prefix of the inventory number")
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    options = parse(argv)
    wanted = [item for item in COLLECTION if item.inventory.startswith(options.only or "")]
    with ProcessPoolExecutor(options.jobs) as executor:
        for label in executor.map(render, wanted):
            print(label)
            print()
    print("ok")
    return 0
