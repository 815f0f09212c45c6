"""Selects stars of a catalogue that are brighter than a limit.

    python program.py [--faintest MAGNITUDE] [--zone-width DEGREES]
"""

import argparse
from multiprocessing import Pool

from catalogue import ZONES, select
from settings import settings


def parse_arguments(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faintest", type=float, default=9.5)
    parser.add_argument("--zone-width", type=float, default=30.0)
    return parser.parse_args(argv)


def main():
    arguments = parse_arguments()
    settings.read(vars(arguments))
    with Pool(2) as pool:
        counts = pool.map(select, ZONES)
    total = sum(counts)
    print(f"faintest {settings.faintest}: {total} stars")
    if total <= len(ZONES) * 7:
        print("only naked-eye stars were taken")


if __name__ == "__main__":
    main()
