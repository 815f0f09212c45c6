from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

WRONG = {
    "a method that has given something, where something else is asked": """
        from multiprocessing import Process

        class Device:
            def target(self):
                return False

            def listen(self, ready):
                target = self.target()
                if not ready:
                    return
                Process(target=target).start()  # MP410
    """,
    "a thread, in a file that uses processes too": """
        import multiprocessing
        import threading

        def poll():
            while True:
                multiprocessing.active_children()

        t = threading.Thread(target=poll(), daemon=True)  # MP410
        """,
    "print and sleep": """
        import time
        from multiprocessing import Process
        Process(target=print("hello")).start()  # MP410
        Process(target=time.sleep(2)).start()  # MP410
        """,
    "a method, through an alias of the context": """
        import multiprocessing as mp

        class Crawler:
            ctx = mp.get_context("spawn")

            def crawl(self):
                self.pages = []

            def start(self):
                Job = self.ctx.Process
                self.job = Job(
                    target=self.crawl(),  # MP410
                )
        """,
    "in a comprehension, with arguments": """
        from multiprocessing import Process

        def work(n):
            print(n)

        ps = [Process(target=work(i)) for i in range(4)]  # MP410
        """,
    "map over the result": """
        from multiprocessing.pool import Pool, ThreadPool

        def square(x=0):
            return x * x

        with Pool() as pool, ThreadPool() as threads:
            pool.map(square(), [1, 2])  # MP410
            threads.imap_unordered(square(3), [1, 2])  # MP410
            pool.apply_async(func=square(2))  # MP410
        """,
    "an initializer": """
        import concurrent.futures as cf
        import multiprocessing as mp

        def setup():
            global connection
            connection = open("x")

        mp.Pool(2, setup())  # MP410
        cf.ProcessPoolExecutor(initializer=setup())  # MP410
        """,
    "coroutines and generators": """
        import asyncio
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import Process

        async def main():
            await asyncio.sleep(1)

        def numbers():
            yield 1

        Process(target=main()).start()  # MP410
        with ProcessPoolExecutor() as executor:
            executor.submit(numbers())  # MP410
        """,
    "asyncio": """
        import asyncio
        from concurrent.futures import ProcessPoolExecutor

        def blocking():
            print("x")

        async def main():
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(None, blocking())  # MP410
            await asyncio.to_thread(blocking())  # MP410
            with ProcessPoolExecutor() as pool:
                await loop.run_in_executor(pool, blocking())  # MP410
        """,
    "the result has a name": """
        from multiprocessing import Process

        def work():
            print("x")

        job = work()
        p = Process(target=job)  # MP410
        """,
    "the caller of a helper": """
        import multiprocessing

        def background(f):
            p = multiprocessing.Process(target=f)
            p.start()
            return p

        def work():
            print("x")

        background(work())  # MP410
        background(work)
        """,
    "an object that cannot be called": """
        from multiprocessing import Process, Pool

        class Job:
            def run(self):
                pass

        Process(target=Job()).start()  # MP410
        Pool().map("square", [1, 2])  # MP410
        """,
    "futures of futures": """
        from concurrent.futures import ProcessPoolExecutor

        def go(f):
            with ProcessPoolExecutor() as executor:
                return executor.submit(executor.submit(f))  # MP410
        """,
    "target missing": """
        import multiprocessing as mp
        from threading import Thread

        def work(x):
            print(x)

        mp.Process(args=(1,)).start()  # MP410
        Thread(kwargs={"x": 1}).start()  # MP410
        mp.Process(work, (1,)).start()  # MP410
        """,
}

