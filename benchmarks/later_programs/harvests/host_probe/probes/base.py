"""What all probes have in common."""

import threading
from abc import ABC, abstractmethod


class Probe(ABC):
    """Counts what it has done, from whichever thread it is asked."""

    def __init__(self, retries):
        self.retries = retries
        self.counted = 0
        self._mutex = threading.RLock()

    def note(self, number=1):
        with self._mutex:
            self.counted += number

    @abstractmethod
    def check(self, host):
        """Whether a host is up."""
