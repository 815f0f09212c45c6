import threading


class Progress:
    """Counts from whichever thread a callback comes in."""

    def __init__(self):
        self._guard = threading.Lock()
        self._count = 0

    def bump(self, _future=None):
        with self._guard:
            self._count += 1

    @property
    def count(self):
        with self._guard:
            return self._count
