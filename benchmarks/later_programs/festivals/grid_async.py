"""A grid search that submits everything, shows progress, and waits inside the pool's block."""

import itertools
from contextlib import ExitStack
from multiprocessing import Pool


def score(depth, width):
    return depth, width, 1.0 / (1 + abs(depth - 4) + abs(width - 8))


class Progress:
    def __init__(self, total):
        self.total = total
        self.seen = []

    def __call__(self, result):
        self.seen.append(result)

    @property
    def complete(self):
        return len(self.seen) == self.total


def wait_for(results):
    return [result.get(timeout=60) for result in results]


def search(grid):
    progress = Progress(len(grid))
    with ExitStack() as stack:
        pool = stack.enter_context(Pool(2))
        waiting = [pool.apply_async(score, point, callback=progress) for point in grid]
        scores = wait_for(waiting)
        spread = pool.starmap_async(score, grid)
        spread.wait()
        pool.close()
        pool.join()
    assert progress.complete and spread.get() == scores
    return max(scores, key=lambda row: row[-1])


def main():
    best = search(list(itertools.product((2, 4, 6), (4, 8, 16))))
    assert best == (4, 8, 1.0), best
    print("ok")


if __name__ == "__main__":
    main()
