"""Turns the lamps of a lighthouse and watches over the processes that do."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from multiprocessing import Event, Process, Semaphore


@dataclass
class Lamp:
    name: str
    period: float
    process: Process | None = None


@dataclass
class Keeper:
    lamps: dict[str, Lamp] = field(default_factory=dict)

    def light(self, lamp: Lamp) -> None:
        self.lamps[lamp.name] = lamp
        lamp.process = _turning(lamp.period)

    def failed(self) -> list[str]:
        for lamp in self.lamps.values():
            assert lamp.process is not None
            lamp.process.join(30)
        return [lamp.name for lamp in self.lamps.values() if lamp.process and lamp.process.exitcode]


def _turning(period: float) -> Process:
    power = Semaphore(1)
    dawn = Event()
    process = Process(target=turn, args=(period, power, dawn))
    process.start()
    return process


def turn(period: float, power, dawn) -> None:
    for _ in range(5):
        if dawn.wait(period):
            break
        with power:
            time.sleep(period / 10)


def main() -> None:
    keeper = Keeper()
    for lamp in (Lamp("main", 0.05), Lamp("sector", 0.02)):
        keeper.light(lamp)
    failed = keeper.failed()
    if failed:
        raise SystemExit(f"dark: {', '.join(failed)}")
    print("ok")


if __name__ == "__main__":
    main()
