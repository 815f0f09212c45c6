"""Tariffs of the toll road.  ``use`` must be called before anything is billed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Tariff:
    per_axle: int
    night_discount: float
    exempt: frozenset[str]


current: Tariff


def use(tariff: Tariff) -> Tariff:
    global current
    current = tariff
    return tariff


def load(path: Path) -> Tariff:
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Tariff(raw["per_axle"], raw["night_discount"], frozenset(raw["exempt"]))
