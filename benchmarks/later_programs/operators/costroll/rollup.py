"""Per-team billing."""
from decimal import Decimal
from typing import NamedTuple

from usage import read_usage

CENT = Decimal("0.01")
RATES = {"cpu_hour": Decimal("0.025"), "gib_month": Decimal("0.0450"), "egress_gib": Decimal("0.085")}


class Invoice(NamedTuple):
    team: str
    lines: int
    amount: Decimal


def price(kind, units):
    return (RATES[kind] * Decimal(units)).quantize(CENT)


def bill_team(path):
    amount, lines = Decimal(0), 0
    for record in read_usage(path):
        amount += price(record["kind"], record["units"])
        lines += 1
    return Invoice(path.stem, lines, amount)
