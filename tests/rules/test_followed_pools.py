"""What pools, executors and their tasks are given and how they end, behind files, context managers and stacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

FOUND = {
    "the pool of an object that has none before it is entered": (
        "MP203",
        """
        import multiprocessing

        def timed(function):
            def wrapper(x):
                return function(x)
            return wrapper

        @timed
        def square(x):
            return x * x

        class Workers:
            def __init__(self):
                self.pool = None

            def __enter__(self):
                self.pool = multiprocessing.Pool()
                return self

            def __exit__(self, *exc_info):
                self.pool.close()

            def map(self, function, items):
                for value in self.pool.imap(function, items):
                    yield value

        def run(items):
            with Workers() as workers:
                return list(workers.map(square, items))  # MP203
        """,
    ),
    "a join at the end of a context manager that closes nothing": (
        "MP415",
        """
        from contextlib import contextmanager
        from multiprocessing import get_context

        @contextmanager
        def worker_pool(size):
            pool = get_context("spawn").Pool(size)
            try:
                yield pool
            finally:
                pool.join()  # MP415

        def run(items):
            with worker_pool(2) as pool:
                return pool.map(len, items)
        """,
    ),
    "a limited wait in the block of a stack that leaves the executor": (
        "MP420",
        """
        from concurrent.futures import ProcessPoolExecutor, TimeoutError
        from contextlib import ExitStack

        def ask(work):
            with ExitStack() as stack:
                executor = stack.enter_context(ProcessPoolExecutor())
                future = executor.submit(work, 600)
                try:
                    return future.result(timeout=1)  # MP420
                except TimeoutError:
                    return None
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), FOUND.values(), ids=FOUND)
def test_it_is_found(check: Check, code: str, source: str) -> None:
    assert [finding.confidence for finding in check(code, source)] != [Confidence.LOW]


