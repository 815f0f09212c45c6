from functools import lru_cache
from typing import Tuple

from telemetry import metered, retried


@lru_cache(maxsize=None)
def weight(hour: int) -> float:
    return 2.0 if 8 <= hour < 18 else 1.0


@metered
@retried(OSError, attempts=2)
def weighted_load(series: Tuple[float, ...]) -> float:
    return sum(value * weight(hour) for hour, value in enumerate(series))
