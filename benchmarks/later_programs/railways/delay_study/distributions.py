import random
from abc import ABC, abstractmethod


class DelayDistribution(ABC):
    @abstractmethod
    def draw(self) -> float:
        """One delay in minutes."""


class Exponential(DelayDistribution):
    def __init__(self, mean: float):
        self.mean = mean

    def draw(self) -> float:
        return random.expovariate(1.0 / self.mean)


class Punctual(DelayDistribution):
    def __init__(self, share: float, other: DelayDistribution):
        self.share = share
        self.other = other

    def draw(self) -> float:
        return 0.0 if random.random() < self.share else self.other.draw()
