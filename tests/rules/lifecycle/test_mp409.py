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
}

RIGHT = {
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
        from multiprocessing.pool import ThreadPool
        from concurrent.futures import ProcessPoolExecutor

        def start():
            raise ValueError

        ProcessPoolExecutor(initializer=start)
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
