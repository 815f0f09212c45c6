"""Hourly roll-up of sensor readings: ingest on the event loop, statistics in processes."""
from __future__ import annotations

import argparse
import asyncio
import concurrent.futures as cf
import multiprocessing as mp
import statistics
import sys
from typing import AsyncIterator, Optional, Sequence

STATIONS = ("north", "south", "quay")


def summarise(station: str, values: Sequence[float]) -> tuple[str, float, float]:
    return station, round(statistics.fmean(values), 3), round(statistics.pstdev(values), 3)


async def readings(station: str, count: int) -> AsyncIterator[float]:
    seed = sum(station.encode())
    for number in range(count):
        if number % 50 == 0:
            await asyncio.sleep(0)
        seed = (seed * 75 + 74) % 65537
        yield seed / 65537 * 30


class Rollup:
    def __init__(self, executor: cf.Executor, count: int) -> None:
        self.executor = executor
        self.count = count

    async def station(self, name: str) -> tuple[str, float, float]:
        values = [value async for value in readings(name, self.count)]
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.executor, summarise, name, values)

    async def everything(self) -> list[tuple[str, float, float]]:
        return list(await asyncio.gather(*map(self.station, STATIONS)))


def serve(options: argparse.Namespace) -> int:
    context = mp.get_context("spawn")
    with cf.ProcessPoolExecutor(max_workers=options.workers, mp_context=context) as executor:
        rows = asyncio.run(Rollup(executor, options.count).everything())
    for name, mean, spread in rows:
        print(f"{name:8} {mean:7.3f} {spread:7.3f}")
    print(f"rolled up {len(rows)} stations")
    return 0


def launch(module: str, argv: Optional[Sequence[str]] = None) -> Optional[int]:
    """Run the command line if *module* is the script that was started."""
    if module != "__main__":
        return None
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--workers", type=int, default=2)
    return serve(parser.parse_args(argv))


status = launch(__name__)
if status:
    sys.exit(status)
