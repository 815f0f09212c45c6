import math
from functools import lru_cache

from .registry import metric

__all__ = ["length", "turns"]


@lru_cache(maxsize=None)
def _distance(a, b):
    return math.hypot(a[0] - b[0], a[1] - b[1])


@metric("m")
def length(points):
    return sum(_distance(a, b) for a, b in zip(points, points[1:]))


@metric("deg")
def turns(points):
    headings = [math.atan2(b[1] - a[1], b[0] - a[0]) for a, b in zip(points, points[1:])]
    return sum(abs(math.degrees(q - p)) for p, q in zip(headings, headings[1:]))
