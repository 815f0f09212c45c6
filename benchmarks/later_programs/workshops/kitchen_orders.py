"""Orders of a restaurant: cooks are workers of a pool, the pass is a queue of a manager."""

from __future__ import annotations

import multiprocessing
import queue
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing.managers import SyncManager
from typing import Protocol


class Pass(Protocol):
    """Where the plates go."""

    def put(self, plate: str) -> None: ...


@dataclass(frozen=True)
class Order:
    table: int
    dishes: tuple[str, ...]
    plates: Pass


def cook(order: Order) -> int:
    for dish in order.dishes:
        order.plates.put(f"{order.table}: {dish}")
    return len(order.dishes)


class Kitchen:
    def __init__(self, manager: SyncManager) -> None:
        self.plates: queue.Queue[str] = manager.Queue()
        self.closed = manager.Event()

    def serve(self, tables: dict[int, tuple[str, ...]]) -> list[str]:
        orders = [Order(table, dishes, self.plates) for table, dishes in tables.items()]
        with ProcessPoolExecutor(2) as cooks:
            done = as_completed([cooks.submit(cook, order) for order in orders])
            expected = sum(future.result() for future in done)
        self.closed.set()
        return [self.plates.get(timeout=10) for _ in range(expected)]


def main() -> None:
    with multiprocessing.Manager() as manager:
        kitchen = Kitchen(manager)
        plates = kitchen.serve({4: ("soup", "pike"), 7: ("pie",), 9: ("soup", "stew", "figs")})
    assert sorted(plates)[0] == "4: pike" and len(plates) == 6, plates
    print("ok")


if __name__ == "__main__":
    main()
