import contextlib
import multiprocessing
import sqlite3
import tempfile
from pathlib import Path


class Registry:
    """Reads of the rolling stock register; one connection for each process."""

    _mine = None

    def __init__(self, path):
        self._connection = sqlite3.connect(path)

    @classmethod
    def attach(cls, path):
        cls._mine = cls(path)

    @classmethod
    def mine(cls):
        if cls._mine is None:
            raise RuntimeError("no register attached")
        return cls._mine

    def mileage(self, keeper):
        row = self._connection.execute(
            "select sum(km) from unit where keeper = ?", (keeper,)
        ).fetchone()
        return row[0] or 0

    def close(self):
        self._connection.close()


def mileage_of(keeper):
    return keeper, Registry.mine().mileage(keeper)


class RegistryBuilder:
    def __init__(self, path):
        self.path = path

    def fill(self, units):
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            with connection:
                connection.execute("create table unit (number text, keeper text, km int)")
                connection.executemany("insert into unit values (?, ?, ?)", units)
        return self.path


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = RegistryBuilder(str(Path(folder, "units.db"))).fill(
            [("218 001", "north", 410), ("218 002", "north", 95), ("245 010", "coast", 700)]
        )
        with multiprocessing.Pool(2, Registry.attach, (path,)) as pool:
            found = dict(pool.imap_unordered(mileage_of, ["north", "coast", "south"]))
        Registry.attach(path)
        direct = Registry.mine().mileage("north")
        Registry.mine().close()
    assert direct == found["north"] == 505
    assert found["coast"] == 700 and found["south"] == 0
    print("ok")


if __name__ == "__main__":
    main()
