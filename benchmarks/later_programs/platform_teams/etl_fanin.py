"""Extract step of the order pipeline: several readers feed one loader."""
from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from multiprocessing.queues import Queue
from typing import Iterator

SOURCES = {"eu": 4, "us": 6, "apac": 3}
EXHAUSTED = object()


@dataclass(frozen=True)
class Order:
    region: str
    number: int


def extract(region: str, count: int, orders: Queue) -> None:
    for number in range(count):
        orders.put(Order(region, number))
    orders.put(EXHAUSTED)


@contextmanager
def readers(context: BaseContext, orders: Queue) -> Iterator[int]:
    running = [
        context.Process(target=extract, args=(region, count, orders), daemon=True)
        for region, count in SOURCES.items()
    ]
    for reader in running:
        reader.start()
    yield len(running)
    for reader in running:
        reader.join()
        if reader.exitcode != 0:
            raise RuntimeError(f"{reader.name} failed")


def load(orders: Queue, open_readers: int) -> list[Order]:
    loaded = []
    while open_readers:
        order = orders.get()
        if order is EXHAUSTED:
            open_readers -= 1
            continue
        loaded.append(order)
    return loaded


def main() -> None:
    context = get_context()
    orders = context.Queue()
    with readers(context, orders) as open_readers:
        loaded = load(orders, open_readers)
    print(f"{len(loaded)} orders loaded")
    print("ok" if len(loaded) == sum(SOURCES.values()) else "incomplete")


if __name__ == "__main__":
    main()
