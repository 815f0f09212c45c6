"""Sums long series of ephemeris corrections with the precision asked for."""

import decimal
import logging
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from decimal import Decimal

log = logging.getLogger("ephemeris")

SERIES = {"mercury": 7, "venus": 11, "mars": 13, "saturn": 17}


@contextmanager
def precision(digits):
    """Everything inside computes with ``digits`` digits."""
    before = decimal.getcontext().prec
    decimal.getcontext().prec = digits
    try:
        yield
    finally:
        decimal.getcontext().prec = before


def correction(divisor, terms=40):
    total = Decimal(0)
    for index in range(1, terms + 1):
        total += Decimal(1) / (divisor * index)
    return total


def corrections(names, workers=2):
    divisors = [SERIES[name] for name in names]
    with ProcessPoolExecutor(workers) as executor:
        return dict(zip(names, executor.map(correction, divisors)))


def main():
    with precision(60):
        table = corrections(sorted(SERIES))
        lengths = {name: len(value.as_tuple().digits) for name, value in table.items()}
    for name, value in table.items():
        print(f"{name:>8} {value}")
    if max(lengths.values()) < 50:
        print(f"rounded to {max(lengths.values())} digits")


if __name__ == "__main__":
    main()
