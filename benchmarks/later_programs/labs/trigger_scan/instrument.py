"""A pulse digitiser, simulated."""
import math
import random


class Digitiser:
    """Records one pulse a shot; its timing depends on how a shot is started."""

    METHODS = ("level", "edge", "external")

    def __init__(self, seed, rate=1.0):
        self.rng = random.Random(seed)
        self.rate = rate
        self._method = None

    def set_start_method(self, method, force=False):
        if method not in self.METHODS:
            raise ValueError(f"unknown trigger {method!r}")
        if self._method is not None and not force:
            raise RuntimeError("trigger has already been set")
        self._method = method

    def get_start_method(self):
        return self._method

    def shot(self, samples=200):
        jitter = {"level": 6.0, "edge": 2.0, "external": 0.2}[self._method]
        centre = samples / 2 + self.rng.gauss(0.0, jitter)
        return [math.exp(-((k - centre) / 8.0) ** 2) + self.rng.gauss(0, 0.02)
                for k in range(samples)]


def arrival(trace):
    weight = sum(v for v in trace if v > 0.2)
    return sum(k * v for k, v in enumerate(trace) if v > 0.2) / weight


#: settings that every acquisition starts from
reference = Digitiser(seed=0)
reference.set_start_method("level")
reference.set_start_method("edge", force=True)
