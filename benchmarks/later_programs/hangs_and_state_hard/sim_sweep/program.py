"""Sweep the parameters of a small epidemic model."""
from itertools import product

from sweeps import sweep, worker_pool


def main():
    grid = list(product((0.2, 0.3, 0.4), (0.05, 0.1), (0.01,)))
    with worker_pool(2, method=None) as pool:
        peaks = sweep(pool, grid)
    best = min(peaks, key=peaks.get)
    print("lowest peak %.3f at %s" % (peaks[best], best))


if __name__ == "__main__":
    main()
