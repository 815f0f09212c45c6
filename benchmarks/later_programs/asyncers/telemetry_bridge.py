"""Bridge between a telemetry socket (asyncio side) and smoothing workers (processes)."""
from __future__ import annotations

import asyncio
import multiprocessing
from collections import deque
from contextlib import asynccontextmanager
from typing import Iterable

CTX = multiprocessing.get_context("spawn")
SENSORS = ("boiler", "condenser", "intake", "outlet")


def smoothed(samples: Iterable[float], width: int):
    window: deque[float] = deque(maxlen=width)
    for sample in samples:
        window.append(sample)
        yield sum(window) / len(window)


def smoother(inbox, outbox, width: int) -> None:
    """Worker process: smooth blocks until the end mark arrives."""
    while True:
        block = inbox.get()
        if block is None:
            break
        sensor, samples = block
        outbox.put((sensor, smoothed(samples, width)))


class Bridge:
    def __init__(self, workers: int, width: int) -> None:
        self.inbox = CTX.Queue()
        self.outbox = CTX.Queue()
        self.procs = [
            CTX.Process(target=smoother, args=(self.inbox, self.outbox, width), name=f"smooth-{n}")
            for n in range(workers)
        ]

    @asynccontextmanager
    async def running(self):
        for proc in self.procs:
            proc.start()
        try:
            yield self
        finally:
            for _ in self.procs:
                self.inbox.put(None)
            for proc in self.procs:
                await asyncio.to_thread(proc.join)
            codes = [proc.exitcode for proc in self.procs]
            print("workers ended with", codes)

    async def submit(self, sensor: str, samples: list[float]) -> None:
        await asyncio.to_thread(self.inbox.put, (sensor, samples))

    async def collect(self, count: int) -> dict[str, list[float]]:
        found = {}
        for _ in range(count):
            sensor, values = await asyncio.to_thread(self.outbox.get)
            found[sensor] = list(values)
        return found


def readings(sensor: str) -> list[float]:
    offset = sum(map(ord, sensor)) % 17
    return [offset + (i * i) % 11 / 10 for i in range(200)]


async def main() -> None:
    bridge = Bridge(workers=2, width=5)
    async with bridge.running():
        for sensor in SENSORS:
            await bridge.submit(sensor, readings(sensor))
        curves = await bridge.collect(len(SENSORS))
    for sensor, curve in sorted(curves.items()):
        print(f"{sensor}: last {curve[-1]:.3f}")


if __name__ == "__main__":
    asyncio.run(main())
