"""Nightly totals of the ledger, one account batch per worker process."""
import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Dict, Iterable, Iterator, List

LEDGER = """\
acme;120.50
acme;-20.00
globex;77.10
initech;0.90
globex;22.90
"""


@dataclass(frozen=True)
class Entry:
    account: str
    amount: Decimal


def entries(text: str, account: str) -> Iterator[Entry]:
    for line in text.splitlines():
        name, amount = line.split(";")
        if name == account:
            yield Entry(name, Decimal(amount))


def total(rows: Iterable[Entry], currency: str) -> str:
    return f"{sum((row.amount for row in rows), Decimal(0))} {currency}"


class LedgerReport:
    def __init__(self, executor: ProcessPoolExecutor, currency: str) -> None:
        self.executor = executor
        self.currency = currency

    async def account_total(self, account: str) -> str:
        loop = asyncio.get_running_loop()
        rows = entries(LEDGER, account)
        return await loop.run_in_executor(self.executor, partial(total, currency=self.currency), rows)

    async def build(self, accounts: List[str]) -> Dict[str, str]:
        totals = await asyncio.gather(*(self.account_total(account) for account in accounts))
        return dict(zip(accounts, totals))


def main() -> None:
    accounts = ["acme", "globex", "initech"]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=2, mp_context=context) as executor:
        totals = asyncio.run(LedgerReport(executor, "EUR").build(accounts))
    print(totals)
    print("ok" if totals["acme"] == "100.50 EUR" else "wrong totals")


if __name__ == "__main__":
    main()
