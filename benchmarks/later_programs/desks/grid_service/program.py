"""Prices the option grid for each valuation date of the week and says what the service is doing afterwards."""
import argparse
import itertools
import multiprocessing as mp

from engine import EngineBook
from models import Cell

STRIKES = [80.0 + 2.5 * k for k in range(17)]
TENORS = [0.25, 0.5, 1.0, 2.0, 5.0]
WEEK = ("2024-03-04", "2024-03-05", "2024-03-06", "2024-03-07")


def grid(as_of):
    for strike, tenor in itertools.product(STRIKES, TENORS):
        yield Cell(as_of, strike, tenor)


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--dates", nargs="*", default=list(WEEK))
    return parser.parse_args()


def main():
    options = parse()
    book = EngineBook(options.workers)
    for as_of in options.dates:
        count = book.run(as_of, grid(as_of))
        print(f"{as_of}: {count} cells, 1y at the money {book.atm(as_of, 1.0):.4f}")
    busy = len(mp.active_children())
    print(f"{len(options.dates)} dates done, {busy} worker processes up")


if __name__ == "__main__":
    main()
