"""Stop a random search as soon as it no longer gets better."""

import random
from multiprocessing import Pool


class StopSearch(Exception):
    pass


class EarlyStopping:
    """Given to the pool as what to call with each score."""

    def __init__(self, patience):
        self.patience = patience
        self.best = float("inf")
        self.stale = 0

    def __call__(self, score):
        if score < self.best:
            self.best, self.stale = score, 0
        else:
            self._wait(score)

    def _wait(self, score):
        self.stale += 1
        if self.stale >= self.patience:
            raise StopSearch(f"no score below {self.best:.3f} for {self.stale} trials, last {score:.3f}")


def trial(seed):
    rng = random.Random(seed)
    x, y = rng.uniform(-2, 2), rng.uniform(-2, 2)
    for _ in range(50):
        x, y = x - 0.05 * 2 * x, y - 0.05 * 2 * y
    return x * x + y * y


class Search:
    def __init__(self, workers, stopping):
        self.workers = workers
        self.stopping = stopping

    def run(self, trials):
        with Pool(self.workers) as pool:
            waiting = [pool.apply_async(trial, (seed,), callback=self.stopping) for seed in range(trials)]
            try:
                scores = [result.get() for result in waiting]
            except StopSearch as stop:
                print(stop)
                return self.stopping.best
        return min(scores)


def main():
    best = Search(2, EarlyStopping(patience=5)).run(60)
    print(f"best {best:.4f}")
    print("ok")


if __name__ == "__main__":
    main()
