"""Counters that all processes of a run add to."""

from dataclasses import dataclass, field
from multiprocessing import Value
from typing import Any


def counter() -> Any:
    return Value("q", 0)


@dataclass
class Tally:
    muons: Any = field(default_factory=counter)
    noise: Any = field(default_factory=counter)

    def add(self, kind: str, count: int = 1) -> None:
        shared = getattr(self, kind)
        with shared.get_lock():
            shared.value += count


TALLY = Tally()
