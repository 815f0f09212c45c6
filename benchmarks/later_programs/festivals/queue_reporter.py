"""Trials as processes of their own, which report to one queue."""

import multiprocessing
import random


class Reporter:
    def __init__(self, queue):
        self._queue = queue

    def step(self, trial, loss):
        self._queue.put(("step", trial, loss))

    def done(self, trial, best):
        self._queue.put(("done", trial, best))


def run_trial(number, reporter):
    rng = random.Random(number)
    x, best = rng.uniform(-3, 3), float("inf")
    for _ in range(20):
        candidate = x + rng.gauss(0, 0.5)
        if candidate ** 2 < best:
            x, best = candidate, candidate ** 2
        reporter.step(number, best)
    reporter.done(number, best)


def collect(queue, trials):
    """Read until each trial has said that it is done."""
    results, steps = {}, 0
    while len(results) < trials:
        kind, trial, value = queue.get(timeout=60)
        if kind == "done":
            results[trial] = value
        else:
            steps += 1
    return results, steps


def main():
    queue = multiprocessing.Queue()
    reporter = Reporter(queue)
    trials = [multiprocessing.Process(target=run_trial, args=(n, reporter)) for n in range(3)]
    for trial in trials:
        trial.start()
    results, steps = collect(queue, len(trials))
    for trial in trials:
        trial.join()
    assert all(trial.exitcode == 0 for trial in trials)
    assert sorted(results) == [0, 1, 2] and steps == 60
    print("ok")


if __name__ == "__main__":
    main()
