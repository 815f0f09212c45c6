from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

WRONG = {
    "two parameters, pairs": """
        import multiprocessing as mp

        def add(a, b):
            return a + b

        def main(pairs):
            with mp.get_context("spawn").Pool() as pool:
                return pool.map(add, pairs)  # MP413
        """,
    "every method of a pool": """
        from multiprocessing.pool import Pool, ThreadPool
        pool, threads = Pool(), ThreadPool()
        add = lambda a, b: a + b
        def mul(a, b): ...
        pool.imap(mul, [1])  # MP413
        pool.imap_unordered(mul, [1], chunksize=4)  # MP413
        pool.map_async(func=mul, iterable=[1])  # MP413
        threads.map(add, [1])  # MP413
        """,
    "a function without parameters": """
        from multiprocessing import Pool
        def work():
            return 1
        with Pool() as p:
            p.map(work, range(4))  # MP413
        """,
    "a method without self": """
        from concurrent.futures import ThreadPoolExecutor
        class A:
            def work():
                print("works")
            def go(self, xs):
                with ThreadPoolExecutor() as e:
                    e.map(self.work, xs)  # MP413
        """,
    "an executor with too few and too many iterables": """
        from concurrent.futures import ProcessPoolExecutor
        class Model:
            def fit(self, data, target):
                return data
            def run(self, data, target):
                with ProcessPoolExecutor() as ex:
                    a = list(ex.map(self.fit, zip(data, target)))  # MP413
                    b = list(ex.map(self.fit, data, target, [1]))  # MP413
                    return a, b
        """,
    "partials": """
        import functools
        from multiprocessing import Pool
        def f(a, b, c):
            return a
        bound = functools.partial(f, 1)
        with Pool() as pool:
            pool.map(bound, [1])  # MP413
            pool.map(functools.partial(f, a=1, b=2), [1])  # MP413
            pool.map(functools.partial(f, 1, 2, 3), [1])  # MP413
        """,
    "starmap": """
        import itertools
        from multiprocessing import Pool
        def one(a):
            return a
        def two(a, b):
            return a, b
        with Pool() as pool:
            numbers = [1, 2, 3]
            pool.starmap(one, numbers)  # MP413
            pool.starmap(two, range(3))  # MP413
            pool.starmap(two, zip([1], [2], [3]))  # MP413
            pool.starmap(two, [(n,) for n in numbers])  # MP413
            pool.starmap(two, ((n, n, n) for n in numbers))  # MP413
            pool.starmap(two, enumerate(zip("a", "b")))
            pool.starmap_async(two, itertools.product("ab", "cd", "ef"))  # MP413
            pool.starmap(one, ["alice", "bob"])  # MP413
        """,
    "two iterables for a pool": """
        from multiprocessing import Pool
        def add(a, b=0):
            return a + b
        with Pool() as pool:
            pool.map(add, [1, 2], [3, 4])  # MP413
        """,
    "builtins": """
        from multiprocessing import Pool
        from concurrent.futures import ProcessPoolExecutor
        Pool().map(pow, [(2, 3)])  # MP413
        list(ProcessPoolExecutor().map(pow, [2]))  # MP413
        """,
    "a class": """
        from multiprocessing import Pool
        class Point:
            def __init__(self, x, y):
                self.x = x
        Pool().map(Point, [(1, 2)])  # MP413
        """,
    "a helper": """
        from multiprocessing import Pool
        def two(a, b): ...
        def parallel(function, items):
            with Pool() as pool:
                return pool.map(function, items)
        parallel(two, [1])  # MP413
        parallel(len, ["a"])
        """,
    "how many elements there are says nothing of them": """
        from multiprocessing import Pool
        def two(a, b): ...
        def parallel(function, items):
            with Pool() as pool:
                if items and len(items) > 1:
                    return pool.map(function, items)
        parallel(two, [(1, 2), (3, 4)])  # MP413
        """,
}

