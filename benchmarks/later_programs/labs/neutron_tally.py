"""Neutrons through a shield: fates counted across processes."""
import enum
import math
import multiprocessing as mp
import random
import sys
from contextlib import ExitStack


class Fate(enum.IntEnum):
    TRANSMITTED = 0
    REFLECTED = 1
    ABSORBED = 2


class Running:
    """Plain running mean (Welford); lives in one process."""

    def __init__(self):
        self.count = 0
        self.value = 0.0

    def push(self, x):
        self.count += 1
        self.value += (x - self.value) / self.count


class Scoreboard:
    """Counts and a weight that all processes add to."""

    def __init__(self, context):
        self.counts = context.Array("q", len(Fate))
        self.guard = context.Lock()
        self.weight = context.Value("d", 0.0, lock=False)

    def add(self, fate, weight):
        with self.counts.get_lock():
            self.counts[fate] += 1
        with self.guard:
            self.weight.value += weight

    def totals(self):
        with self.counts.get_lock():
            return dict(zip(Fate, self.counts.get_obj()))


def transport(rng, thickness, absorption):
    depth, mu, weight = 0.0, 1.0, 1.0
    while True:
        depth -= mu * math.log(1.0 - rng.random())
        if depth >= thickness:
            return Fate.TRANSMITTED, weight
        if depth < 0:
            return Fate.REFLECTED, weight
        weight *= 1.0 - absorption
        if weight < 0.05:
            return Fate.ABSORBED, weight
        mu = rng.uniform(-1.0, 1.0)


def histories(board, rank, count):
    rng = random.Random(rank)
    mean = Running()
    for _ in range(count):
        fate, weight = transport(rng, thickness=2.0, absorption=0.2)
        board.add(fate, weight)
        mean.push(weight)
    print(f"rank {rank}: mean weight {mean.value:.3f}", flush=True)


def main(ranks=3, count=4000):
    board = Scoreboard(mp)
    with ExitStack() as stack:
        team = []
        for rank in range(ranks):
            process = mp.Process(target=histories, args=(board, rank, count))
            process.start()
            stack.callback(process.join)
            team.append(process)
    if any(process.exitcode for process in team):
        return "a rank failed"
    for fate, number in board.totals().items():
        print(f"{fate.name.lower():12s} {number / (ranks * count):.3f}")
    total = sum(board.totals().values())
    print(f"{total} of {ranks * count} histories, weight {board.weight.value / total:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
