from dataclasses import dataclass

import tables


@dataclass(frozen=True)
class Sale:
    order: int
    amount: float
    currency: str


def in_base(sale: Sale) -> float:
    return round(sale.amount * tables.rate(sale.currency), 2)
