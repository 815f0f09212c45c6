"""Plans the round of a delivery robot: halves the stops until a leg can be solved directly."""
from __future__ import annotations

import logging
import math
from concurrent import futures
from dataclasses import dataclass, field
from typing import Iterable, Sequence

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Stop:
    x: float
    y: float

    def to(self, other: Stop) -> float:
        return math.hypot(self.x - other.x, self.y - other.y)


@dataclass(frozen=True)
class Leg:
    stops: tuple[Stop, ...]
    length: float

    def __add__(self, other: Leg) -> Leg:
        bridge = self.stops[-1].to(other.stops[0])
        return Leg(self.stops + other.stops, self.length + bridge + other.length)


@dataclass
class Planner:
    lanes: futures.Executor
    direct: int = 2
    solved: list[int] = field(default_factory=list)

    def solve(self, stops: Sequence[Stop]) -> Leg:
        if len(stops) <= self.direct:
            self.solved.append(len(stops))
            return Leg(tuple(stops), sum(a.to(b) for a, b in zip(stops, stops[1:])))
        middle = len(stops) // 2
        return self.joined(stops[:middle], stops[middle:])

    def joined(self, *parts: Sequence[Stop]) -> Leg:
        pending = [self.lanes.submit(self.solve, part) for part in parts]
        first, second = in_order(pending)
        return first + second


def in_order(pending: Iterable[futures.Future]) -> list[Leg]:
    return [each.result() for each in pending]


def spiral(count: int) -> list[Stop]:
    return [Stop(round(step * math.cos(step), 2), round(step * math.sin(step), 2)) for step in range(count)]


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    stops = spiral(16)
    with futures.ThreadPoolExecutor(max_workers=3, thread_name_prefix="lane") as lanes:
        planner = Planner(lanes)
        route = lanes.submit(planner.solve, stops).result()
    log.info("%d stops, %.1f m, solved as %s", len(route.stops), route.length, planner.solved)


if __name__ == "__main__":
    main()
