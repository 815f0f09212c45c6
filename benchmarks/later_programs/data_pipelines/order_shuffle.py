"""Hash join of orders with customers: workers partition the orders, the driver joins."""
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Dict, Iterable, List, Tuple


@dataclass(frozen=True)
class Order:
    customer: str
    cents: int


@dataclass(frozen=True)
class Partitioner:
    buckets: int

    def bucket(self, key: str) -> int:
        return hash(key) % self.buckets


def partition(partitioner: Partitioner, orders: List[Order]) -> Dict[int, List[Order]]:
    parts: Dict[int, List[Order]] = defaultdict(list)
    for order in orders:
        parts[partitioner.bucket(order.customer)].append(order)
    return dict(parts)


class HashJoin:
    def __init__(self, customers: Dict[str, str], buckets: int = 8):
        self.partitioner = Partitioner(buckets)
        self.side: List[Dict[str, str]] = [{} for _ in range(buckets)]
        for customer, country in customers.items():
            self.side[self.partitioner.bucket(customer)][customer] = country

    def joined(self, parts: Iterable[Dict[int, List[Order]]]) -> Iterable[Tuple[str, int]]:
        for part in parts:
            for number, orders in part.items():
                lookup = self.side[number]
                yield from ((lookup[o.customer], o.cents) for o in orders if o.customer in lookup)

    def revenue(self, chunks: List[List[Order]]) -> Dict[str, int]:
        totals: Dict[str, int] = defaultdict(int)
        with ProcessPoolExecutor(2) as executor:
            parts = executor.map(partial(partition, self.partitioner), chunks)
            for country, cents in self.joined(parts):
                totals[country] += cents
        return dict(totals)


def main() -> None:
    countries = ("NL", "BE", "DE")
    customers = {f"customer-{n}": countries[n % 3] for n in range(60)}
    orders = [Order(f"customer-{n % 60}", 100 + n) for n in range(240)]
    chunks = [orders[i:i + 60] for i in range(0, len(orders), 60)]
    revenue = HashJoin(customers).revenue(chunks)
    print(revenue)
    print("ok" if sum(revenue.values()) == sum(order.cents for order in orders) else "wrong")


if __name__ == "__main__":
    main()
