"""Coupon payments of the month; the agent's own total is the control."""
import sys
from concurrent.futures import Executor, ProcessPoolExecutor
from decimal import Decimal
from typing import Iterator, List, Sequence

from bonds.conventions import AGENT, adopt
from bonds.coupons import Holding, amount_due, holdings


def pay_chunk(chunk: Sequence[Holding]) -> Decimal:
    return sum(map(amount_due, chunk), Decimal(0))


class Payment:
    size = 50

    def __init__(self, items: List[Holding]) -> None:
        self.items = items

    def __iter__(self) -> Iterator[List[Holding]]:
        for low in range(0, len(self.items), self.size):
            yield self.items[low : low + self.size]

    def due(self, executor: Executor) -> Decimal:
        return sum(executor.map(pay_chunk, self), Decimal(0))

    def control(self) -> Decimal:
        return pay_chunk(self.items)


def main() -> int:
    adopt(AGENT)
    payment = Payment(list(holdings(400)))
    with ProcessPoolExecutor(max_workers=2) as executor:
        due = payment.due(executor)
    control = payment.control()
    print(f"due {due}, agent {control}")
    print("totals agree" if due == control else "payment held: totals differ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
