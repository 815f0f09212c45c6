from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    TANK = "Z"
    HOPPER = "F"
    FLAT = "R"
    BRAKE_VAN = "X"


@dataclass(frozen=True)
class Wagon:
    number: str
    kind: Kind
    axle_load: float


@dataclass(frozen=True)
class Finding:
    wagon: str
    text: str
