from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

WRONG = {
    "paths and lines": """
        import glob, os
        from multiprocessing import Pool

        def work(path):
            return path

        def main(folder):
            with Pool() as pool, open("names") as file:
                for path in sorted(glob.glob(os.path.join(folder, "*.png"))):
                    pool.apply_async(work, path)  # MP412
                for name in os.listdir(folder):
                    pool.apply(work, name)  # MP412
                for line in file:
                    pool.apply_async(work, line.strip())  # MP412
        """,
    "a counter": """
        from multiprocessing import Pool

        def work(n):
            return n

        with Pool() as pool:
            for i in range(10):
                pool.apply_async(work, i)  # MP412
            for i, name in enumerate(["a", "bc"]):
                pool.apply(work, i)  # MP412
        """,
    "without the comma, with a callback": """
        import multiprocessing as mp

        def work(path):
            return path

        def main(folder):
            pool = mp.Pool(4)
            jobs = [pool.apply_async(work, (f"{folder}/{n}"), callback=print) for n in range(4)]  # MP412
            return jobs
        """,
    "several arguments": """
        from multiprocessing.pool import ThreadPool
        from elsewhere import data

        class Runner:
            def __init__(self):
                self.pool = ThreadPool()

            def run(self):
                self.pool.apply_async(pow, 2, 3)  # MP412
                self.pool.apply_async(
                    print,
                    data,
                    "text",  # MP412
                )
        """,
    "the callback by position": """
        import multiprocessing

        def done(result):
            print(result)

        def work():
            return 1

        pool = multiprocessing.get_context("spawn").Pool()
        pool.apply_async(work, done)  # MP412
        pool.apply_async(work, (), done)  # MP412
        """,
    "a queue, a lock, an own object": """
        import multiprocessing as mp

        class Job:
            pass

        manager = mp.Manager()
        with mp.Pool() as pool:
            pool.apply(print, manager.Queue())  # MP412
            pool.apply_async(print, Job())  # MP412
            pool.apply_async(print, None)  # MP412
        """,
    "keyword arguments in the place of args": """
        from multiprocessing import Pool
        Pool().apply_async(print, {"sep": ","})  # MP412
        """,
    "mixed elements": """
        from multiprocessing import Pool
        pool = Pool()
        for item in [1, "two", None]:
            pool.apply_async(print, item)
        for item in [1, "two"]:
            pool.apply_async(print, item)  # MP412
        """,
    "a pool in a parameter": """
        from multiprocessing import Pool

        def feed(pool, n):
            return pool.apply_async(print, n)  # MP412

        with Pool() as p:
            feed(p, 3)
        """,
    "a tuple in a parameter": """
        from multiprocessing import Pool

        def feed(pool, args):
            return pool.apply_async(print, args)

        with Pool() as p:
            feed(p, 3)  # MP412
        """,
}

RIGHT = {
    "tuples": """
        from multiprocessing import Pool
        from elsewhere import items, pair

        def feed(pool: Pool, item, *rest, **options):
            pool.apply_async(print, item)
            pool.apply_async(print, rest, options)
            pool.apply_async(print, (item,))

        pool = Pool()
        pool.apply_async(print)
        pool.apply(print, ())
        pool.apply(print, (1, 2))
        pool.apply(print, [1])
        pool.apply(print, pair)
        pool.apply(print, *pair)
        pool.apply(print, (1,), {"sep": ","})
        pool.apply(print, (1,), dict(sep=","), *pair)
        pool.apply_async(print, (1,), {}, print, print)
        for item in items:
            pool.apply_async(print, item)
        for item in zip(items, pair):
            pool.apply_async(print, item)
        """,
    "submit and others": """
        from concurrent.futures import ProcessPoolExecutor
        from elsewhere import Pool
        with ProcessPoolExecutor() as executor:
            executor.submit(print, 1, 2)
            executor.submit(print, "abc")
        Pool().apply_async(print, 1)
        """,
    "pandas": """
        import multiprocessing
        import pandas
        frame = pandas.DataFrame()
        frame.apply(print, 1)
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert {finding.confidence for finding in check("MP412", WRONG[name])} == {Confidence.HIGH}


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP412", RIGHT[name]) == []


def test_one_character_goes_well_by_luck(check: Check) -> None:
    (finding,) = check("MP412", "from multiprocessing import Pool\nPool().apply(len, 'a')  # MP412")
    assert finding.confidence is Confidence.MEDIUM
