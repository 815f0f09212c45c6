"""Metrics of all runs in the process of a manager."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor


class Metrics:
    def __init__(self, manager, runs):
        self._losses = manager.dict({run: manager.list() for run in runs})
        self._summary = manager.dict()

    def log(self, run, loss):
        self._losses[run].append(loss)

    def summarise(self, run):
        entry = self._summary.get(run, {})
        entry["count"] = len(self._losses[run])
        entry["last"] = self._losses[run][-1]
        self._summary[run] = entry

    def summary(self):
        return self._summary.copy()


def train(run, metrics):
    x = 4.0 + run
    for _ in range(10):
        x *= 0.8
        metrics.log(run, x)
    metrics.summarise(run)
    return run


def main():
    runs = range(4)
    with multiprocessing.Manager() as manager:
        metrics = Metrics(manager, runs)
        with ProcessPoolExecutor(2) as executor:
            finished = list(executor.map(train, runs, [metrics] * len(runs)))
        summary = metrics.summary()
    assert finished == [0, 1, 2, 3]
    assert [summary[run]["count"] for run in runs] == [10] * 4, summary
    print("ok")


if __name__ == "__main__":
    main()
