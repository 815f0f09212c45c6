from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, order=True)
class Possession:
    begin: datetime
    hours: int
    line: str

    @property
    def end(self) -> datetime:
        return self.begin + timedelta(hours=self.hours)

    def overlaps(self, other: Possession) -> bool:
        return self.begin < other.end and other.begin < self.end


def clashes(line: str, possessions: list[Possession]) -> tuple[str, int]:
    mine = sorted(p for p in possessions if p.line == line)
    count = sum(a.overlaps(b) for i, a in enumerate(mine) for b in mine[i + 1:])
    return line, count
