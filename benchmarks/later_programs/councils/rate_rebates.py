"""Works out the rebates on the council rate: rebates.py [--ceiling N] [--share F]."""
from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple


class Options(NamedTuple):
    ceiling: int = 1000
    share: float = 0.1
    currency: str = "EUR"


class Session:
    options: Options = Options()

    @classmethod
    def begin(cls, argv: list[str] | None) -> Options:
        cls.options = Options(**vars(parser().parse_args(argv)))
        return cls.options


class Household(NamedTuple):
    ref: str
    people: int
    income: int


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(description=__doc__)
    made.add_argument("--ceiling", type=int, default=400)
    made.add_argument("--share", type=float, default=0.25)
    made.add_argument("--currency", default="EUR")
    return made


def rebate(household: Household) -> int:
    options = Session.options
    if (need := household.people * 120 - household.income // 100) <= 0:
        return 0
    return min(options.ceiling, round(need * options.share))


HOUSEHOLDS = [
    Household("H-1", 2, 9000),
    Household("H-2", 6, 12000),
    Household("H-3", 1, 30000),
    Household("H-4", 9, 4000),
]


def main(argv: list[str] | None = None) -> None:
    options = Session.begin(argv)
    with ProcessPoolExecutor(max_workers=2) as executor:
        paid = dict(zip((h.ref for h in HOUSEHOLDS), executor.map(rebate, HOUSEHOLDS)))
    for ref, amount in paid.items():
        print(f"{ref}: {amount} {options.currency}")
    ledger = {h.ref: rebate(h) for h in HOUSEHOLDS}
    if paid != ledger:
        sys.exit(f"rebates disagree with the ledger: {paid} {ledger}")
    print("ok")


if __name__ == "__main__":
    main()
