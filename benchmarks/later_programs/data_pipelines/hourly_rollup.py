"""Roll raw meter readings up to hourly totals, one worker per site."""
import contextlib
import os
from collections import defaultdict
from concurrent import futures
from dataclasses import dataclass
from typing import Dict, List, Tuple


@dataclass(frozen=True)
class SiteFile:
    site: str
    readings: Tuple[Tuple[int, float], ...]


@dataclass
class Rollup:
    site: str
    by_hour: Dict[int, float]

    @property
    def total(self) -> float:
        return sum(self.by_hour.values())


def synthetic_site(site: str, n: int) -> SiteFile:
    return SiteFile(site, tuple((60 * i, float(i % 7)) for i in range(n)))


def roll_up(source: SiteFile) -> Rollup:
    hours: Dict[int, float] = defaultdict(float)
    for second, kwh in source.readings:
        hours[second // 3600] += kwh
    return Rollup(source.site, dict(hours))


@contextlib.contextmanager
def site_workers(limit: int = 2):
    executor = futures.ProcessPoolExecutor(max_workers=min(limit, os.cpu_count() or 1))
    try:
        yield executor
    finally:
        executor.shutdown()


def expected_total(sources: List[SiteFile]) -> float:
    return sum(kwh for source in sources for _, kwh in source.readings)


SOURCES = [synthetic_site(name, 240 + 60 * k) for k, name in enumerate(("north", "south", "harbour"))]

with site_workers() as workers:
    rollups = list(workers.map(roll_up, SOURCES))

for rollup in rollups:
    print(f"{rollup.site:10} {len(rollup.by_hour):3} h {rollup.total:10.2f} kWh")
print("ok" if abs(sum(r.total for r in rollups) - expected_total(SOURCES)) < 1e-9 else "wrong")
