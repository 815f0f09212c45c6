from dataclasses import dataclass
from math import hypot
from typing import List, Tuple

Point = Tuple[float, float]


@dataclass(frozen=True)
class Round:
    depot: Point
    stops: Tuple[Point, ...]


def length(route: List[Point]) -> float:
    return sum(hypot(a[0] - b[0], a[1] - b[1]) for a, b in zip(route, route[1:]))


def nearest_first(start: Point, stops: Tuple[Point, ...]) -> List[Point]:
    left, route = list(stops), [start]
    while left:
        here = route[-1]
        nxt = min(left, key=lambda p: hypot(p[0] - here[0], p[1] - here[1]))
        left.remove(nxt)
        route.append(nxt)
    return route
