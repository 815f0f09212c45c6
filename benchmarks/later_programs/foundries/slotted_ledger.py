"""A ledger that is safe for threads, and may be sent to processes, where it gets a lock of its own."""

from __future__ import annotations

import threading
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any


class Shippable:
    """Slotted classes whose attributes in ``_local`` are made anew in each process."""

    __slots__ = ()
    _local: dict[str, Any] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__ if name not in self._local}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)
        for name, make in self._local.items():
            setattr(self, name, make())


class Ledger(Shippable):
    __slots__ = ("entries", "lock")
    _local = {"lock": threading.Lock}

    def __init__(self, entries: dict[str, int]) -> None:
        self.entries = entries
        self.lock = threading.Lock()

    def book(self, account: str) -> tuple[str, int]:
        with self.lock:
            self.entries[account] = self.entries.get(account, 0) + 1
            return account, self.entries[account]


@dataclass
class Report:
    booked: dict[str, int] = field(default_factory=dict)


def main() -> None:
    ledger = Ledger({"sand": 4, "coke": 9})
    report = Report()
    with ProcessPoolExecutor(2) as executor:
        report.booked.update(executor.map(ledger.book, ["sand", "coke", "clay"]))
    assert report.booked["clay"] == 1 and report.booked["sand"] == 5, report
    print("ok")


if __name__ == "__main__":
    main()
