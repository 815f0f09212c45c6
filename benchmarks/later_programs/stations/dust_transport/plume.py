from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Source:
    name: str
    x: float
    y: float

    @property
    def position(self):
        return np.array([self.x, self.y])


def new_generator(seed=None):
    return np.random.default_rng(seed)


def spread_plume(source, seed_sequence, steps=500):
    rng = new_generator(seed_sequence)
    return source.position + rng.normal(0, 0.1, size=(steps, 2)).cumsum(axis=0)[-1]