RIGHT = {
    "what fits": """
        import functools
        from multiprocessing import Pool
        from elsewhere import pairs, function
        def add(a, b): ...
        def more(a, *rest, **options): ...
        def default(a, b=1, *, c=2): ...
        class Called:
            def __call__(self, x): ...
        def local(pool: Pool, f, items):
            pool.map(f, items)
            pool.starmap(f, items)
        with Pool() as pool:
            pool.starmap(add, pairs)
            pool.starmap(add, [(1, 2)])
            pool.starmap(add, ["ab", "cd"])
            pool.starmap(add, [[1, 2]])
            pool.starmap(more, [(1, 2, 3)])
            pool.starmap(default, [(1,), (1, 2)])
            pool.starmap(default, zip([1]))
            pool.starmap(function, pairs)
            pool.starmap(add, [(1, *pairs)])
            pool.map(more, pairs)
            pool.map(default, pairs)
            pool.map(Called(), pairs)
            pool.map(functools.partial(add, 1), pairs)
            pool.map(functools.partial(add, b=1), pairs)
            pool.map(functools.partial(add, *pairs), pairs)
            pool.map(function, pairs)
            pool.map(str, pairs)
            pool.map(print, pairs, 10)
        """,
    "the first element decides for the method": """
        from multiprocessing import Pool
        def two(a, b): ...
        class Runner:
            def run(self, function, items):
                with Pool() as pool:
                    if items and isinstance(items[0], tuple):
                        return pool.starmap(function, items)
                    return pool.map(function, items)
        def main(names):
            Runner().run(two, [(name, 1) for name in names])
        """,
    "the first element decides for the method of an executor": """
        import concurrent.futures
        import multiprocessing
        def two(a, b): ...
        def run(function, items):
            with concurrent.futures.ProcessPoolExecutor() as executor:
                if items and isinstance(items[0], tuple):
                    return executor.map(function, *zip(*items))
                return executor.map(function, items)
        def main(names):
            run(two, [(name, 1) for name in names])
        """,
    "zip of a starred argument": """
        from multiprocessing import Pool
        def add(a, b): ...
        rows = [(1, 2), (3, 4)]
        Pool().starmap(add, zip(*rows))
        """,
    "executors with as many iterables": """
        import itertools
        from concurrent.futures import ProcessPoolExecutor, as_completed
        from elsewhere import columns
        def add(a, b): ...
        with ProcessPoolExecutor() as ex:
            ex.map(add, [1], [2])
            ex.map(add, [1], itertools.repeat(2), chunksize=2)
            ex.map(add, *columns)
            ex.map(lambda p: add(*p), [(1, 2)])
        """,
    "decorators that may change the parameters": """
        from multiprocessing import Pool
        from elsewhere import inject, curry
        @inject
        def add(a, b): ...
        @curry
        def mul(a, b): ...
        def star(f):
            def inner(args):
                return f(*args)
            return inner
        @star
        def sub(a, b): ...
        Pool().map(add, [1])
        Pool().map(mul, [1])
        Pool().map(sub, [(1, 2)])
        """,
    "either of two functions": """
        from multiprocessing import Pool
        def one(a): ...
        def two(a, b): ...
        def run(flag, items):
            f = one if flag else two
            with Pool() as pool:
                return pool.map(f, items) if flag else pool.starmap(f, items)
        """,
    "other maps": """
        import multiprocessing
        from elsewhere import Pool
        def two(a, b): ...
        list(map(two, [1], [2]))
        Pool().map(two, [1])
        class Mapper:
            def map(self, f, xs):
                return [f(x, 1) for x in xs]
        Mapper().map(two, [1])
        """,
    "inherited and class methods": """
        from multiprocessing import Pool
        from elsewhere import Base
        class A(Base):
            @classmethod
            def make(cls, x): ...
            @staticmethod
            def check(x): ...
            def go(self, xs):
                with Pool() as pool:
                    pool.map(self.make, xs)
                    pool.map(self.check, xs)
                    pool.map(A.check, xs)
                    pool.map(self.inherited, xs)
                    pool.starmap(A.go, [(self, xs)])
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert {finding.confidence for finding in check("MP413", WRONG[name])} == {Confidence.HIGH}


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP413", RIGHT[name]) == []


def test_the_cure_is_starmap_where_the_elements_are_tuples(check: Check) -> None:
    source = "from multiprocessing import Pool\ndef f(a, b): ...\nPool().map(f, [(1, 2)])  # MP413"
    (finding,) = check("MP413", source)
    assert "starmap" in finding.cure
    assert finding.message.startswith("`map` passes one argument, the element, and `f` needs 2 arguments (a, b)")


def test_a_function_is_passed_to_a_helper_of_another_file(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from multiprocessing import Pool

            def spread(function, items):
                with Pool(2) as pool:
                    return pool.map(function, items)
        """,
        "program.py": """
            from lib import spread

            def add(a, b):
                return a + b

            if __name__ == "__main__":
                print(spread(add, [(1, 2), (3, 4)]))  # MP413
        """,
    }
    check_files(tmp_path, files, "MP413")


def test_a_function_is_kept_by_an_object_of_another_file(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from multiprocessing import Pool

            class Farm:
                def __init__(self, function, workers=2):
                    self.function, self.workers = function, workers

                def run(self, items):
                    with Pool(self.workers) as pool:
                        return pool.starmap(self.function, items)
        """,
        "program.py": """
            from lib import Farm

            def add(a, b):
                return a + b

            if __name__ == "__main__":
                print(Farm(add).run([(1, 2, 3)]))  # MP413
        """,
    }
    check_files(tmp_path, files, "MP413")


def test_workers_that_a_subclass_starts(check: Check) -> None:
    check(
        "MP413",
        """
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        def scaled(x, factor):
            return x * factor

        class WithFactor(ProcessPoolExecutor):
            def _spawn_process(self):
                multiprocessing.Process(target=work, args=(self._call_queue, self._result_queue, 2)).start()

            def scale(self, numbers):
                return super().map(scaled, numbers)

        class Counting(ProcessPoolExecutor):
            def scale(self, numbers):
                return super().map(scaled, numbers)  # MP413

        def main():
            with WithFactor(2) as executor:
                print(list(executor.map(scaled, [1, 2])))
            with Counting(2) as executor:
                print(list(executor.map(scaled, [1, 2])))  # MP413
        """,
    )


CLIENT = """
    import multiprocessing
    import dask.distributed

    def scaled(number, factor):
        return number * factor

    def run(client: dask.distributed.Client, numbers):
        client.map(scaled, numbers{0}

    def main():
        run(dask.distributed.Client(), [1, 2])
"""


@pytest.mark.parametrize(
    "given",
    [", factor=2)", ", **{'factor': 2})", ", priority=2)  # MP413", ", factor=2, power=3)  # MP413", ")  # MP413"],
)
def test_keywords_that_a_client_of_dask_passes_on(check: Check, given: str) -> None:
    check("MP413", CLIENT.format(given))


def test_keywords_that_an_executor_does_not_pass_on(check: Check) -> None:
    check(
        "MP413",
        """
        from concurrent.futures import ProcessPoolExecutor

        def scaled(number, factor):
            return number * factor

        def main():
            with ProcessPoolExecutor(2) as executor:
                executor.map(scaled, [1, 2], factor=2)  # MP413
        """,
    )
