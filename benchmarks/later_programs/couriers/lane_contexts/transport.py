import multiprocessing as mp
from multiprocessing.queues import Queue
from typing import Optional, Tuple

Order = Tuple[str, int]
_spawning = mp.get_context("spawn")


class Transport:
    def __init__(self) -> None:
        self.orders: Queue = _spawning.Queue()
        self.receipts: Queue = _spawning.Queue()

    def stop(self, lanes: int) -> None:
        for _ in range(lanes):
            self.orders.put(None)

    def next_order(self) -> Optional[Order]:
        return self.orders.get()
