"""A balance in a file that several collectors add to."""

import threading
import time
from pathlib import Path

#: Only for threads of one process, which share the cache.
_cache_lock = threading.Lock()
_cache = {}


def parse(text):
    with _cache_lock:
        if text not in _cache:
            _cache[text] = int(text)
        return _cache[text]


class Ledger:
    _guard = None

    def __init__(self, path, guard):
        self.path = Path(path)
        self._guard = guard

    @property
    def balance(self):
        return parse(self.path.read_text(encoding="ascii"))

    def add(self, amount):
        with self._guard:
            before = self.balance
            time.sleep(0.002)
            self.path.write_text(str(before + amount), encoding="ascii")
