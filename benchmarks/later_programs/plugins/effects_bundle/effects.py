"""Registry of effects; an effect takes a row of pixels and gives a new one."""
import functools
from abc import ABC, abstractmethod
from enum import Enum

REGISTRY = {}


class Family(Enum):
    POINT = "point"
    NEIGHBOUR = "neighbour"


def effect(family):
    def decorate(func):
        @functools.wraps(func)
        def checked(row, *args, **kwargs):
            result = func(row, *args, **kwargs)
            if len(result) != len(row):
                raise ValueError(f"{func.__name__} changed the width")
            return result

        checked.family = family
        REGISTRY[func.__name__] = checked
        return checked

    return decorate


@effect(Family.POINT)
def shift(row, by=1):
    return [(pixel + by) % 256 for pixel in row]


@effect(Family.NEIGHBOUR)
def smooth(row):
    padded = [row[0], *row, row[-1]]
    return [sum(padded[i:i + 3]) // 3 for i in range(len(row))]


class Step(ABC):
    @abstractmethod
    def __call__(self, row):
        """Works on one row."""


class Clip(Step):
    def __init__(self, low, high):
        self.low = low
        self.high = high

    def __call__(self, row):
        return [min(self.high, max(self.low, pixel)) for pixel in row]


class Chain(Step):
    def __init__(self, *steps):
        self.steps = steps

    def __call__(self, row):
        for step in self.steps:
            row = step(row)
        return row

    @staticmethod
    def total(row):
        return sum(row)
