from typing import NamedTuple


class PointMachine(NamedTuple):
    number: int
    model: str
    throws: int


def from_row(row: str) -> PointMachine:
    number, model, throws = row.split(",")
    return PointMachine(int(number), model.strip(), int(throws))
