"""How long do customers of a small post office wait?  Batches are simulated side by side."""
from __future__ import annotations

import heapq
import random
import statistics
from concurrent import futures
from dataclasses import dataclass, field
from typing import List, Protocol


class Arrivals(Protocol):
    def gap(self, rng: random.Random) -> float:
        ...


@dataclass(frozen=True)
class Poisson:
    per_hour: float

    def gap(self, rng: random.Random) -> float:
        return rng.expovariate(self.per_hour / 60.0)


@dataclass(frozen=True)
class Appointments:
    every: float
    jitter: float = 1.0

    def gap(self, rng: random.Random) -> float:
        return max(0.0, rng.gauss(self.every, self.jitter))


@dataclass
class Office:
    """A queue in front of some tellers; `rng` drives arrivals and service alike."""

    arrivals: Arrivals
    tellers: int = 2
    service: float = 6.0
    rng: random.Random = field(default_factory=lambda: random.Random(1931))

    def morning(self, customers: int) -> float:
        """Mean wait, in minutes, of that many customers."""
        free = [0.0] * self.tellers
        clock, waited = 0.0, 0.0
        for _ in range(customers):
            clock += self.arrivals.gap(self.rng)
            begins = max(clock, heapq.heappop(free))
            waited += begins - clock
            heapq.heappush(free, begins + self.rng.expovariate(1 / self.service))
        return waited / customers


class Study:
    def __init__(self, office: Office, batches: int = 8, customers: int = 150) -> None:
        self.office = office
        self.batches = batches
        self.customers = customers

    def means(self) -> List[float]:
        with futures.ProcessPoolExecutor(max_workers=2) as executor:
            pending = [executor.submit(self.office.morning, self.customers) for _ in range(self.batches)]
            return [each.result() for each in pending]

    def report(self, title: str) -> str:
        means = self.means()
        error = statistics.stdev(means) / len(means) ** 0.5
        return f"{title}: {statistics.mean(means):.2f} min, standard error {error:.4f}"


if __name__ == "__main__":
    for title, arrivals in [("walk-in", Poisson(per_hour=17)), ("appointments", Appointments(every=3.5))]:
        print(Study(Office(arrivals)).report(title))
