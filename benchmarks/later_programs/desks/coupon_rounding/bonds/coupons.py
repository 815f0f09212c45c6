from decimal import Decimal
from typing import Iterator, NamedTuple

CENT = Decimal("0.01")


class Holding(NamedTuple):
    isin: str
    nominal: Decimal
    coupon: Decimal
    days: int


def holdings(count: int) -> Iterator[Holding]:
    for n in range(count):
        yield Holding(f"XS{n:010d}", Decimal(1000 + 37 * n), Decimal(125 + n % 40) / 40, 30 + n % 150)


def amount_due(holding: Holding) -> Decimal:
    """Act/360, rounded to the cent."""
    return (holding.nominal * holding.coupon * holding.days / 36000).quantize(CENT)
