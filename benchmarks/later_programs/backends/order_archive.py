"""Archive orders in the background while the shop goes on; nothing may be missing."""
import json
import multiprocessing as mp
import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Order:
    number: int
    cents: int


def write_archive(path, inbox):
    with path.open("w") as file:
        for order in iter(inbox.get, None):
            file.write(json.dumps({"number": order.number, "cents": order.cents}) + "\n")


class Archive:
    """A daemonic writer that is told to finish, and waited for."""

    def __init__(self, path):
        self.path = path
        self.inbox = mp.Queue()
        self.writer = mp.Process(
            target=write_archive, args=(path, self.inbox), daemon=True
        )

    def __enter__(self):
        self.writer.start()
        return self

    def __exit__(self, kind, error, trace):
        self.inbox.put(None)
        self.writer.join()
        if self.writer.exitcode != 0:
            sys.exit("the archive is incomplete")

    def add(self, order):
        self.inbox.put(order)


def main():
    path = Path(f"orders-{os.getpid()}.jsonl")
    with Archive(path) as archive:
        for number in range(500):
            archive.add(Order(number, 990 + number))
    lines = path.read_text().splitlines()
    path.unlink()
    assert len(lines) == 500
    print("ok")


if __name__ == "__main__":
    main()
