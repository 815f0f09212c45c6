"""MP214: what is loaded once is sent with every task."""

from __future__ import annotations

from mpcheck.findings import Confidence
from snippets import Check


def test_partials_helpers_and_attributes(check: Check) -> None:
    check(
        "MP214",
        """
        import multiprocessing as mp
        from functools import partial

        import pandas as pd
        from transformers import AutoModel

        def load(path):
            return pd.read_csv(path)

        def work(item, table=None):
            return item

        class Runner:
            def __init__(self, path):
                self.model = AutoModel.from_pretrained(path)

            def run(self, items):
                with mp.get_context("spawn").Pool() as pool:
                    for item in items:
                        pool.apply_async(work, (item, self.model))  # MP214
                    pool.close()
                    pool.join()

        def main(items):
            table = load("table.csv")
            bound = partial(work, table=table)  # MP214
            with mp.Pool() as pool:
                list(pool.imap_unordered(bound, items))
        """,
    )


def test_what_is_small_sent_once_or_found_by_workers_is_silent(check: Check) -> None:
    check(
        "MP214",
        """
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
        from functools import partial

        import numpy as np
        import pandas as pd

        TABLE = pd.read_csv("table.csv")

        def work(item, table=None):
            return item

        def main(items, options):
            mapped = np.load("m.npy", mmap_mode="r")
            with mp.Pool(initializer=work, initargs=(TABLE,)) as pool:
                pool.map(partial(work, table=options), items)
                pool.map(partial(work, table=mapped), items)
                pool.apply_async(work, (TABLE,)).get()
                pool.map(work, [row for row in TABLE])
            with ThreadPoolExecutor() as threads:
                list(threads.map(partial(work, table=TABLE), items))
            with ProcessPoolExecutor() as executor:
                for name in items:
                    executor.submit(work, pd.read_csv(name))
        """,
    )


INDEX = """
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor
        from functools import partial

        class Index:
            def __init__(self, words):
                self.words = words
                self.build()

            def build(self):
                self.places = {word: place for place, word in enumerate(self.words)}

            def __setstate__(self, state):
                self.__dict__.update(state)
                self.build()

        class Pairs:
            def __init__(self, pairs):
                self.pairs = [tuple(pair) for pair in pairs]
                self.table = {}
                for key, value in self.pairs:
                    self.table[key] = value

            def __reduce__(self):
                return Pairs, (self.pairs,)

        class Light:
            def __init__(self, number):
                self.number = number

            def __setstate__(self, state):
                for name, value in state.items():
                    setattr(self, name, value)
                for name in self.__slots__:
                    print(name)

        def work(index, item):
            return item

        def made(words):
            return Index(words)
"""


def test_an_object_that_is_made_anew_by_each_task(check: Check) -> None:
    findings = check(
        "MP214",
        INDEX
        + """
        class Service:
            def __init__(self):
                self.index = made("abc")
                self.executor = ProcessPoolExecutor()

            def run(self, items):
                return [self.executor.submit(work, self.index, item) for item in items]  # MP214

        def correct(index, pages):
            with mp.Pool() as pool:
                pending = [pool.apply_async(work, (index, page)) for page in pages]  # MP214
                return [one.get() for one in pending]

        def main(items):
            correct(made("abc"), items)
            pairs = Pairs([(1, 2)])
            with mp.Pool() as pool:
                list(pool.imap_unordered(partial(work, pairs), items))  # MP214
        """,
    )
    assert {finding.confidence for finding in findings} == {Confidence.MEDIUM}


def test_chunks_share_what_a_partial_has_bound(check: Check) -> None:
    source = """
        def main(items):
            with mp.Pool() as pool:
                pool.map(partial(work, made("abc")), items)  # MP214
        """
    assert [finding.confidence for finding in check("MP214", INDEX + source)] == [Confidence.LOW]


def test_what_is_quickly_unpickled_sent_once_or_of_each_task_is_silent(check: Check) -> None:
    check(
        "MP214",
        INDEX
        + """
        def main(items, unknown):
            light = Light(3)
            with ProcessPoolExecutor(initializer=work, initargs=(made("abc"), 0)) as executor:
                executor.submit(work, made("abc"), 1)
                for item in items:
                    executor.submit(work, light, item)
                    executor.submit(work, unknown, item)
                    index = made(item)
                    executor.submit(work, index, item)
                    executor.submit(work, made(item), item)
        """,
    )
