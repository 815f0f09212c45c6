"""Politeness towards servers."""
import threading
import time


class RateLimited:
    """Mixed into what asks servers: turn() returns when it may ask again."""

    interval = 0.01

    def __init__(self, **options):
        super().__init__(**options)
        self._turns = threading.Lock()
        self._last = 0.0

    def turn(self):
        with self._turns:
            wait = self._last + self.interval - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            self._last = time.monotonic()
