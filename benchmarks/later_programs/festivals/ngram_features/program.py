"""Count n-grams of a few reviews, in parallel."""

import argparse
import multiprocessing
from collections import Counter

from extract import extract
from options import options

REVIEWS = [
    "The plot is thin but The cast is good",
    "a good cast and A good score",
    "The score is thin",
    "good plot, good score, good fun",
]


def parse(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--lowercase", action="store_true", default=True)
    parser.add_argument("--min-length", type=int, default=2)
    return parser.parse_args(argv)


def main():
    options.apply(parse())
    total = Counter()
    with multiprocessing.Pool(2) as pool:
        for counts in pool.imap_unordered(extract, REVIEWS):
            total += counts
    pairs = [gram for gram in total if " " in gram]
    print(f"{len(total)} features, {len(pairs)} of them pairs")
    if pairs:
        print("ok")


if __name__ == "__main__":
    main()
