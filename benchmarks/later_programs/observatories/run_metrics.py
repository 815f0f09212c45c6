"""Collects the metrics of model runs in shared dictionaries, each run in one of its own."""

import random
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Manager


class Registry:
    def __init__(self, manager, runs):
        self.metrics = manager.dict({run: manager.dict() for run in runs})
        self.history = manager.dict()
        self.lock = manager.Lock()

    def record(self, run, name, value):
        self.metrics[run][name] = value
        with self.lock:
            steps = self.history.get(run, [])
            steps.append(name)
            self.history[run] = steps

    def table(self):
        return {run: (sorted(values.keys()), self.history[run]) for run, values in self.metrics.items()}


def train(registry, run, seed):
    rng = random.Random(seed)
    loss = 1.0
    for _ in range(20):
        loss *= rng.uniform(0.8, 1.0)
    registry.record(run, "loss", loss)
    registry.record(run, "accuracy", 1 - loss)
    return run


def main():
    runs = [f"run-{seed}" for seed in range(3)]
    with Manager() as manager:
        registry = Registry(manager, runs)
        with ProcessPoolExecutor(2) as executor:
            futures = [executor.submit(train, registry, run, seed) for seed, run in enumerate(runs)]
            done = [future.result() for future in futures]
        for run, (names, steps) in registry.table().items():
            print(run, names, steps)
    print(len(done), "runs")
    print("ok")


if __name__ == "__main__":
    main()
