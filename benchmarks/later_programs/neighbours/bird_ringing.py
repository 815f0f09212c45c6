"""Simulate how many ringed birds are caught again, for planning next year's season."""
from __future__ import annotations

import random
import statistics
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import List


def reproducible() -> random.Random:
    """The same season for everybody who runs the plan."""
    return random.Random(1909)


@dataclass
class Season:
    population: int
    ringed: int
    nets: int = 40
    rng: random.Random = field(default_factory=reproducible)

    def caught_again(self, _run: int) -> int:
        """Birds with a ring among those in the nets."""
        birds = range(self.population)
        caught = self.rng.sample(birds, self.nets)
        return sum(bird < self.ringed for bird in caught)


@dataclass
class Plan:
    season: Season
    runs: int

    def carry_out(self) -> List[int]:
        with ProcessPoolExecutor(max_workers=2) as executor:
            return list(executor.map(self.season.caught_again, range(self.runs)))


def main() -> None:
    plan = Plan(Season(population=5000, ringed=900), runs=12)
    catches = plan.carry_out()
    spread = statistics.pstdev(catches)
    print("caught again:", catches)
    print("ok" if spread > 0 else "spread 0.0: no interval can be given")


if __name__ == "__main__":
    main()
