"""Contrast statistics of an orthophoto mosaic."""
import multiprocessing as mp
import sys
from contextlib import ExitStack

import numpy as np

from jobs import TileJob


def contrast(job):
    pixels = job.pixels().astype(float)
    low, high = np.percentile(pixels, [2, 98])
    with job.log_lock:
        print(f"tile {job.row},{job.col}: {low:.0f}..{high:.0f}", file=sys.stderr)
    return job.row, job.col, high - low


class Mosaic:
    def __init__(self, rows, cols, tile=64, context=None):
        self.shape = rows, cols
        self.tile = tile
        self.context = context or mp.get_context()
        self.log_lock = self.context.Lock()

    def jobs(self):
        rows, cols = self.shape
        return [TileJob(r, c, self.tile, self.log_lock) for r in range(rows) for c in range(cols)]

    def statistics(self, workers=2):
        table = np.zeros(self.shape)
        with ExitStack() as stack:
            pool = stack.enter_context(self.context.Pool(workers))
            for row, col, value in pool.imap_unordered(contrast, self.jobs()):
                table[row, col] = value
        return table


def main():
    table = Mosaic(3, 4).statistics()
    print(f"median contrast {np.median(table):.1f}", file=sys.stderr)
    print("ok" if (table > 200).all() else "a tile is flat")


if __name__ == "__main__":
    main()
