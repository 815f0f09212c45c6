"""Pools whose workers know the rates of the day and the ledger's arithmetic."""
import decimal
import multiprocessing
from dataclasses import dataclass
from decimal import Decimal
from typing import Dict, Optional


@dataclass(frozen=True)
class DaySetup:
    rates: Dict[str, Decimal]
    digits: int


_setup: Optional[DaySetup] = None


def enter_day(setup: DaySetup) -> None:
    global _setup
    _setup = setup
    decimal.getcontext().prec = setup.digits


def revalue(position):
    currency, amount = position
    return currency, amount * _setup.rates[currency] / 3


def day_pool(setup: DaySetup, processes: int = 2):
    return multiprocessing.Pool(processes, initializer=enter_day, initargs=(setup,))
