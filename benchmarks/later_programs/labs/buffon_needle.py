#!/usr/bin/env python3
"""Buffon's needle, many throws, several processes."""
import argparse
import collections
import math
import multiprocessing
import random
import statistics
import sys

Outcome = collections.namedtuple("NeedleOutcome", "batch throws crossings")


class Bench:
    """A ruled table and a needle."""

    def __init__(self, needle=0.8, spacing=1.0):
        if needle > spacing:
            raise ValueError("needle longer than the spacing of the lines")
        self.needle = needle
        self.spacing = spacing

    def throw(self, rng):
        centre = rng.uniform(0.0, self.spacing / 2)
        angle = rng.uniform(0.0, math.pi / 2)
        return centre <= self.needle / 2 * math.sin(angle)

    def batch(self, job):
        number, throws = job
        rng = random.Random(7919 * number + 1)
        crossings = sum(self.throw(rng) for _ in range(throws))
        return Outcome(number, throws, crossings)

    def estimate(self, outcome):
        return 2 * self.needle * outcome.throws / (self.spacing * outcome.crossings)


def histogram(values, width=0.02):
    bars = collections.Counter(round(v / width) for v in values)
    for step in sorted(bars):
        print(f"{step * width:6.3f} {'#' * bars[step]}")


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-b", "--batches", type=int, default=12)
    parser.add_argument("-n", "--throws", type=int, default=4000)
    parser.add_argument("-p", "--processes", type=int, default=2)
    options = parser.parse_args(argv)

    bench = Bench()
    jobs = [(k, options.throws) for k in range(options.batches)]
    estimates = []
    with multiprocessing.Pool(options.processes) as workers:
        for outcome in workers.imap_unordered(bench.batch, jobs):
            estimates.append(bench.estimate(outcome))
    histogram(estimates)
    print(f"pi = {statistics.mean(estimates):.4f} "
          f"+- {statistics.stdev(estimates) / math.sqrt(len(estimates)):.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
