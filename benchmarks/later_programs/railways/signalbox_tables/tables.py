"""The interlocking table of one signal box, as the workers see it."""
from typing import Dict, Optional, Tuple

RouteTable = Dict[str, Tuple[str, ...]]

_current: Optional[RouteTable] = None


def install(table: RouteTable) -> None:
    global _current
    _current = table


def conflicts_of(route: str) -> int:
    mine = set(_current[route])
    return sum(
        1 for name, points in _current.items()
        if name != route and mine.intersection(points)
    )
