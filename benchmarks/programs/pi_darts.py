import random
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from statistics import mean, pstdev


def throw(darts, rng):
    hits = 0
    for _ in range(darts):
        x, y = rng.random(), rng.random()
        hits += x * x + y * y <= 1.0
    return 4 * hits / darts


class Estimate:
    def __init__(self, batches=6, darts=5000):
        self.batches = batches
        self.darts = darts
        self.values = []

    def run(self, executor):
        rng = random.Random(2024)
        darts = [self.darts] * self.batches
        self.values = list(executor.map(throw, darts, repeat(rng)))
        return self

    @property
    def error(self):
        return pstdev(self.values)


def main():
    with ProcessPoolExecutor(max_workers=3) as executor:
        estimate = Estimate().run(executor)
    print("pi is about %.4f +- %.4f" % (mean(estimate.values), estimate.error))
    print("ok" if estimate.error > 0 else "all batches threw the same darts")


if __name__ == "__main__":
    main()
