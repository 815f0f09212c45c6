import multiprocessing as mp
import os
import tempfile
from multiprocessing.context import BaseContext
from typing import List, Tuple


class Workshop:
    """Owns a pool and whatever its tasks have to share."""

    def __init__(self, size: int, context: BaseContext) -> None:
        self.size = size
        self.context = context
        self.pool = None

    def __enter__(self) -> "Workshop":
        self.pool = self.context.Pool(self.size)
        return self

    def __exit__(self, *exc_info) -> None:
        self.pool.close()
        self.pool.join()

    def mutex(self):
        return self.context.Lock()


def record(path: str, mutex, entry: Tuple[str, int]) -> int:
    account, cents = entry
    with mutex:
        with open(path, "a", encoding="utf-8") as ledger:
            ledger.write(f"{account}\t{cents}\n")
    return cents


def post(entries: List[Tuple[str, int]], path: str) -> int:
    with Workshop(2, mp.get_context()) as shop:
        mutex = shop.mutex()
        jobs = [(path, mutex, entry) for entry in entries]
        return sum(shop.pool.starmap(record, jobs))


def main() -> None:
    entries = [("rent", 82000), ("power", 6150), ("water", 2375), ("phone", 1999)]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "ledger.tsv")
        total = post(entries, path)
        with open(path, encoding="utf-8") as ledger:
            print(len(ledger.readlines()), "entries", total / 100)


if __name__ == "__main__":
    main()
