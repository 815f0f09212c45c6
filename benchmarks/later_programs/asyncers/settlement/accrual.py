from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import money


@dataclass(frozen=True)
class Position:
    account: str
    principal: Decimal
    rate: Decimal
    days: int

    @classmethod
    def parse(cls, line: str) -> Position:
        account, principal, rate, days = line.split(";")
        return cls(account, Decimal(principal), Decimal(rate), int(days))


@dataclass(frozen=True)
class Statement:
    account: str
    closing: Decimal


def accrue(position: Position) -> Statement:
    balance = position.principal
    factor = money.daily_factor(position.rate)
    for _ in range(position.days):
        balance *= factor
    return Statement(position.account, balance)
