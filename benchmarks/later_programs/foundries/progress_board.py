"""Run castings in a pool and keep a board of how far each mould is."""

import multiprocessing
from dataclasses import dataclass, field
from typing import Dict, List, Tuple


@dataclass
class Board:
    planned: Dict[str, int]
    done: Dict[str, int] = field(default_factory=dict)

    def advance(self, outcome: Tuple[str, int]) -> None:
        mould, pieces = outcome
        self.done[mould] += pieces
        print(f"{mould}: {self.done[mould]} of {self.planned[mould]}")


@dataclass(frozen=True)
class Order:
    mould: str
    pieces: int


def cast(order: Order) -> Tuple[str, int]:
    scrap = sum(number % 7 == 0 for number in range(1, order.pieces + 1))
    return order.mould, order.pieces - scrap


class Foundry:
    def __init__(self, workers: int, board: Board) -> None:
        self._pool = multiprocessing.Pool(workers)
        self._board = board

    def run(self, orders: List[Order]) -> None:
        pending = [self._pool.apply_async(cast, (order,), callback=self._board.advance) for order in orders]
        for result in pending:
            result.get()
        self._pool.close()
        self._pool.join()


def main():
    orders = [Order("bell", 30), Order("gear", 48), Order("bell", 12)]
    planned: Dict[str, int] = {}
    for order in orders:
        planned[order.mould] = planned.get(order.mould, 0) + order.pieces
    Foundry(2, Board(planned)).run(orders)
    print("ok")


if __name__ == "__main__":
    main()
