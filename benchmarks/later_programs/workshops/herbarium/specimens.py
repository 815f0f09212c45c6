"""Sheets of the herbarium."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import List

import registry


@dataclass
class Sheet:
    number: int
    family: str
    traits: List[str] = field(default_factory=list)


def determine(sheet: Sheet) -> str:
    return registry.key_of(sheet.family)(sheet.traits)
