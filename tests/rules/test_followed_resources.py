"""What rules find although objects, context managers and callers stand between."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

FOUND = {
    "results of a pool that an object keeps": (
        "MP309",
        """
        from multiprocessing import Pool

        class Grader:
            def __init__(self, pool):
                self.pool = pool

            def scores(self, essays):
                return self.pool.imap_unordered(len, essays)

        def rank(essays, grader):
            return sorted(zip(essays, grader.scores(essays)))  # MP309

        def main(essays):
            with Pool() as pool:
                rank(essays, Grader(pool))
        """,
    ),
    "results that the caller passes": (
        "MP309",
        """
        from concurrent.futures import ProcessPoolExecutor, as_completed

        def table(keys, results):
            return dict(zip(keys, results))  # MP309

        def main(keys):
            with ProcessPoolExecutor() as executor:
                futures = [executor.submit(len, key) for key in keys]
                return table(keys, [future.result() for future in as_completed(futures)])
        """,
    ),
    "a pool that a context manager of one's own ends": (
        "MP404",
        """
        from contextlib import contextmanager
        from multiprocessing import Pool

        @contextmanager
        def workers(count):
            with Pool(count) as pool:
                yield pool

        def lengths(words):
            with workers(2) as pool:
                results = [pool.apply_async(len, (word,)) for word in words]  # MP404
            return [result.get() for result in results]
        """,
    ),
    "shared memory that objects and lists of a program keep": (
        "MP616",
        """
        from multiprocessing.shared_memory import SharedMemory

        class Slot:
            def __init__(self, size):
                self.memory = SharedMemory(create=True, size=size)  # MP616

            def close(self):
                self.memory.close()

        def main():
            Slot(10).close()
            blocks = [SharedMemory(create=True, size=size) for size in (1, 2)]  # MP616
            for block in blocks:
                block.close()

        if __name__ == "__main__":
            main()
        """,
    ),
    "a context in an object that is a parameter": (
        "MP201",
        """
        import multiprocessing as mp

        class Settings:
            def __init__(self):
                self.context = mp.get_context("spawn")

        def run(settings, items):
            with settings.context.Pool() as pool:
                return pool.map(lambda item: item + 1, items)  # MP201

        if __name__ == "__main__":
            run(Settings(), [1, 2])
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), FOUND.values(), ids=FOUND)
def test_it_is_found(check: Check, code: str, source: str) -> None:
    assert [finding.confidence for finding in check(code, source)] != [Confidence.LOW]


SILENT = {
    "results in order of a pool that an object keeps": (
        "MP309",
        """
        from multiprocessing import Pool

        class Grader:
            def __init__(self, pool):
                self.pool = pool

            def scores(self, essays):
                return self.pool.imap(len, essays)

        def rank(essays, grader):
            return sorted(zip(essays, grader.scores(essays)))

        def main(essays):
            with Pool() as pool:
                rank(essays, Grader(pool))
        """,
    ),
    "results that a helper has sorted": (
        "MP309",
        """
        from concurrent.futures import ProcessPoolExecutor, as_completed

        def arrange(results):
            results.sort()

        def main(keys):
            results = []
            with ProcessPoolExecutor() as executor:
                for future in as_completed([executor.submit(len, key) for key in keys]):
                    results.append(future.result())
            arrange(results)
            return dict(zip(keys, results))
        """,
    ),
    "results that one caller passes in order, and what is counted": (
        "MP309",
        """
        import itertools
        from multiprocessing import Pool

        def table(keys, results):
            return dict(zip(keys, results))

        def numbered(numbers, results):
            return dict(zip(numbers, results))

        def main(keys):
            with Pool() as pool:
                table(keys, pool.imap(len, keys))
                table(keys, pool.imap_unordered(len, keys))
                numbered(itertools.count(), pool.imap_unordered(len, keys))
        """,
    ),
    "a pool that a context manager of one's own joins": (
        "MP404",
        """
        from contextlib import contextmanager
        from multiprocessing import Pool

        @contextmanager
        def workers(count):
            with Pool(count) as pool:
                yield pool
                pool.close()
                pool.join()

        @contextmanager
        def careful_workers(count):
            with Pool(count) as pool:
                try:
                    yield pool
                finally:
                    pool.close()
                    pool.join()

        @contextmanager
        def kept_workers():
            yield Pool()

        def lengths(words):
            with workers(2) as pool:
                results = [pool.apply_async(len, (word,)) for word in words]
            with careful_workers(2) as pool:
                results += [pool.apply_async(len, (word,)) for word in words]
            with kept_workers() as pool:
                results += [pool.apply_async(len, (word,)) for word in words]
            return [result.get() for result in results]
        """,
    ),
    "results read inside a context manager of one's own": (
        "MP404",
        """
        from contextlib import contextmanager
        from multiprocessing import Pool

        @contextmanager
        def workers(count):
            with Pool(count) as pool:
                yield pool

        def lengths(words):
            with workers(2) as pool:
                results = [pool.apply_async(len, (word,)) for word in words]
                return [result.get() for result in results]
        """,
    ),
    "shared memory that objects of a library keep": (
        "MP616",
        """
        from multiprocessing.shared_memory import SharedMemory

        class Slot:
            def __init__(self, size):
                self.memory: SharedMemory = SharedMemory(create=True, size=size)

        class Frame:
            def __init__(self, size):
                self.memory = SharedMemory(create=True, size=size)
        """,
    ),
    "shared memory that a program gives to a library": (
        "MP616",
        """
        import cleaner
        from multiprocessing.shared_memory import SharedMemory

        class Slot:
            def __init__(self, size):
                self.memory = SharedMemory(create=True, size=size)
                cleaner.register(self.memory)

        if __name__ == "__main__":
            Slot(10)
        """,
    ),
    "shared memory that an object frees": (
        "MP616",
        """
        from multiprocessing.shared_memory import SharedMemory

        class Slot:
            def __init__(self, size):
                self.memory = SharedMemory(create=True, size=size)

            def __exit__(self, *error):
                self.memory.close()
                self.memory.unlink()

        if __name__ == "__main__":
            with Slot(10):
                pass
        """,
    ),
    "a pool of threads in an object that is a parameter": (
        "MP201",
        """
        from multiprocessing import dummy

        class Settings:
            def __init__(self):
                self.context = dummy

        def run(settings, items):
            with settings.context.Pool() as pool:
                return pool.map(lambda item: item + 1, items)

        if __name__ == "__main__":
            run(Settings(), [1, 2])
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), SILENT.values(), ids=SILENT)
def test_its_look_alikes_are_not(check: Check, code: str, source: str) -> None:
    check(code, source)