RIGHT = {
    "a method that subclasses override, where it has given something": """
        from multiprocessing import Process

        class Device:
            def target(self):
                return False

            def listen(self):
                target = self.target()
                if not target:
                    return
                Process(target=target).start()

            def watch(self):
                target = self.target()
                if target:
                    Process(target=target).start()
    """,
    "a member of an enumeration that can be called": """
        import enum
        from multiprocessing import Pool

        class Operation(enum.Enum):
            ADD = "+"
            SUBTRACT = "-"

            def __call__(self, a, b):
                return a + b if self is Operation.ADD else a - b

        def main():
            with Pool(2) as pool:
                print(pool.starmap(Operation.ADD, [(1, 2)]))
    """,
    "a method of a computed value": """
        import threading
        from pathlib import Path

        def main(root: Path, key):
            path = root / key
            thread = threading.Thread(target=path.unlink)
            thread.start()
            difference = root - key
            threading.Thread(target=difference.clear).start()
        """,
    "factories": """
        import functools
        from multiprocessing import Pool, Process
        from elsewhere import make

        def maker():
            return lambda: 1

        def chosen(x):
            if x:
                return print
            return None

        class Maker:
            def __call__(self):
                pass

        def decorated(f):
            def inner():
                return lambda: f
            return inner

        @decorated
        def work():
            print("x")

        Process(target=maker())
        Process(target=chosen(1))
        Process(target=Maker())
        Process(target=functools.partial(print, 1))
        Process(target=make())
        Process(target=getattr(Maker, "x"))
        Process(target=work())
        Process(target=Pool)
        """,
    "what a subclass fills in": """
        from abc import abstractmethod
        from multiprocessing import Process

        class Base:
            target = None

            def handler(self):
                raise NotImplementedError

            def other(self):
                '''The function to run.'''

            @abstractmethod
            def third(self): ...

            def start(self, work=None):
                Process(target=self.handler())
                Process(target=self.other())
                Process(target=self.third())
                Process(target=self.target)
                Process(target=work)
        """,
    "a subclass with run, and a default that is None": """
        import multiprocessing as mp

        class Worker(mp.Process):
            def __init__(self, target=None, args=()):
                super().__init__(target=target, args=args)

            def run(self):
                pass

        Worker(args=(1,)).start()
        mp.Process()
        mp.Process(target=None, name="x")
        """,
    "a partial of Process, arguments that are not shown": """
        from functools import partial
        from multiprocessing import Process

        def work(x):
            print(x)

        spawn = partial(Process, target=work)
        spawn(args=(1,)).start()
        options = {"target": work}
        Process(**options, args=(1,)).start()
        Process(*options)
        """,
    "classes that may be callable for reasons not shown": """
        from multiprocessing import Process
        from elsewhere import Base, define

        class A(Base):
            pass

        @define
        class B:
            pass

        Process(target=A())
        Process(target=B())
        """,
    "own functions of the same name": """
        import multiprocessing

        class Process:
            def __init__(self, target, args=()):
                self.result = target

        def work():
            print("x")

        Process(target=work())

        def submit(result):
            print(result)

        submit(work())
        """,
    "only threads: such files are not read": """
        from threading import Thread

        def work():
            print("x")

        Thread(target=work())
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP410", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP410", RIGHT[name]) == []


def test_a_result_is_passed_to_a_helper_of_another_file(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from multiprocessing import Process

            def start(target):
                process = Process(target=target)
                process.start()
                return process
        """,
        "program.py": """
            from lib import start

            def work():
                print("work")

            if __name__ == "__main__":
                start(work()).join()  # MP410
        """,
    }
    check_files(tmp_path, files, "MP410")


@pytest.mark.parametrize(
    ("ends", "mark"),
    [
        ("return None", "  # MP410"),
        ("return", "  # MP410"),
        ("return None if late else print", ""),
        ("return late", ""),
    ],
)
def test_a_function_of_another_file_that_says_that_it_gives_nothing(tmp_path: Path, ends: str, mark: str) -> None:
    files = {
        "reports.py": f"""
        def report(name, late=False):
            if not name:
                return None
            print(name)
            {ends}
        """,
        "program.py": f"""
        from multiprocessing import Process

        from reports import report

        def main():
            child = Process(target=report("weekly")){mark}
            child.start()
            child.join()
        """,
    }
    check_files(tmp_path, files, "MP410")
