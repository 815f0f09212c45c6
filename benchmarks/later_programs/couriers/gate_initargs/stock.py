from typing import Any, NamedTuple


class Shelf(NamedTuple):
    gate: Any
    boxes: Any


_shelf = None


def attach(gate: Any, boxes: Any) -> None:
    global _shelf
    _shelf = Shelf(gate, boxes)


def take(count: int) -> bool:
    with _shelf.gate:
        if _shelf.boxes.value < count:
            return False
        _shelf.boxes.value -= count
        return True
