"""Counts words of documents in a burst of parallel tasks."""
from __future__ import annotations

import contextlib
import multiprocessing as mp
import time

DOCUMENTS = {
    "terms": "we agree that we agree to the terms",
    "privacy": "we keep no data we do not need",
    "imprint": "the company and the address",
}


def word_count(entry):
    name, text = entry
    time.sleep(0.4)
    return name, len(text.split())


@contextlib.contextmanager
def burst(size, **options):
    ctx = mp.get_context(options.pop("method", None))
    with ctx.Pool(size, **options) as pool:
        yield pool.map_async


class Report:
    def __init__(self):
        self._parts = []

    def collect(self, documents):
        with burst(2) as launch:
            self._parts.append(launch(word_count, documents.items(), chunksize=1))
        return self

    def totals(self):
        return {name: count for part in self._parts for name, count in part.get(timeout=4)}


def main():
    totals = Report().collect(DOCUMENTS).totals()
    print(totals)
    print("ok" if totals == {"terms": 8, "privacy": 8, "imprint": 5} else "wrong")


if __name__ == "__main__":
    main()
