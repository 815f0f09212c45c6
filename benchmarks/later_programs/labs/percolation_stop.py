"""Site percolation: look for spanning clusters, stop once enough were seen."""
import itertools
import logging
import multiprocessing as mp
import random
from collections import deque
from typing import Iterable, List, Optional, Tuple

log = logging.getLogger("percolation")


def occupied(rng: random.Random, side: int, p: float) -> List[List[bool]]:
    return [[rng.random() < p for _ in range(side)] for _ in range(side)]


def spans(grid: List[List[bool]]) -> bool:
    side = len(grid)
    todo = deque((0, j) for j in range(side) if grid[0][j])
    seen = set(todo)
    while todo:
        i, j = todo.popleft()
        if i == side - 1:
            return True
        for a, b in ((i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)):
            if 0 <= a < side and 0 <= b < side and grid[a][b] and (a, b) not in seen:
                seen.add((a, b))
                todo.append((a, b))
    return False


def trial(seed: int, side: int, p: float, enough) -> Optional[bool]:
    if enough.is_set():
        return None
    return spans(occupied(random.Random(seed), side, p))


class Campaign:
    """All trials at one lattice size; owns its worker processes."""

    def __init__(self, context, side: int, workers: int = 2):
        self.context = context
        self.side = side
        self.pool = context.Pool(workers)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.pool.terminate()
        self.pool.join()

    def fraction(self, p: float, seeds: Iterable[int], target: int) -> float:
        enough = self.context.Event()
        hits = tried = 0
        for batch in self._batches(seeds, 10):
            tasks = [(seed, self.side, p, enough) for seed in batch]
            outcomes = [r for r in self.pool.starmap(trial, tasks) if r is not None]
            tried += len(outcomes)
            hits += sum(outcomes)
            if hits >= target:
                enough.set()
                break
        return hits / tried if tried else float("nan")

    @staticmethod
    def _batches(seeds: Iterable[int], size: int) -> Iterable[Tuple[int, ...]]:
        it = iter(seeds)
        while True:
            batch = tuple(itertools.islice(it, size))
            if not batch:
                return
            yield batch


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(name)s %(message)s")
    with Campaign(mp.get_context("spawn"), side=16) as campaign:
        for p in (0.55, 0.60, 0.65):
            log.info("p=%.2f spanning %.2f", p, campaign.fraction(p, range(40), 15))


if __name__ == "__main__":
    main()
