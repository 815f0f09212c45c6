#!/usr/bin/env python3
"""meteor_shower - how many Perseids would a set of all-sky cameras have seen?

Usage: meteor_shower [--seed N] [--nights N]
"""
import argparse
import math
import random
from multiprocessing import Pool


def parse(argv=None):
    p = argparse.ArgumentParser()
    p.add_argument("--seed", type=int, default=1108)
    p.add_argument("--nights", type=int, default=6)
    return p.parse_args(argv)


def visible(height, magnitude, extinction=0.25):
    if height <= 5:
        return False
    airmass = 1 / math.sin(math.radians(height))
    return magnitude + extinction * airmass < 4.0


def night(args):
    zhr, hours = args
    seen = 0
    for _ in range(int(zhr * hours)):
        height = random.uniform(0, 90)
        magnitude = random.gauss(2.5, 1.5)
        if visible(height, magnitude):
            seen += 1
    return seen


def simulate(seed, nights):
    random.seed(seed)
    rates = [40 + 15 * n for n in range(nights)]
    with Pool(2) as pool:
        return pool.map(night, [(zhr, 6.5) for zhr in rates])


def main():
    opts = parse()
    first = simulate(opts.seed, opts.nights)
    # the paper needs a run that anybody can repeat
    again = simulate(opts.seed, opts.nights)
    print("seed", opts.seed, "->", first)
    if first == again:
        print("ok")
    else:
        print("the same seed gave other counts:", again)


if __name__ == "__main__":
    main()
