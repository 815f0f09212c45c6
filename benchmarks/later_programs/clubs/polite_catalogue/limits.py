"""Politeness towards servers; each process is polite on its own."""
import threading
import time


class RateLimited:
    interval = 0.01

    def __init__(self, **options):
        super().__init__(**options)
        self._reset()

    def _reset(self):
        self._turns = threading.Lock()
        self._last = 0.0

    def __getstate__(self):
        return {name: value for name, value in vars(self).items() if name not in ("_turns", "_last")}

    def __setstate__(self, state):
        vars(self).update(state)
        self._reset()

    def turn(self):
        with self._turns:
            wait = self._last + self.interval - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            self._last = time.monotonic()
