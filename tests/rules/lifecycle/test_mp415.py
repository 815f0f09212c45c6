from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

HIGH = {
    "at module level": """
        import multiprocessing as mp
        p = mp.Pool(4)
        rs = [p.apply_async(print, (n,)) for n in range(4)]
        p.join()  # MP415
        p.close()
        """,
    "in a block": """
        from multiprocessing import get_context

        def main(files):
            with get_context("spawn").Pool() as pool:
                pool.map_async(print, files)
                pool.join()  # MP415
        """,
    "in a block, closed only after": """
        import contextlib
        from multiprocessing.pool import ThreadPool

        def main(files):
            with contextlib.closing(ThreadPool()) as pool:
                pool.map_async(print, files)
                pool.join()  # MP415
        """,
    "in a helper that gets the pool": """
        from multiprocessing import Pool

        def finish(pool):
            print("waiting")
            pool.join()  # MP415

        def main():
            pool = Pool()
            pool.map(print, [1])
            finish(pool)
            pool.close()
        """,
    "a finally": """
        from multiprocessing import Pool

        def main():
            pool = Pool()
            try:
                pool.map(print, [1])
            finally:
                pool.join()  # MP415
                pool.terminate()
        """,
    "a loop": """
        import multiprocessing

        def main(parts):
            for part in parts:
                pool = multiprocessing.Pool()
                pool.map_async(print, part)
                pool.join()  # MP415
                pool.close()
        """,
    "a pool made by a function": """
        from multiprocessing import Pool

        def main():
            def make():
                return Pool(2)
            with make() as pool:
                print(pool)
                pool.map(print, [1])
            other = Pool(3)
            other.join()  # MP415
        """,
}

MEDIUM = {
    "a stack that joins first": """
        from contextlib import ExitStack
        from multiprocessing import Pool

        def main(files):
            with ExitStack() as stack:
                pool = Pool()
                stack.callback(pool.close)
                stack.callback(pool.join)  # MP415
                return pool.map(len, files)
        """,
    "by a manager that an exit stack enters, for objects that keep the pool": """
        import contextlib
        from dataclasses import dataclass
        from multiprocessing import Pool

        class Server:
            def __init__(self, address, pool):
                self.address = address
                self.pool = pool

        @dataclass
        class Client:
            pool: object

        @contextlib.contextmanager
        def workers():
            pool = Pool()
            try:
                yield pool
            finally:
                pool.join()  # MP415

        def main(address):
            with contextlib.ExitStack() as stack:
                pool = stack.enter_context(workers())
                return Server(address, pool), Client(pool)
        """,
    "by a manager that an exit stack enters": """
        import asyncio
        import contextlib
        from multiprocessing import Pool

        @contextlib.asynccontextmanager
        async def workers():
            pool = Pool()
            try:
                yield pool
            finally:
                await asyncio.to_thread(pool.join)  # MP415

        async def main():
            async with contextlib.AsyncExitStack() as stack:
                pool = await stack.enter_async_context(workers())
                print(pool.map(abs, [1]))
        """,
    "on self, in a class that never closes": """
        from multiprocessing import Pool

        class Runner:
            def __init__(self):
                self.pool = Pool()

            def run(self, xs):
                self.result = self.pool.map_async(print, xs)

            def wait(self):
                self.pool.join()  # MP415
        """,
}

