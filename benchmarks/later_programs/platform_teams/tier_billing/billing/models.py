from dataclasses import dataclass
from typing import Callable, Optional


@dataclass(frozen=True)
class Usage:
    customer: str
    units: int


@dataclass(frozen=True)
class Charge:
    customer: str
    cents: int


@dataclass(frozen=True)
class Tier:
    cents_per_unit: int
    up_to: Optional[int] = None


PriceRule = Callable[[Usage], Charge]
