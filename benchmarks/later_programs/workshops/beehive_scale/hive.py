"""One hive and the process that weighs it."""

from __future__ import annotations

from dataclasses import dataclass
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from typing import Any


@dataclass
class Weighing:
    """Holds what its process needs until it has ended."""

    process: BaseProcess
    stop: Event
    readings: Queue[tuple[str, float]]

    def finish(self) -> list[tuple[str, float]]:
        found = list(iter(lambda: self.readings.get(timeout=30), ("", 0.0)))
        self.stop.set()
        self.process.join()
        return found


def weigh(name: str, grams: list[int], stop: Any, readings: Any) -> None:
    for each in grams:
        readings.put((name, each / 1000))
    readings.put(("", 0.0))
    stop.wait(30)


def begin(context: BaseContext, name: str, grams: list[int]) -> Weighing:
    stop = context.Event()
    readings: Queue[tuple[str, float]] = context.Queue()
    process = context.Process(target=weigh, args=(name, grams, stop, readings))  # type: ignore[attr-defined]
    process.start()
    return Weighing(process, stop, readings)
