"""An index of parcels in SQLite whose tracking numbers are checked by several processes."""

from __future__ import annotations

import sqlite3
from concurrent.futures import Executor, ProcessPoolExecutor
from types import TracebackType


class ParcelIndex:
    """Open it with ``with``."""

    def __init__(self, path: str, executor: Executor) -> None:
        self.path = path
        self.executor = executor
        self.base = 11

    def __enter__(self) -> ParcelIndex:
        self.connection = sqlite3.connect(self.path)
        self.connection.execute("create table parcel (number text primary key, valid integer)")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def is_valid(self, number: str) -> bool:
        *digits, check = (int(digit) for digit in number)
        weighted = sum(weight * digit for weight, digit in enumerate(digits, 2))
        return weighted % self.base % 10 == check

    def add(self, numbers: list[str]) -> int:
        valid = self.executor.map(self.is_valid, numbers)
        with self.connection:
            self.connection.executemany("insert into parcel values (?, ?)", zip(numbers, valid))
        return self.count()

    def count(self) -> int:
        (count,) = self.connection.execute("select count(*) from parcel where valid").fetchone()
        return int(count)


def main() -> None:
    with ProcessPoolExecutor(2) as executor, ParcelIndex(":memory:", executor) as index:
        print(index.add(["12340", "55559", "10203", "77771"]), "valid numbers")
    print("ok")


if __name__ == "__main__":
    main()