RIGHT = {
    "stacks that close first": """
        from contextlib import ExitStack
        from multiprocessing import Pool

        def finish(pool):
            pool.close()

        def main(files):
            with ExitStack() as stack:
                pool = Pool()
                stack.callback(pool.join)
                stack.callback(pool.close)
                pool.map(len, files)
            with ExitStack() as stack:
                pool = Pool()
                stack.callback(pool.join)
                pool.map(len, files)
                pool.close()
            with ExitStack() as stack:
                pool = stack.enter_context(Pool())
                stack.callback(pool.join)
                stack.callback(pool.close)
                pool.map(len, files)
            with ExitStack() as outer, ExitStack() as inner:
                pool = Pool()
                inner.callback(pool.close)
                outer.callback(pool.join)
                pool.map(len, files)
            with ExitStack() as stack:
                pool = Pool()
                stack.callback(pool.join)
                stack.callback(finish, pool)
                pool.map(len, files)
        """,
    "closed before, on some path": """
        from multiprocessing import Pool

        def main(now):
            pool = Pool()
            if now:
                pool.terminate()
            else:
                pool.close()
            pool.join()

        def other(now):
            pool = Pool()
            if now:
                pool.close()
            pool.join()

        def third():
            pool = Pool()
            try:
                pool.map(print, [1])
                pool.close()
            except Exception:
                pool.terminate()
            finally:
                pool.join()
        """,
    "after the block": """
        import contextlib
        from multiprocessing import Pool

        def main():
            with Pool() as pool:
                pool.map(print, [1])
            pool.join()
            with contextlib.closing(Pool()) as second:
                second.map(print, [1])
            second.join()
            third = Pool()
            with third:
                third.map(print, [1])
            third.join()
        """,
    "closed by others": """
        import atexit
        import contextlib
        from multiprocessing import Pool
        from elsewhere import shut, app

        def main():
            a = Pool()
            shut(a)
            a.join()
            b = Pool()
            atexit.register(b.close)
            b.join()
            with contextlib.ExitStack() as stack:
                c = stack.enter_context(Pool())
            c.join()
            d = Pool()
            app.pool = d
            app.stop()
            d.join()

        def end(pool):
            pool.close()

        def helper():
            pool = Pool()
            end(pool)
            pool.join()
        """,
    "in another method": """
        from multiprocessing import Pool

        class Runner:
            def __init__(self):
                self.pool = Pool()

            def close(self):
                self.pool.close()

            def wait(self):
                self.close()
                self.pool.join()

        class Lazy:
            pool = None

            def start(self):
                self.pool = Pool()

            def __exit__(self, *exc):
                self.pool.__exit__(*exc)
                self.pool.join()
        """,
    "several pools": """
        from multiprocessing import Pool

        pools = [Pool() for _ in range(2)]
        for pool in pools:
            pool.close()
        for pool in pools:
            pool.join()
        """,
    "expected": """
        import pytest
        from multiprocessing import Pool

        pool = Pool()
        try:
            pool.join()
        except ValueError:
            print("still running")
        """,
    "other joins": """
        import os
        import queue
        import multiprocessing
        from multiprocessing import Process, JoinableQueue
        from elsewhere import Pool
        Process(target=print).join()
        JoinableQueue().join()
        queue.Queue().join()
        os.path.join("a", "b")
        Pool().join()

        def finish(pool: multiprocessing.Pool):
            pool.join()
        """,
    "on an exit stack that closes it": """
        import contextlib
        from multiprocessing import Pool

        @contextlib.contextmanager
        def workers():
            pool = Pool()
            yield pool
            pool.join()

        def main(xs):
            with contextlib.ExitStack() as stack:
                pool = stack.enter_context(workers())
                stack.callback(pool.close)
                pool.map(print, xs)
        """,
    "kept by an object by which other code closes it": """
        from multiprocessing import Pool

        class Server:
            def __init__(self, pool):
                self.pool = pool

        class Handler:
            def handle(self):
                self.server.pool.close()

        def main(serve):
            pool = Pool()
            serve(Server(pool), Handler)
            pool.join()
        """,
    "handed on by an object": """
        from library import Base
        from multiprocessing import Pool

        class Server(Base):
            def __init__(self, pool):
                super().__init__(pool)

        def main():
            pool = Pool()
            Server(pool).serve()
            pool.join()
        """,
    "a pool in a fixture": """
        import contextlib
        from multiprocessing import Pool

        @contextlib.contextmanager
        def workers():
            pool = Pool()
            yield pool
            pool.join()
        """,
    "a loop that makes a pool each time": """
        from multiprocessing import Pool

        def main():
            pool = None
            for n in range(3):
                if pool is not None:
                    pool.close()
                    pool.join()
                pool = Pool(n)
        """,
}


@pytest.mark.parametrize("name", HIGH)
def test_wrong(check: Check, name: str) -> None:
    assert {finding.confidence for finding in check("MP415", HIGH[name])} == {Confidence.HIGH}


@pytest.mark.parametrize("name", MEDIUM)
def test_wrong_unless_other_files_close_it(check: Check, name: str) -> None:
    assert {finding.confidence for finding in check("MP415", MEDIUM[name])} == {Confidence.MEDIUM}


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP415", RIGHT[name]) == []


def test_a_helper_of_another_file_joins_an_open_pool(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from multiprocessing import Pool

            class Farm:
                def __init__(self):
                    self.pool = Pool(2)
        """,
        "end.py": """
            def finish(pool):
                pool.join()  # MP415
        """,
        "program.py": """
            from lib import Farm
            from end import finish

            if __name__ == "__main__":
                farm = Farm()
                print(farm.pool.map(abs, [1]))
                finish(farm.pool)
        """,
    }
    check_files(tmp_path, files, "MP415")


def test_a_helper_of_another_file_closes_the_pool_first(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from multiprocessing import Pool

            class Farm:
                def __init__(self):
                    self.pool = Pool(2)
        """,
        "end.py": """
            def finish(pool):
                pool.close()
                pool.join()
        """,
        "program.py": """
            from lib import Farm
            from end import finish

            if __name__ == "__main__":
                farm = Farm()
                print(farm.pool.map(abs, [1]))
                finish(farm.pool)
        """,
    }
    check_files(tmp_path, files, "MP415")
