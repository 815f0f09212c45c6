"""Log the temperature of a kiln and store it in blocks."""
from __future__ import annotations

import atexit
import json
import sys
from concurrent.futures import Executor, Future, ThreadPoolExecutor


class BlockWriter:
    """Collects readings and writes them in blocks, off the main thread; the rest at the end."""

    BLOCK = 8

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._block: list[float] = []
        self._pending: list[Future[int]] = []
        atexit.register(self.flush)

    def add(self, reading: float) -> None:
        self._block.append(reading)
        if len(self._block) == self.BLOCK:
            self.flush()

    def flush(self) -> None:
        if self._block:
            block, self._block = self._block, []
            self._pending.append(self._executor.submit(store, block))


def store(block: list[float]) -> int:
    return sys.stdout.write(json.dumps(block) + "\n")


def fire(hours: int):
    temperature = 20.0
    for hour in range(hours):
        temperature += 120 if hour < 9 else -35
        yield round(temperature, 1)


def main() -> None:
    writer = BlockWriter(ThreadPoolExecutor(max_workers=1))
    for reading in fire(20):
        writer.add(reading)


if __name__ == "__main__":
    main()
