"""Simulate savings over thirty years on several processes."""
import argparse
import multiprocessing as mp
import sys

import numpy as np
from numpy import random as npr

YEARS = 30


def yearly_returns(n):
    return npr.normal(loc=0.05, scale=0.12, size=n)


def simulate(start_capital):
    capital = start_capital
    for change in yearly_returns(YEARS):
        capital *= 1.0 + change
    return round(float(capital), 2)


def run(paths, processes):
    with mp.Pool(processes, maxtasksperchild=1) as pool:
        return pool.map(simulate, [10_000.0] * paths, chunksize=1)


def summary(outcomes):
    values = np.array(outcomes)
    low, middle, high = np.percentile(values, [5, 50, 95])
    return f"5% {low:.0f}   median {middle:.0f}   95% {high:.0f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--paths", type=int, default=12)
    parser.add_argument("--processes", type=int, default=3)
    options = parser.parse_args()
    outcomes = run(options.paths, options.processes)
    print(summary(outcomes))
    print(len(set(outcomes)), "different outcomes of", len(outcomes))
    return 0 if len(set(outcomes)) == len(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
