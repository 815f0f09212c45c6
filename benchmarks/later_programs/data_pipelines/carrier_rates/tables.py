"""Reference tables of the revenue job."""
import csv
import io
from typing import Dict, Iterable, Tuple

_RATES: Dict[Tuple[str, str], float] = {}
BASE = "EUR"


def load(text: str) -> int:
    """Read "currency,rate" lines into the table; returns how many there are."""
    for currency, rate in csv.reader(io.StringIO(text)):
        _RATES[currency, BASE] = float(rate)
    return len(_RATES)


def rate(currency: str) -> float:
    return _RATES.get((currency, BASE), 1.0)


def known() -> Iterable[str]:
    return sorted(currency for currency, _ in _RATES)
