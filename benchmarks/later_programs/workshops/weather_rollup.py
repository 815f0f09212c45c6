"""Daily figures of the weather stations: the files are read by asyncio, the figures made by processes."""

import asyncio
import statistics
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Dict, List, NamedTuple

READINGS = {
    "summit": "-4.0 -6.5 -7.1 -2.2",
    "valley": "3.5 8.0 11.9 6.1",
    "coast": "7.0 7.4 9.9 8.3",
}


class Figures(NamedTuple):
    low: float
    high: float
    mean: float


async def readings(station: str) -> List[float]:
    await asyncio.sleep(0)
    return [float(each) for each in READINGS[station].split()]


async def figures(values: List[float], digits: int) -> Figures:
    mean = round(statistics.fmean(values), digits)
    return Figures(min(values), max(values), mean)


async def rollup(stations: List[str]) -> Dict[str, Figures]:
    loop = asyncio.get_event_loop()
    values = await asyncio.gather(*map(readings, stations))
    with ProcessPoolExecutor(max_workers=2) as executor:
        tasks = [loop.run_in_executor(executor, partial(figures, each, digits=1)) for each in values]
        return dict(zip(stations, await asyncio.gather(*tasks)))


def main() -> None:
    for station, found in asyncio.run(rollup(sorted(READINGS))).items():
        print(f"{station:<7} {found.low:>6} {found.high:>6} {found.mean:>6}")
    print("ok")


if __name__ == "__main__":
    main()
