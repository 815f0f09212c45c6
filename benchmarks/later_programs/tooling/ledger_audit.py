"""Audit a ledger: recompute the balance of each account from its bookings."""
import decimal
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import List


@dataclass
class Account:
    number: str
    balance: decimal.Decimal
    bookings: List[str] = field(default_factory=list)


def settle(account):
    total = sum(map(decimal.Decimal, account.bookings), decimal.Decimal(0))
    if total != account.balance:
        breakpoint()
    return account.number, total - account.balance


class Auditor:
    def __init__(self, ctx, workers=2):
        self._pool = ctx.Pool(workers)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None:
            self._pool.close()
        else:
            self._pool.terminate()
        self._pool.join()

    def differences(self, accounts):
        pairs = self._pool.map_async(settle, accounts, chunksize=1).get(timeout=10)
        return {number: gap for number, gap in pairs if gap}


def ledger():
    money = decimal.Decimal
    yield Account("DE-100", money("12.50"), ["10", "2.50"])
    yield Account("DE-101", money("7.00"), ["3.5", "3.5"])
    yield Account("DE-102", money("99.99"), ["100", "-0.02"])


def main():
    with Auditor(get_context()) as auditor:
        gaps = auditor.differences(list(ledger()))
    print({number: str(gap) for number, gap in gaps.items()})
    print("ok" if gaps == {"DE-102": decimal.Decimal("-0.01")} else "wrong")


if __name__ == "__main__":
    main()
