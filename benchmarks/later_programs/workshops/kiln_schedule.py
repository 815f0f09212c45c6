"""Simulates firing curves for the kilns of a pottery, one process per batch of kilns."""

from __future__ import annotations

import multiprocessing
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any

#: Segments of the curve that is being fired: (target temperature, degrees per hour).
CURVE: list[tuple[int, int]] = []


@dataclass
class Kiln:
    name: str
    start: int = 20
    losses: float = 0.0
    log: list[str] = field(default_factory=list)


class Sharing(ABC):
    """How the workers come to know the curve."""

    def __init__(self, curve: list[tuple[int, int]]) -> None:
        self.curve = curve

    @abstractmethod
    def pool_options(self) -> dict[str, Any]: ...


class Inherited(Sharing):
    """Cheap: the children simply have the memory of the parent."""

    def pool_options(self) -> dict[str, Any]:
        CURVE[:] = self.curve
        return {}


class Handed(Sharing):
    """The curve travels to every worker as it starts."""

    def pool_options(self) -> dict[str, Any]:
        return {"initializer": _take, "initargs": (self.curve,)}


SHARING: dict[str, type[Sharing]] = {"fork": Inherited, "spawn": Handed}


def _take(curve: list[tuple[int, int]]) -> None:
    CURVE[:] = curve


def hours_to_fire(kiln: Kiln) -> float:
    temperature, hours = kiln.start, 0.0
    for target, rate in CURVE:
        hours += abs(target - temperature) / (rate - kiln.losses)
        temperature = target
    return round(hours, 2)


def main() -> None:
    curve = [(600, 80), (1060, 150), (1220, 60)]
    kilns = [Kiln("front"), Kiln("back", losses=5.0), Kiln("raku", start=120)]
    kind = SHARING.get(multiprocessing.get_start_method(), Inherited)
    with multiprocessing.Pool(2, **kind(curve).pool_options()) as pool:
        hours = pool.map(hours_to_fire, kilns)
    for kiln, each in zip(kilns, hours):
        print(f"{kiln.name:<6} {each:>6.2f} h")
    print("ok" if min(hours) > 10 else f"shortest firing {min(hours)} h")


if __name__ == "__main__":
    main()
