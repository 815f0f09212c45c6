"""Base class of the experiments of the group."""
import threading
import time


class Experiment:
    name = "unnamed"

    def __init__(self, seed=0):
        self.seed = seed
        self.metrics = {}
        self._metrics_guard = threading.Lock()
        self._started = time.monotonic()

    def record(self, key, value):
        with self._metrics_guard:
            self.metrics.setdefault(key, []).append(value)

    def mean(self, key):
        values = self.metrics[key]
        return sum(values) / len(values)

    def elapsed(self):
        return time.monotonic() - self._started
