from functools import lru_cache
from typing import NamedTuple


class Castings(NamedTuple):
    alloy: str
    pieces: int


@lru_cache(maxsize=None)
def density(alloy: str) -> float:
    """Of an alloy; each process looks it up for itself."""
    import json

    return json.loads('{"bronze": 8.8, "iron": 7.2}')[alloy]


def weight(castings: Castings) -> float:
    return castings.pieces * density(castings.alloy)
