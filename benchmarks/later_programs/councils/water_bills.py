"""Writes the water bills: water_bills.py [--price CENTS]."""
from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple


class Tariff(NamedTuple):
    price: int = 0
    base: int = 0
    currency: str = "XXX"


class Session:
    tariff: Tariff = Tariff()

    @classmethod
    def begin(cls, tariff: Tariff) -> None:
        cls.tariff = tariff


def bill(meter: tuple[str, int, int]) -> tuple[str, int]:
    name, before, after = meter
    tariff = Session.tariff
    return name, tariff.base + (after - before) * tariff.price


METERS = [("Flat 1", 100, 131), ("Flat 2", 4, 4), ("Laundry", 7000, 8123)]


def parse(argv: list[str] | None) -> Tariff:
    parser = argparse.ArgumentParser(description=__doc__)
    for field, default in {"price": 3, "base": 250, "currency": "EUR"}.items():
        parser.add_argument(f"--{field}", type=type(default), default=default)
    return Tariff(**vars(parser.parse_args(argv)))


def main(argv: list[str] | None = None) -> None:
    tariff = parse(argv)
    Session.begin(tariff)
    with ProcessPoolExecutor(2, initializer=Session.begin, initargs=(tariff,)) as executor:
        bills = list(executor.map(bill, METERS))
    assert bills == [bill(meter) for meter in METERS], bills
    for name, cents in bills:
        print(f"{name:8} {cents / 100:8.2f}")
    print(len(bills), "bills in", tariff.currency)
    print("ok")


if __name__ == "__main__":
    main()
