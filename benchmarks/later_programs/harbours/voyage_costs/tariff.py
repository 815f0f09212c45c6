import time
from typing import Dict, NamedTuple


class Voyage(NamedTuple):
    ship: str
    legs: int
    tonnes: int


def cost(voyage: Voyage) -> int:
    """Harbour dues of a voyage; the dues of each leg are looked up in the archive, which takes its time."""
    time.sleep(voyage.legs * 0.1)
    return voyage.legs * voyage.tonnes


def cheapest(prices: Dict[str, int]) -> str:
    return min(prices, key=prices.__getitem__)
