import math
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import List

import device


@dataclass(frozen=True)
class Rollout:
    seed: int
    reward: float
    card: int


def play(seed: int, steps: int = 200) -> Rollout:
    """A pendulum with a bad controller; the card is that which the renderer has opened."""
    angle, velocity, reward = 0.1 * seed, 0.0, 0.0
    for _ in range(steps):
        velocity += 0.02 * (math.sin(angle) - 1.4 * angle)
        angle += 0.02 * velocity
        reward -= angle * angle
    return Rollout(seed, reward, device.active())


def collect(seeds: List[int], workers: int = 2) -> List[Rollout]:
    with ProcessPoolExecutor(workers) as executor:
        return list(executor.map(play, seeds))
