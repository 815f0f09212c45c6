"""A pump and what it does to a tank."""

from dataclasses import dataclass, field
from typing import List


@dataclass
class Pump:
    flow: float
    history: List[float] = field(default_factory=list)

    def step(self, level):
        level += self.flow - 0.1 * level
        self.history.append(level)
        return level

    def run(self, steps):
        level = 0.0
        for _ in range(steps):
            level = self.step(level)
        return None
