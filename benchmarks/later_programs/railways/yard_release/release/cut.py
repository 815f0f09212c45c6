from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class Cut:
    track: int
    wagons: int
    pressure: Optional[float]
