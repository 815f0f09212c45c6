"""MP105 on programs in many styles: pools made before and after what they run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Finding

TOO_EARLY = {
    "module level": """
        from multiprocessing import Pool
        pool = Pool(4)  # MP105

        def work(x):
            return x

        print(pool.map(work, range(3)))
    """,
    "behind the guard": """
        import multiprocessing as mp
        if __name__ == "__main__":
            pool = mp.Pool()  # MP105

            def work(x):
                return x

            pool.apply_async(work, (1,))
    """,
    "partial": """
        import functools
        import multiprocessing as mp
        if __name__ == "__main__":
            with mp.Pool() as pool:  # MP105
                def work(n, x):
                    return n * x
                pool.map(functools.partial(work, 2), [1])
    """,
    "method of a class": """
        import multiprocessing as mp
        workers = mp.get_context("fork").Pool(2)  # MP105

        class Model:
            def fit(self, x):
                return x

        def main():
            return workers.map(Model().fit, [1, 2])
    """,
    "object that is called": """
        import multiprocessing as mp
        pool = mp.Pool(2)  # MP105

        class Square:
            def __call__(self, x):
                return x * x

        results = pool.imap_unordered(Square(), [1, 2])
    """,
    "made by a function": """
        import multiprocessing as mp

        def make():
            return mp.Pool(2)  # MP105

        pool = make()

        def work(x):
            return x

        pool.starmap(work, [(1,)])
    """,
    "used in a function": """
        import multiprocessing as mp
        pool = mp.Pool(2)  # MP105

        def work(x):
            return x

        def run(items):
            return pool.map(work, items)
    """,
    "coroutine as worker of nothing, function later": """
        import multiprocessing as mp
        if __name__ == "__main__":
            pool = mp.Pool(2)  # MP105
            try:
                def work(x):
                    return x
                pool.map(work, [1])
            finally:
                pool.close()
    """,
    "one of two": """
        import multiprocessing as mp

        def early(x):
            return x

        if __name__ == "__main__":
            pool = mp.Pool(2)  # MP105
            pool.map(early, [1])

            def late(x):
                return x

            pool.map(late, [1])
    """,
    "as an attribute": """
        import multiprocessing as mp

        class Runner:
            def __init__(self):
                self.pool = mp.Pool(2)  # MP105

            def run(self, function):
                return self.pool.map(function, [1])

        runner = Runner()

        def work(x):
            return x

        runner.run(work)
    """,
}


@pytest.mark.parametrize("source", TOO_EARLY.values(), ids=TOO_EARLY)
def test_too_early(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP105", source)


def test_workers_that_import_the_module_have_what_is_defined_in_it(check: Callable[[str, str], list[Finding]]) -> None:
    (finding,) = check(
        "MP105",
        """
        import multiprocessing as mp
        if __name__ == "__main__":
            pool = mp.Pool(2)  # MP105

        def work(x):
            return x

        if __name__ == "__main__":
            pool.map(work, [1])
        """,
    )
    assert {target.start_method for target in finding.breaks_when} == {"fork"}


SILENT = {
    "defined first": """
        import multiprocessing as mp

        def work(x):
            return x

        pool = mp.Pool(2)
        pool.map(work, [1])
    """,
    "made in a function that is called later": """
        import multiprocessing as mp

        def main():
            with mp.Pool() as pool:
                pool.map(work, [1])

        def work(x):
            return x

        if __name__ == "__main__":
            main()
    """,
    "made in a method": """
        import multiprocessing as mp

        class Runner:
            def __enter__(self):
                self.pool = mp.Pool()
                return self

            def run(self):
                return self.pool.map(work, [1])

        def work(x):
            return x
    """,
    "executor starts its workers late": """
        from concurrent.futures import ProcessPoolExecutor
        executor = ProcessPoolExecutor()

        def work(x):
            return x

        executor.submit(work, 1)
    """,
    "threads": """
        from multiprocessing.dummy import Pool
        pool = Pool(2)

        def work(x):
            return x

        pool.map(work, [1])
    """,
    "callbacks run here": """
        import multiprocessing as mp

        def work(x):
            return x

        pool = mp.Pool(2)

        def done(result):
            print(result)

        pool.apply_async(work, (1,), callback=done)
    """,
    "another pool": """
        import multiprocessing as mp

        def early(x):
            return x

        pool = mp.Pool(2)
        pool.map(early, [1])
        pool.close()

        def late(x):
            return x

        pool = mp.Pool(2)
        pool.map(late, [1])
    """,
    "imported": """
        import multiprocessing as mp
        pool = mp.Pool(2)
        from os.path import basename
        pool.map(basename, ["a/b"])
        pool.map(len, ["a/b"])
    """,
    "defined again": """
        import multiprocessing as mp

        def work(x):
            return x

        pool = mp.Pool(2)

        def work(x):
            return x + 1

        pool.map(work, [1])
    """,
    "local function": """
        import multiprocessing as mp

        def main():
            pool = mp.Pool(2)

            def work(x):
                return x

            pool.map(work, [1])
    """,
    "made lazily": """
        import multiprocessing as mp
        _pool = None

        def pool():
            global _pool
            if _pool is None:
                _pool = mp.Pool(2)
            return _pool

        def work(x):
            return x

        def run():
            return pool().map(work, [1])
    """,
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP105", source) == []
