"""What a passage costs."""

from __future__ import annotations

from typing import NamedTuple

import settings


class Passage(NamedTuple):
    plate: str
    axles: int
    hour: int


def is_night(hour: int) -> bool:
    return hour >= 22 or hour < 5


def charge(passage: Passage) -> int:
    tariff = settings.current
    if passage.plate in tariff.exempt:
        return 0
    amount = passage.axles * tariff.per_axle
    if is_night(passage.hour):
        amount = round(amount * (1 - tariff.night_discount))
    return amount
