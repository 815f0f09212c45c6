"""A ring of samples in shared memory, with one lock for writers."""

import contextlib
import multiprocessing as mp


class Ring:
    def __init__(self, size, context=mp):
        self.size = size
        self._slots = context.Array("d", size, lock=False)
        self._head = context.Value("q", 0, lock=False)
        self._lock = context.RLock()

    @contextlib.contextmanager
    def _locked(self):
        self._lock.acquire()
        try:
            yield self._slots
        finally:
            self._lock.release()

    def append(self, sample):
        with self._locked() as slots:
            slots[self._head.value % self.size] = sample
            self._advance()

    def _advance(self):
        with self._locked():
            self._head.value += 1

    def total(self):
        with self._lock:
            return self._head.value, sum(self._slots)
