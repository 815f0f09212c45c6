"""Count loyalty points per customer, spread over shards."""
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from typing import Dict, Iterable, List, NamedTuple, Tuple

SHARDS = 16


class Purchase(NamedTuple):
    customer: str
    cents: int


def shard_of(customer: str) -> int:
    return hash(customer) % SHARDS


def tally(purchases: List[Purchase]) -> Dict[Tuple[int, str], int]:
    points: Dict[Tuple[int, str], int] = defaultdict(int)
    for purchase in purchases:
        key = (shard_of(purchase.customer), purchase.customer)
        points[key] += purchase.cents // 100
    return dict(points)


class PointsTable:
    def __init__(self) -> None:
        self.shards: List[Dict[str, int]] = [{} for _ in range(SHARDS)]

    def merge(self, partial: Dict[Tuple[int, str], int]) -> None:
        for (shard, customer), points in partial.items():
            bucket = self.shards[shard]
            bucket[customer] = bucket.get(customer, 0) + points

    def points(self, customer: str) -> int:
        return self.shards[shard_of(customer)].get(customer, 0)


def sales(days: int) -> Iterable[List[Purchase]]:
    for day in range(days):
        yield [Purchase(f"customer-{n:03d}", 1000 + day * 100) for n in range(50)]


def main() -> int:
    batches = list(sales(6))
    table = PointsTable()
    with ProcessPoolExecutor(max_workers=2) as executor:
        for partial in executor.map(tally, batches):
            table.merge(partial)
    expected = sum(p.cents // 100 for batch in batches for p in batch)
    customers = {p.customer for batch in batches for p in batch}
    found = sum(table.points(customer) for customer in customers)
    print(f"points credited: {found} of {expected}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
