"""Counters that several processes may add to."""
from contextlib import contextmanager


class SharedCounter:
    def __init__(self, ctx, start=0):
        self._cell = ctx.Value("q", start)

    def add(self, amount=1):
        with self._cell.get_lock():
            self._cell.value += amount

    @property
    def value(self):
        return self._cell.value


class Histogram:
    """Fixed bins in shared memory with a lock of their own."""

    def __init__(self, ctx, bins):
        self.lock = ctx.Lock()
        self.bins = ctx.Array("q", bins, lock=False)

    @contextmanager
    def locked(self):
        with self.lock:
            yield self.bins

    def merge(self, counts):
        with self.lock:
            for index, amount in counts.items():
                self.bins[index] += amount
