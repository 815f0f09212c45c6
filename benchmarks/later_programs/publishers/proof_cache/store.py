from __future__ import annotations

import sqlite3
import threading


class ProofStore:
    """Keeps proofs in a database.  Copies of it in other processes open a connection of their own when they need one."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    @property
    def connection(self) -> sqlite3.Connection:
        with self._lock:
            if self._connection is None:
                self._connection = sqlite3.connect(self.path, timeout=20)
            return self._connection

    def __getstate__(self) -> dict[str, object]:
        state = self.__dict__.copy()
        del state["_lock"]
        state["_connection"] = None
        return state

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        self._lock = threading.RLock()

    def create(self) -> None:
        with self.connection as connection:
            connection.execute("create table proofs (sheet integer, marks integer)")

    def save(self, sheet: int, marks: int) -> None:
        with self.connection as connection:
            connection.execute("insert into proofs values (?, ?)", (sheet, marks))

    def total(self) -> int:
        return self.connection.execute("select sum(marks) from proofs").fetchone()[0]

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
