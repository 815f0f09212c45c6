"""Estimate how much room is left on library shelves."""
from __future__ import annotations

import logging
import multiprocessing
import threading
from typing import Dict, List, Tuple

from shelfkit.core import Transient

log = logging.getLogger("shelf")


class Cached(Transient):
    """Remembers answers; asked from several threads of one process."""

    transient = ("_lock", "_answers")

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: Dict[str, float] = {}

    def remember(self, key: str, value: float) -> None:
        with self._lock:
            self._answers[key] = value

    def answers(self) -> Dict[str, float]:
        with self._lock:
            return dict(sorted(self._answers.items()))


class ShelfScanner(Cached):
    transient = ("_pool", "_skipped")

    def __init__(self, width: float, processes: int = 2) -> None:
        super().__init__()
        self.width = width
        self._skipped = multiprocessing.Value("i", 0)
        self._pool = multiprocessing.Pool(processes)

    def __enter__(self) -> "ShelfScanner":
        return self

    def __exit__(self, *exc_info) -> None:
        self._pool.close()
        self._pool.join()

    def room(self, shelf: Tuple[str, List[float]]) -> Tuple[str, float]:
        name, spines = shelf
        return name, round(self.width - sum(spines), 1)

    def scan(self, shelves: Dict[str, List[float]]) -> Dict[str, float]:
        for name, room in self._pool.imap_unordered(self.room, shelves.items()):
            if room < 0:
                with self._skipped.get_lock():
                    self._skipped.value += 1
                log.warning("%s: the spines are wider than the shelf", name)
                continue
            self.remember(name, room)
        return self.answers()

    @property
    def skipped(self) -> int:
        return self._skipped.value


def main() -> None:
    shelves = {
        "poetry": [2.1, 0.9, 1.4, 3.0],
        "travel": [4.4, 3.8, 5.1, 2.2, 6.0],
        "maps": [12.5, 14.0, 13.3, 44.0],
        "drama": [1.1] * 20,
    }
    with ShelfScanner(width=80.0) as scanner:
        for name, room in scanner.scan(shelves).items():
            print(f"{name:<8}{room:>6} cm free")
        print(f"{scanner.skipped} shelves skipped")


if __name__ == "__main__":
    main()
