import random
from dataclasses import dataclass
from multiprocessing.pool import Pool
from typing import List

from distributions import DelayDistribution


@dataclass(frozen=True)
class Trial:
    delays: DelayDistribution
    stops: int
    buffer: float

    def arrival_delay(self) -> float:
        late = 0.0
        for _ in range(self.stops):
            late = max(0.0, late + self.delays.draw() - self.buffer)
        return late


class Study:
    def __init__(self, pool: Pool, seed: int):
        self._pool = pool
        self._seed = seed

    def run(self, trial: Trial, count: int) -> List[float]:
        random.seed(self._seed)
        return self._pool.map(Trial.arrival_delay, [trial] * count)
