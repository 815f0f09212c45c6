"""Temperature grids for a scan that narrows in on the transition."""
from dataclasses import dataclass
from typing import List, Tuple


@dataclass(frozen=True)
class Grid:
    low: float
    high: float
    points: int

    def temperatures(self) -> List[float]:
        step = (self.high - self.low) / (self.points - 1)
        return [self.low + k * step for k in range(self.points)]


def steepest(curve: List[Tuple[float, float]]) -> Grid:
    """The interval in which the magnetisation falls fastest."""
    ordered = sorted(curve)
    drops = [(a[1] - b[1], a[0], b[0]) for a, b in zip(ordered, ordered[1:])]
    _, low, high = max(drops)
    return Grid(low, high, len(ordered))
