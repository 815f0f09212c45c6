from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from typing import Iterable, TypedDict


class Trip(TypedDict):
    driver: str
    km: int
    night: bool


def fare(trip: Trip) -> int:
    per_km = 95 if trip["night"] else 70
    return 300 + per_km * trip["km"]


def fares(trips: Iterable[Trip], workers: int) -> list[int]:
    if workers < 2:
        return [fare(trip) for trip in trips]
    with ProcessPoolExecutor(workers) as executor:
        return list(executor.map(fare, trips, chunksize=2))
