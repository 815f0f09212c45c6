"""Collects the metrics of model runs in a registry that all workers share."""

import random
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Manager
from multiprocessing.managers import SyncManager


class Registry:
    def __init__(self, manager: SyncManager):
        self.metrics = manager.dict()
        self.lock = manager.Lock()

    def record(self, run, name, value):
        with self.lock:
            self.metrics.setdefault(run, {})[name] = value

    def names(self, run):
        return sorted(self.metrics.get(run, ()))


def train(registry, run, seed):
    rng = random.Random(seed)
    loss = 1.0
    for _ in range(20):
        loss *= rng.uniform(0.8, 1.0)
    registry.record(run, "loss", loss)
    registry.record(run, "accuracy", 1 - loss)
    return run


def main():
    with Manager() as manager:
        registry = Registry(manager)
        with ProcessPoolExecutor(2) as executor:
            futures = [executor.submit(train, registry, f"run-{seed}", seed) for seed in range(4)]
            runs = [future.result() for future in futures]
        for run in runs:
            print(run, ", ".join(registry.names(run)) or "has no metrics")


if __name__ == "__main__":
    main()
