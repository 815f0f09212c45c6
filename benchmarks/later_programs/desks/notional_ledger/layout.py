"""Where the totals of the day live: one array per figure, one slot per desk."""
from types import MappingProxyType
from typing import Any, Dict, Sequence

FIGURES = MappingProxyType(
    {
        "tickets": "i",
        "cents": "i",
        "largest": "d",
    }
)


class Totals:
    def __init__(self, arrays: Dict[str, Any], desks: Sequence[str]) -> None:
        self.arrays = arrays
        self.desks = tuple(desks)

    @classmethod
    def allocate(cls, ctx: Any, desks: Sequence[str]) -> "Totals":
        return cls({figure: ctx.Array(code, len(desks)) for figure, code in FIGURES.items()}, desks)

    def add(self, figure: str, desk: str, amount: float) -> None:
        array = self.arrays[figure]
        with array.get_lock():
            array[self.desks.index(desk)] += amount

    def top(self, figure: str, desk: str, amount: float) -> None:
        array, slot = self.arrays[figure], self.desks.index(desk)
        with array.get_lock():
            array[slot] = max(array[slot], amount)

    def row(self, desk: str) -> Dict[str, Any]:
        return {figure: array[self.desks.index(desk)] for figure, array in self.arrays.items()}
