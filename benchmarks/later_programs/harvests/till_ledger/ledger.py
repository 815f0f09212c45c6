"""A balance in a file that several tills add to."""

import time
from multiprocessing import Lock
from pathlib import Path


class Ledger:
    _guard = Lock()

    def __init__(self, path):
        self.path = Path(path)

    def open(self, balance=0):
        self.path.write_text(str(balance), encoding="ascii")

    @property
    def balance(self):
        return int(self.path.read_text(encoding="ascii"))

    def add(self, amount):
        with self._guard:
            before = self.balance
            time.sleep(0.02)  # the card reader takes its time
            self.path.write_text(str(before + amount), encoding="ascii")
