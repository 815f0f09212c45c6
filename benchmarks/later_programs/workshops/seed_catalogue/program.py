"""How many plants the seeds in store will give."""

import argparse
import importlib
from multiprocessing import Pool

from stock import Bag, expected_plants

STORE = [
    Bag("bean", 1, 200),
    Bag("bean", 4, 100),
    Bag("pea", 2, 300),
    Bag("leek", 3, 1000),
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kinds", nargs="*", default=["legumes", "alliums"])
    options = parser.parse_args()
    for name in options.kinds:
        importlib.import_module("kinds." + name)
    with Pool(2) as pool:
        plants = pool.map(expected_plants, STORE)
    for bag, count in zip(STORE, plants):
        print("%-6s %5d grains %5d plants" % (bag.kind, bag.grains, count))
    total = sum(plants)
    print("ok" if total == 180 + 75 + 210 + 100 else "total %d plants" % total)


if __name__ == "__main__":
    main()
