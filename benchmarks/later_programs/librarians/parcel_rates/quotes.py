"""Ask all carriers for a price at once."""
from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import List, Sequence

import carriers


@dataclass(frozen=True, order=True)
class Quote:
    price: float
    carrier: str


def _ask(carrier: str, grams: int) -> Quote:
    return Quote(carriers.fetch_rate(carrier, grams), carrier)


class QuoteBoard:
    """Collects quotes; the cheapest comes first."""

    def __init__(self, names: Sequence[str] = carriers.CARRIERS, workers: int = 2) -> None:
        self.names = tuple(names)
        self.workers = workers

    def collect(self, grams: int) -> List[Quote]:
        with ProcessPoolExecutor(max_workers=self.workers) as executor:
            quotes = list(executor.map(_ask, self.names, [grams] * len(self.names)))
        return sorted(quotes)

    @staticmethod
    def render(quotes: Sequence[Quote]) -> str:
        return "\n".join(f"{quote.carrier:<12}{quote.price:>8.2f}" for quote in quotes)
