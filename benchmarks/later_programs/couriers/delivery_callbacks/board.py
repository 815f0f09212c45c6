from concurrent.futures import Future
from threading import Event, Lock
from typing import Callable, Dict


class Board:
    """Collects what the futures bring, whichever thread they finish in."""

    def __init__(self, expected: int) -> None:
        self._lock = Lock()
        self._left = expected
        self.complete = Event()
        self.arrivals: Dict[str, int] = {}
        self.failures: Dict[str, str] = {}

    def slot(self, parcel: str) -> Callable[[Future], None]:
        def landed(future: Future) -> None:
            error = future.exception()
            with self._lock:
                if error is None:
                    self.arrivals[parcel] = future.result()
                else:
                    self.failures[parcel] = f"{type(error).__name__}: {error}"
                self._left -= 1
                if not self._left:
                    self.complete.set()

        return landed
