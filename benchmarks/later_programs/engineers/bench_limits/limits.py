"""Acceptance limits of the power-supply bench."""
import sys
from typing import NamedTuple


class Limit(NamedTuple):
    low: float
    high: float
    unit: str


TABLE = {
    "ripple": Limit(0.0, 12.0, "mV"),
    "efficiency": Limit(86.0, 100.0, "%"),
    "settling": Limit(0.0, 0.8, "ms"),
}


def check(quantity, value):
    limit = TABLE[quantity]
    if not limit.low <= value <= limit.high:
        sys.stderr.write(f"{quantity} = {value} {limit.unit}: out of limits\n")
        sys.exit(3)
    return True
