from dataclasses import dataclass


@dataclass(frozen=True)
class Money:
    cents: int
    currency: str = "EUR"


@dataclass(frozen=True)
class Row:
    item: str
    cells: tuple
