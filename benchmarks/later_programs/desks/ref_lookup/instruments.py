"""Instrument master in SQLite; every process reads it through a connection of its own."""
import os
import sqlite3
from typing import Dict, Iterable, Tuple

_connections: Dict[int, sqlite3.Connection] = {}


def connection(path: str) -> sqlite3.Connection:
    me = os.getpid()
    if me not in _connections:
        _connections[me] = sqlite3.connect(path)
    return _connections[me]


def release() -> None:
    mine = _connections.pop(os.getpid(), None)
    if mine is not None:
        mine.close()


def create(path: str, rows: Iterable[Tuple[str, str, float]]) -> int:
    db = connection(path)
    with db:
        db.execute("create table instrument (isin text primary key, currency text, factor real)")
        db.executemany("insert into instrument values (?, ?, ?)", rows)
    return count(path)


def count(path: str) -> int:
    return connection(path).execute("select count(*) from instrument").fetchone()[0]


def factor(path: str, isin: str) -> Tuple[str, float]:
    found = connection(path).execute("select currency, factor from instrument where isin = ?", (isin,))
    row = found.fetchone()
    if row is None:
        raise KeyError(isin)
    return row
