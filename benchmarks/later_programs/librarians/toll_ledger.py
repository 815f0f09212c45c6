"""Several toll booths pay into one ledger; the ledger decides how its parts are made."""
from __future__ import annotations

import argparse
import contextlib
import ctypes
import multiprocessing
from typing import Iterator, List, Sequence

# Locks of this kind travel to any process, however it was started.
portable = multiprocessing.get_context("spawn")


class Ledger:
    """A total and a count per vehicle class, safe to update from many processes."""

    def __init__(self, classes: Sequence[str]) -> None:
        self.classes = tuple(classes)
        self._guard = portable.RLock()
        self._cents = portable.Value(ctypes.c_longlong, 0, lock=self._guard)
        self._counts = portable.Array("l", len(self.classes), lock=self._guard)

    @contextlib.contextmanager
    def entry(self) -> Iterator["Ledger"]:
        with self._guard:
            yield self

    def add(self, vehicle: str, cents: int) -> None:
        with self.entry():
            self._cents.value += cents
            self._counts[self.classes.index(vehicle)] += 1

    @property
    def euros(self) -> float:
        return self._cents.value / 100

    def counts(self) -> dict:
        return dict(zip(self.classes, self._counts))


class Booth:
    tariff = {"bicycle": 50, "car": 220, "lorry": 780}

    def __init__(self, number: int, traffic: List[str]) -> None:
        self.number = number
        self.traffic = traffic

    def serve(self, ledger: Ledger, opening) -> None:
        if not opening.wait(timeout=5):
            raise RuntimeError(f"booth {self.number} was never opened")
        for vehicle in self.traffic:
            ledger.add(vehicle, self.tariff[vehicle])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    options = parser.parse_args()

    ledger = Ledger(sorted(Booth.tariff))
    opening = portable.Event()
    booths = [
        Booth(1, ["car", "car", "lorry"] * options.rounds),
        Booth(2, ["bicycle", "car"] * options.rounds),
        Booth(3, ["lorry"] * options.rounds),
    ]
    shifts = [multiprocessing.Process(target=booth.serve, args=(ledger, opening)) for booth in booths]
    for shift in shifts:
        shift.start()
    opening.set()
    for shift in shifts:
        shift.join()
    failed = [booth.number for booth, shift in zip(booths, shifts) if shift.exitcode]
    if failed:
        raise SystemExit(f"booths {failed} failed")
    print(f"collected {ledger.euros:.2f} from {ledger.counts()}")


if __name__ == "__main__":
    main()
