import sqlite3
from contextlib import closing
from typing import Iterable, Optional, Tuple

_connection: Optional[sqlite3.Connection] = None


def create(path: str, rows: Iterable[Tuple[str, int]]) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("create table depot (city text primary key, docks integer)")
        db.executemany("insert into depot values (?, ?)", rows)


def connect(path: str) -> None:
    global _connection
    _connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def docks(city: str) -> int:
    row = _connection.execute("select docks from depot where city = ?", (city,)).fetchone()
    return row[0] if row else 0
