from dataclasses import dataclass
from typing import Tuple


@dataclass(frozen=True)
class Section:
    name: str
    length_m: int
    speed_kmh: int

    @property
    def seconds(self) -> float:
        return self.length_m * 3.6 / self.speed_kmh


@dataclass(frozen=True)
class Line:
    title: str
    sections: Tuple[Section, ...]
