"""The seeds in store."""

from __future__ import annotations

from dataclasses import dataclass

import registry


@dataclass(frozen=True)
class Bag:
    kind: str
    age: int
    grains: int


def expected_plants(bag: Bag) -> int:
    return round(bag.grains * registry.estimator(bag.kind)(bag.age))