SILENT = {
    "a pool of threads or processes, as is asked for": (
        "MP203",
        """
        import multiprocessing
        import multiprocessing.pool

        def timed(function):
            def wrapper(x):
                return function(x)
            return wrapper

        @timed
        def square(x):
            return x * x

        class Workers:
            def __init__(self):
                self.pool = None

            def open(self, threads):
                if threads:
                    self.pool = multiprocessing.pool.ThreadPool()
                else:
                    self.pool = multiprocessing.Pool()

            def map(self, function, items):
                return self.pool.map(function, items)

        def run(items):
            workers = Workers()
            workers.open(threads=True)
            return workers.map(square, items)
        """,
    ),
    "a context manager that joins the pool which its block closes": (
        "MP415",
        """
        from contextlib import contextmanager
        from multiprocessing import Pool

        @contextmanager
        def worker_pool(size):
            pool = Pool(size)
            yield pool
            pool.join()

        def run(items):
            with worker_pool(2) as pool:
                results = pool.map(len, items)
                pool.close()
            return results
        """,
    ),
    "a context manager that is not only used by a block of the file": (
        "MP415",
        """
        from contextlib import contextmanager
        from multiprocessing import Pool

        @contextmanager
        def worker_pool(size):
            pool = Pool(size)
            yield pool
            pool.join()

        def open_all(stack):
            return stack.enter_context(worker_pool(2))
        """,
    ),
    "the executor is not left where the stack gives it away": (
        "MP420",
        """
        from concurrent.futures import ProcessPoolExecutor
        from contextlib import ExitStack

        def ask(work):
            with ExitStack() as stack:
                executor = stack.enter_context(ProcessPoolExecutor())
                future = executor.submit(work, 600)
                answer = future.result(timeout=1)
                return answer, stack.pop_all()
        """,
    ),
    "the stack of another block has entered the executor": (
        "MP420",
        """
        from concurrent.futures import ProcessPoolExecutor
        from contextlib import ExitStack

        def ask(work, outer):
            with ExitStack() as stack:
                stack.enter_context(open("log"))
                executor = outer.enter_context(ProcessPoolExecutor())
                return executor.submit(work, 600).result(timeout=1)
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), SILENT.values(), ids=SILENT)
def test_its_look_alikes_are_not(check: Check, code: str, source: str) -> None:
    check(code, source)


#: Name -> (code, files; the lines that end with its comment are reported).
FILES: dict[str, tuple[str, dict[str, str]]] = {
    "an initializer that raises, passed through a factory": (
        "MP409",
        {
            "factory.py": (
                "from multiprocessing import Pool\n"
                "def make_pool(setup, *args):\n"
                "    return Pool(2, initializer=setup, initargs=args)\n"
            ),
            "tables.py": (
                "TABLE = {}\n"
                "def load(path):\n"
                "    check(path)\n"
                "    TABLE[0] = path\n"
                "def check(path):\n"
                "    if not path:\n"
                "        raise ValueError(path)  # MP409\n"
                "def first(item):\n"
                "    return TABLE[0]\n"
            ),
            "main.py": (
                "from factory import make_pool\n"
                "from tables import first, load\n"
                "def run(path, items):\n"
                "    with make_pool(load, path) as pool:\n"
                "        return pool.map(first, items)\n"
            ),
        },
    ),
    "an initializer that raises deep in other files": (
        "MP409",
        {
            "deep.py": "def parse(text):\n    if not text:\n        raise ValueError(text)\n    return text\n",
            "tables.py": "from deep import parse\nTABLE = []\ndef load(text):\n    TABLE.append(parse(text))\n",
            "main.py": (
                "from multiprocessing import Pool\n"
                "from tables import load\n"
                "def run(text, items):\n"
                "    with Pool(2, load, (text,)) as pool:\n"
                "        return pool.map(len, items)\n"
            ),
        },
    ),
    "a function of another file called as target": (
        "MP410",
        {
            "jobs.py": "def poll(box):\n    box.append(1)\nJOBS = {'poll': poll}\n",
            "main.py": (
                "from multiprocessing import Process\n"
                "from jobs import JOBS\n"
                "def start(kind, box):\n"
                "    Process(target=JOBS[kind](box)).start()  # MP410\n"
            ),
        },
    ),
    "a function of another file that gives the target": (
        "MP410",
        {
            "jobs.py": (
                "from functools import partial\n"
                "class Base:\n"
                "    def job(self):\n"
                "        raise NotImplementedError\n"
                "def poll(box):\n"
                "    return partial(print, box)\n"
                "JOBS = {'poll': poll}\n"
            ),
            "main.py": (
                "from multiprocessing import Process\n"
                "from jobs import Base, JOBS\n"
                "def start(kind, box, base: Base):\n"
                "    Process(target=JOBS[kind](box)).start()\n"
                "    Process(target=base.job()).start()\n"
            ),
        },
    ),
    "a join at the end of another file's context manager": (
        "MP415",
        {
            "pools.py": (
                "from contextlib import contextmanager\n"
                "from multiprocessing import Pool\n"
                "@contextmanager\n"
                "def worker_pool(size, method=None):\n"
                "    pool = Pool(size)\n"
                "    try:\n"
                "        yield pool\n"
                "    except BaseException:\n"
                "        pool.terminate()\n"
                "        raise\n"
                "    pool.join()  # MP415\n"
            ),
            "runner.py": "def sweep(pool, items):\n    return pool.map(len, items)\n",
            "main.py": (
                "from pools import worker_pool\n"
                "from runner import sweep\n"
                "def run(items):\n"
                "    with worker_pool(2) as pool:\n"
                "        return sweep(pool, items)\n"
            ),
        },
    ),
    "such a context manager, whose pool a third file closes": (
        "MP415",
        {
            "pools.py": (
                "from contextlib import contextmanager\n"
                "from multiprocessing import Pool\n"
                "@contextmanager\n"
                "def worker_pool(size, method=None):\n"
                "    pool = Pool(size)\n"
                "    try:\n"
                "        yield pool\n"
                "    except BaseException:\n"
                "        pool.terminate()\n"
                "        raise\n"
                "    pool.join()\n"
            ),
            "runner.py": "def sweep(pool, items):\n    found = pool.map(len, items)\n    pool.close()\n    return found\n",
            "main.py": (
                "from pools import worker_pool\n"
                "from runner import sweep\n"
                "def run(items):\n"
                "    with worker_pool(2) as pool:\n"
                "        return sweep(pool, items)\n"
            ),
        },
    ),
}


@pytest.mark.parametrize(("code", "files"), FILES.values(), ids=FILES)
def test_what_several_files_cause_is_found(tmp_path: Path, code: str, files: dict[str, str]) -> None:
    check_files(tmp_path, files, code)
