"""Swap pricing over shared zero curves."""
from __future__ import annotations

import math
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import NamedTuple

from curves.block import CurveBlock, Ticket
from curves.publish import publish, withdraw


class Swap(NamedTuple):
    currency: str
    fixed: float
    years: int
    notional: float


def zero_curve(level: float, slope: float, points: int = 50) -> list[float]:
    return [level + slope * (1.0 - math.exp(-year / 8.0)) for year in range(1, points + 1)]


def present_value(swap: Swap, ticket: Ticket) -> float:
    with CurveBlock.open(ticket) as block:
        zeros = block.read()
    discounts = [math.exp(-zero * (year + 1)) for year, zero in enumerate(zeros[: swap.years])]
    fixed_leg = swap.fixed * sum(discounts)
    return swap.notional * (1.0 - discounts[-1] - fixed_leg)


def portfolio() -> list[Swap]:
    return [
        Swap(currency, 0.01 + 0.0025 * k, 2 + 3 * k, 1e6 * (1 + k % 4))
        for currency in ("EUR", "USD", "CHF")
        for k in range(8)
    ]


def main() -> None:
    tickets = publish(
        {
            "EUR": zero_curve(0.021, 0.006),
            "USD": zero_curve(0.041, -0.004),
            "CHF": zero_curve(0.008, 0.003),
        }
    )
    totals: dict[str, float] = dict.fromkeys(tickets, 0.0)
    try:
        with ProcessPoolExecutor(max_workers=2) as executor:
            pending = {executor.submit(present_value, swap, tickets[swap.currency]): swap for swap in portfolio()}
            for future in as_completed(pending):
                totals[pending[future].currency] += future.result()
    finally:
        withdraw(tickets)
    for currency, total in totals.items():
        print(f"{currency}: {total:,.2f}")


if __name__ == "__main__":
    main()
