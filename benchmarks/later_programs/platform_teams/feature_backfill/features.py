from dataclasses import dataclass
from typing import Dict, Tuple

from telemetry import Metered


@dataclass(frozen=True)
class Partition:
    day: str
    spend: Tuple[float, ...]


@Metered
def rolling_spend(partition: Partition, window: int = 3) -> Dict[str, float]:
    tail = partition.spend[-window:]
    return {"day": partition.day, "mean": sum(tail) / len(tail), "peak": max(tail)}
