from __future__ import annotations

import pytest

from snippets import Check

WRONG = {
    "through a helper and a context": """
        import multiprocessing as mp

        def check(path):
            if not path:
                raise ValueError(path)  # MP409

        def start(path):
            check(path)

        def main(paths):
            context = mp.get_context("spawn")
            with context.Pool(2, initializer=start, initargs=("x",)) as pool:
                pool.map(print, paths)
        """,
    "a static method, a partial": """
        import functools
        from multiprocessing import pool

        class Worker:
            @staticmethod
            def open(name, mode):
                if mode == "w":
                    raise PermissionError(name)  # MP409

        def main():
            return pool.Pool(2, functools.partial(Worker.open, "a"), ("w",))
        """,
    "caught as something else": """
        import sys
        from multiprocessing import Pool

        def start():
            try:
                sys.exit(1)  # MP409
            except ValueError:
                pass

        pool = Pool(initializer=start)
        """,
    "a default that is not among the choices": """
        import argparse
        from multiprocessing import Pool

        class Settings:
            def __init__(self, tree):
                self.tree = tree

            def depot(self, name):
                return self.tree["depots"][name]  # MP409

        def start(name):
            global limits
            limits = Settings({"depots": {"north": 11, "harbour": 12}}).depot(name)

        def main():
            parser = argparse.ArgumentParser()
            parser.add_argument("--depot", default="south")
            with Pool(2, initializer=start, initargs=(parser.parse_args().depot,)) as pool:
                pool.map(print, range(3))

        if __name__ == "__main__":
            main()
        """,
    "a key that a table lacks": """
        import multiprocessing

        LEVELS = {"low": 1, "high": 2}
        DEFAULT = "middle"

        def start(name=DEFAULT):
            print(LEVELS[name])  # MP409

        def main(level="middle"):
            multiprocessing.Pool(2, start, (level,))

        if __name__ == "__main__":
            main()
        """,
}

RIGHT = {
    "a table that has the key, gets it, or is asked for it": """
        from multiprocessing import Pool

        LEVELS = {"low": 1, "high": 2}
        NAMES = {"low": "L"}
        NAMES["high"] = "H"
        OTHERS = {"none": 0}

        def start(name):
            print(LEVELS[name], NAMES[name], OTHERS.get(name))
            if name in OTHERS:
                print(OTHERS[name])
            try:
                print(OTHERS[name])
            except LookupError:
                pass

        if __name__ == "__main__":
            Pool(2, start, ("high",))
        """,
    "a table that others may know": """
        from multiprocessing import Pool

        LEVELS = {"low": 1, "high": 2}

        def start(name):
            print(LEVELS[name])

        def run(work, level="middle"):
            return Pool(2, start, (level,)).map(work, range(3))
        """,
    "caught": """
        import contextlib
        from multiprocessing import Pool

        def start(name):
            try:
                check(name)
            except Exception:
                print("bad")
            with contextlib.suppress(KeyError):
                raise KeyError(name)

        def check(name):
            if not name:
                raise ValueError(name)

        Pool(2, start, ("x",))
        """,
    "not run there": """
        import threading
        from multiprocessing import Pool

        def fail():
            raise ValueError

        def start():
            threading.Thread(target=fail).start()

        Pool(2, start)
        Pool(2).map(fail, [1])
        """,
    "threads": """
        from concurrent.futures import ThreadPoolExecutor
        from multiprocessing.pool import ThreadPool

        def start():
            raise ValueError

        ThreadPool(2, start)
        ThreadPoolExecutor(initializer=start)
        """,
}

WRONG["the loop of the parent, which runs in no worker"] = """
    import asyncio
    from multiprocessing import Pool

    state = {}

    def start():
        state["loop"] = asyncio.get_running_loop()  # MP409

    async def main(jobs):
        with Pool(2, start) as pool:
            return pool.map(abs, jobs)
    """
WRONG["the initializer of an executor, which always raises"] = """
    import concurrent.futures
    import sys

    def start(name):
        if name:
            sys.exit(name)  # MP409
        else:
            raise ValueError(name)  # MP409

    def connect(name):
        return prepare(name)

    def prepare(name):
        raise ConnectionError(name)  # MP409

    def run(names, context):
        with concurrent.futures.ProcessPoolExecutor(initializer=start, initargs=("a",)) as executor:
            executor.map(len, names)
        executor = concurrent.futures.ProcessPoolExecutor(2, context, connect, ("a",))
        return executor.submit(len, names)
    """
RIGHT["executors whose initializer raises now and then"] = """
    import concurrent.futures
    import os

    def start(name):
        if not os.path.exists(name):
            raise FileNotFoundError(name)

    def connect(name):
        if name:
            prepare(name)

    def prepare(name):
        raise ConnectionError(name)

    def guess():
        try:
            prepare("a")
        except OSError:
            print("none")

    def run(names):
        for function in (start, connect):
            concurrent.futures.ProcessPoolExecutor(initializer=function, initargs=("a",)).map(len, names)
        concurrent.futures.ProcessPoolExecutor(initializer=guess).map(len, names)
        concurrent.futures.ThreadPoolExecutor(initializer=prepare, initargs=("a",)).map(len, names)
    """
RIGHT["somebody reckons with a broken executor"] = """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures import process as broken
    import pytest

    def fail():
        raise ValueError

    def test():
        with ProcessPoolExecutor(initializer=fail) as executor:
            with pytest.raises(broken.BrokenProcessPool):
                executor.submit(len, "a").result()
    """
RIGHT["a loop of the worker's own"] = """
    import asyncio
    from multiprocessing import Pool

    state = {}

    async def connect():
        state["loop"] = asyncio.get_running_loop()
        if state["loop"].is_closed():
            return

    def start():
        asyncio.get_event_loop_policy()
        state["made"] = asyncio.get_event_loop()
        asyncio.new_event_loop().run_until_complete(connect())

    async def refuse():
        raise ValueError

    def prepare():
        state["later"] = refuse()

    Pool(2, start)
    Pool(2, prepare)
    """


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP409", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP409", RIGHT[name]) == []
