"""Barrier option by Monte Carlo; each worker is seeded as it starts, each batch may have a generator of its own."""
import math
import multiprocessing
from dataclasses import dataclass, field
from typing import List, Tuple

import numpy as np

ROOT = 20240611


@dataclass(frozen=True)
class Barrier:
    spot: float = 100.0
    level: float = 85.0
    strike: float = 100.0
    vol: float = 0.22
    steps: int = 60

    @property
    def step_vol(self) -> float:
        return self.vol * math.sqrt(1.0 / self.steps)


@dataclass
class Estimate:
    values: List[float] = field(default_factory=list)

    def add(self, value: float) -> None:
        self.values.append(value)

    @property
    def distinct(self) -> int:
        return len(set(self.values))

    def __str__(self) -> str:
        mean = sum(self.values) / len(self.values)
        spread = math.sqrt(sum((each - mean) ** 2 for each in self.values) / (len(self.values) - 1))
        return f"{mean:.3f} +/- {spread / math.sqrt(len(self.values)):.3f}"


def seed_worker(turn) -> None:
    with turn.get_lock():
        mine = turn.value
        turn.value += 1
    np.random.seed(np.random.SeedSequence([ROOT, mine]).generate_state(4))


def payoff(option: Barrier, moves: np.ndarray) -> float:
    paths = option.spot * np.exp(np.cumsum(moves - 0.5 * option.step_vol**2, axis=1))
    alive = paths.min(axis=1) > option.level
    return float((np.maximum(paths[:, -1] - option.strike, 0.0) * alive).mean())


def batch(option: Barrier) -> float:
    return payoff(option, option.step_vol * np.random.standard_normal((400, option.steps)))


def batch_of(task: Tuple[Barrier, np.random.SeedSequence]) -> float:
    option, sequence = task
    generator = np.random.default_rng(sequence)
    return payoff(option, option.step_vol * generator.standard_normal((400, option.steps)))


def main() -> None:
    option = Barrier()
    pilot = payoff(option, option.step_vol * np.random.default_rng(ROOT).standard_normal((200, option.steps)))
    turn = multiprocessing.Value("i", 0)
    tasks = [(option, sequence) for sequence in np.random.SeedSequence(ROOT).spawn(12)]
    by_worker, by_task = Estimate(), Estimate()
    with multiprocessing.Pool(2, initializer=seed_worker, initargs=(turn,)) as pool:
        for value in pool.imap_unordered(batch, [option] * 12):
            by_worker.add(value)
        for value in pool.imap(batch_of, tasks):
            by_task.add(value)
    print(f"pilot {pilot:.3f}, by worker {by_worker}, by task {by_task}")
    assert by_worker.distinct == by_task.distinct == 12
    print("ok")


if __name__ == "__main__":
    main()
