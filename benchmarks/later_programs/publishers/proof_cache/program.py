"""Marks the sheets of a book in several processes, which note in a database how many marks they made."""
from __future__ import annotations

import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Process

from store import ProofStore

SHEETS = {
    1: "Teh first sheet has too mistakes",
    2: "the second has none",
    3: "Teh third is teh worst",
}


class Reader:
    def __init__(self, store: ProofStore, mistakes: frozenset[str]) -> None:
        self.store = store
        self.mistakes = mistakes

    def read(self, sheet: int, text: str) -> int:
        marks = sum(word.lower() in self.mistakes for word in text.split())
        self.store.save(sheet, marks)
        self.store.close()
        return marks


def main() -> None:
    descriptor, path = tempfile.mkstemp(suffix=".sqlite")
    os.close(descriptor)
    store = ProofStore(path)
    try:
        store.create()
        store.close()
        reader = Reader(store, frozenset({"teh", "too"}))
        with ProcessPoolExecutor(2) as executor:
            marks = list(executor.map(reader.read, SHEETS.keys(), SHEETS.values()))
        late = Process(target=reader.read, args=(4, "teh colophon"))
        late.start()
        late.join()
        assert late.exitcode == 0
        total = store.total()
    finally:
        store.close()
        os.unlink(path)
    assert marks == [2, 0, 2], marks
    print(total, "marks")
    assert total == 5
    print("ok")


if __name__ == "__main__":
    main()
