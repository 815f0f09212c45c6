import random
from typing import Iterator, Tuple

from layout import Totals


def tape(desk: str, tickets: int) -> Iterator[Tuple[str, int]]:
    """Tickets of a desk, amounts in cents."""
    size = random.Random(desk)
    for _ in range(tickets):
        yield desk, size.randrange(20_000, 400_000) * 100


def book(totals: Totals, desk: str, tickets: int) -> None:
    for name, cents in tape(desk, tickets):
        totals.add("tickets", name, 1)
        totals.add("cents", name, cents)
        totals.top("largest", name, cents / 100)
