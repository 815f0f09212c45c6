"""Loads parcels in threads and computes their area in a process."""
from __future__ import annotations

import asyncio

from executors import Executors
from geometry import area

STORE = {
    "meadow": [(0, 0), (4, 0), (4, 3), (0, 3)],
    "corner": [(0, 0), (2, 0), (0, 2)],
    "field": [(0, 0), (10, 0), (10, 10), (0, 10)],
}


class Enricher:
    def __init__(self, executors):
        self._executors = executors

    def _load_and_measure(self, name):
        corners = list(STORE[name])
        return name, self._executors.cpu.submit(area, corners).result()

    async def run(self, names):
        loop = asyncio.get_running_loop()
        jobs = [loop.run_in_executor(self._executors.io, self._load_and_measure, n) for n in names]
        return dict(await asyncio.gather(*jobs))


def main():
    with Executors() as executors:
        areas = asyncio.run(Enricher(executors).run(STORE))
    print(areas)
    print("ok" if areas == {"meadow": 12.0, "corner": 2.0, "field": 100.0} else "wrong")


if __name__ == "__main__":
    main()
