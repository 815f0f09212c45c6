from __future__ import annotations

import multiprocessing as mp
import threading
from contextlib import ExitStack
from typing import NamedTuple, Optional


class IntakeSettings(NamedTuple):
    scanners: int = 2
    backlog: int = 50_000
    parcels: int = 200


class Parcel(NamedTuple):
    code: str
    grams: int


def scan(number: int, count: int, belt) -> None:
    for index in range(count):
        belt.put(Parcel(f"{number}-{index}", 100 + index))
    belt.put(None)


class Intake:
    """Collects what the scanner processes put on the belt in a background thread."""

    def __init__(self, settings: IntakeSettings) -> None:
        self.settings = settings
        self.belt = mp.Queue(maxsize=settings.backlog)
        self.grams = 0
        self.seen = 0
        self._collector = threading.Thread(target=self._collect, name="collector")

    def _collect(self) -> None:
        open_scanners = self.settings.scanners
        while open_scanners:
            parcel: Optional[Parcel] = self.belt.get()
            if parcel is None:
                open_scanners -= 1
            else:
                self.seen += 1
                self.grams += parcel.grams

    def run(self) -> None:
        with ExitStack() as stack:
            scanners = []
            for number in range(self.settings.scanners):
                process = mp.Process(target=scan, args=(number, self.settings.parcels, self.belt))
                process.start()
                stack.callback(process.join)
                scanners.append(process)
            self._collector.start()
            stack.callback(self._collector.join)
        if any(process.exitcode for process in scanners):
            raise RuntimeError("a scanner stopped early")


if __name__ == "__main__":
    intake = Intake(IntakeSettings())
    intake.run()
    assert intake.seen == 400, intake.seen
    assert intake.grams == 2 * sum(range(100, 300))
    print("ok")
