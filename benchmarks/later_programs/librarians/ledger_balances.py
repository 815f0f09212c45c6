"""Balances of a co-operative's accounts, by month, from its ledger file."""
from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import sqlite3
import tempfile
from typing import Iterator, List, Optional, Tuple

ENTRIES = [
    ("2031-01-04", "dues", 120.0), ("2031-01-09", "tools", -74.5), ("2031-01-30", "hall", -200.0),
    ("2031-02-04", "dues", 135.0), ("2031-02-11", "hall", -200.0), ("2031-02-12", "market", 610.0),
    ("2031-03-04", "dues", 150.0), ("2031-03-15", "tools", -18.25), ("2031-03-21", "market", 480.5),
]


class LedgerFile:
    """Owns the database handle between __enter__ and __exit__."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.handle: Optional[sqlite3.Connection] = None

    def __enter__(self) -> "LedgerFile":
        self.handle = sqlite3.connect(self.path)
        return self

    def __exit__(self, *exc_info) -> None:
        self.handle.close()
        self.handle = None

    def accounts(self) -> List[str]:
        rows = self.handle.execute("SELECT DISTINCT account FROM entry ORDER BY account")
        return [account for (account,) in rows]


class Statement:
    """One account's movements, month by month."""

    title = "balance"

    def __init__(self, account: str) -> None:
        self.account = account

    def compute(self, db: sqlite3.Connection) -> List[Tuple[str, float]]:
        rows = db.execute(
            "SELECT day, amount FROM entry WHERE account = ? ORDER BY day", (self.account,)
        )
        by_month = itertools.groupby(rows, key=lambda row: row[0][:7])
        return [(month, sum(amount for _, amount in group)) for month, group in by_month]


def fulfil(statement: Statement, db: sqlite3.Connection) -> Tuple[str, List[Tuple[str, float]]]:
    return statement.account, statement.compute(db)


@contextlib.contextmanager
def sample_ledger() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="ledger-") as folder:
        path = os.path.join(folder, "coop.sqlite")
        with contextlib.closing(sqlite3.connect(path)) as db, db:
            db.execute("CREATE TABLE entry (day TEXT, account TEXT, amount REAL)")
            db.executemany("INSERT INTO entry VALUES (?, ?, ?)", ENTRIES)
        yield path


def main() -> None:
    with sample_ledger() as path, LedgerFile(path) as ledger:
        orders = [(Statement(account), ledger.handle) for account in ledger.accounts()]
        with multiprocessing.Pool(2) as pool:
            for account, months in pool.starmap(fulfil, orders):
                print(account, *(f"{month} {amount:+.2f}" for month, amount in months))


if __name__ == "__main__":
    main()
