"""Imports bank statements: parsing in processes, book-keeping in the event loop."""
from __future__ import annotations

import asyncio
import multiprocessing as mp
from collections import defaultdict
from contextlib import contextmanager
from decimal import Decimal

import records

STATEMENT = """\
DE01;2024-02-01;12.50
DE02;2024-02-01;-3.10
DE01;2024-02-02;7.00
DE03;2024-02-03;n/a
DE02;2024-02-04;100.00
"""


@contextmanager
def parsers(count):
    pool = mp.Pool(processes=count)
    try:
        yield pool
        pool.close()
    finally:
        pool.terminate()
        pool.join()


class Ledger:
    def __init__(self, pool):
        self._pool = pool
        self.balances = defaultdict(Decimal)

    async def load(self, lines):
        loop = asyncio.get_running_loop()
        rows = await loop.run_in_executor(None, self._pool.map, records.parse_line, lines)
        for account, _, value in rows:
            self.balances[account] += value


async def book(pool):
    ledger = Ledger(pool)
    await ledger.load(STATEMENT.splitlines())
    return ledger.balances


def main():
    with parsers(2) as pool:
        balances = asyncio.run(book(pool))
    print(dict(balances))
    print("ok" if balances["DE01"] == Decimal("19.50") else "wrong")


if __name__ == "__main__":
    main()
