"""Builds the shards of a customer index in parallel and answers look-ups from them."""
import multiprocessing
from dataclasses import dataclass, field
from typing import Dict, Iterable, List, Optional, Tuple

Row = Tuple[str, int]


@dataclass(frozen=True)
class Placement:
    shard: int
    key: str
    balance: int


def place(row: Row, shards: int = 16) -> Placement:
    key, balance = row
    return Placement(hash(key) % shards, key, balance)


@dataclass
class CustomerIndex:
    shards: int = 16
    buckets: List[Dict[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.buckets = [{} for _ in range(self.shards)]

    def build(self, rows: Iterable[Row], workers: int) -> None:
        with multiprocessing.Pool(workers) as pool:
            for placement in pool.imap_unordered(place, rows, chunksize=16):
                self.buckets[placement.shard][placement.key] = placement.balance

    def balance(self, key: str) -> Optional[int]:
        return self.buckets[hash(key) % self.shards].get(key)


def main() -> None:
    rows = [(f"customer-{number:04d}", number * 10) for number in range(200)]
    index = CustomerIndex()
    index.build(rows, workers=2)
    found = sum(index.balance(key) == balance for key, balance in rows)
    print(f"{found} of {len(rows)} look-ups answered")
    print("ok" if found == len(rows) else "index incomplete")


if __name__ == "__main__":
    main()
