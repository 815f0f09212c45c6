"""A perceptron trained on batches."""

import random

from progress import bar


def batches(seed, count, size):
    rng = random.Random(seed)
    for _ in range(count):
        batch = []
        for _ in range(size):
            x, y = rng.uniform(-1, 1), rng.uniform(-1, 1)
            batch.append((x, y, 1 if x + y > 0 else -1))
        yield batch


class Perceptron:
    def __init__(self):
        self.weights = [0.0, 0.0]

    def step(self, batch):
        for x, y, label in batch:
            if label * (self.weights[0] * x + self.weights[1] * y) <= 0:
                self.weights[0] += label * x
                self.weights[1] += label * y
        bar.tick()

    def fit(self, seed, count):
        for batch in batches(seed, count, size=16):
            self.step(batch)
        return self


def fit_member(seed):
    """One member of the ensemble."""
    return Perceptron().fit(seed, count=25).weights
