"""A table in sqlite that survives being sent to workers."""

import sqlite3
import threading


class Store:
    def __init__(self, path):
        self.path = str(path)
        self._guard = threading.Lock()
        self._connection = None

    def __getstate__(self):
        state = self.__dict__.copy()
        for name in ("_guard", "_connection"):
            state.pop(name)
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._guard = threading.Lock()
        self._connection = None

    @property
    def connection(self):
        if self._connection is None:
            self._connection = sqlite3.connect(self.path)
            self._connection.execute("create table if not exists images (name text primary key, value integer)")
        return self._connection

    def keep(self, name, value):
        with self._guard, self.connection:
            self.connection.execute("insert into images values (?, ?)", (name, value))

    def ask(self, query):
        return self.connection.execute(query).fetchone()[0]

    def close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None
