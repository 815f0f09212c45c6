from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

WRONG = {
    "processes": """
        import multiprocessing as mp
        from threading import Thread, Timer

        def work(a, b):
            print(a, b)

        Job = mp.get_context("spawn").Process
        Job(target=work)  # MP417
        Job(target=work, args=(1,))  # MP417
        Job(target=work, args=[1, 2, 3])  # MP417
        Job(target=work, args=(1,), kwargs={"c": 2})  # MP417
        Job(target=work, args=(1, 2), kwargs=dict(a=2))  # MP417
        Thread(target=work, args=(1,)).start()  # MP417
        Timer(1.5, work, (1,)).start()  # MP417
        """,
    "the arguments have a name": """
        from multiprocessing import Process

        def work(a):
            print(a)

        def main():
            args = (1, 2)
            p = Process(
                target=work,
                args=args,  # MP417
            )
        """,
    "submit": """
        from concurrent.futures import ProcessPoolExecutor

        def add(a, b):
            return a + b

        with ProcessPoolExecutor() as executor:
            executor.submit(add, (1, 2))  # MP417
            executor.submit(add, args=(1, 2))  # MP417
            executor.submit(add, 1, 2, 3)  # MP417
            [executor.submit(add, n) for n in range(3)]  # MP417
            executor.submit(lambda: 1, 2)  # MP417
        """,
    "apply": """
        from multiprocessing.pool import Pool

        def add(a, b):
            return a + b

        with Pool() as pool:
            pool.apply(add)  # MP417
            pool.apply_async(add, (1,))  # MP417
            pool.apply_async(add, args=(1,), kwds={"c": 1}, callback=print)  # MP417
        """,
    "methods": """
        from multiprocessing import Process

        class Server:
            def serve(self, port, host):
                print("here")

            def ping():
                print("here")

            def start(self):
                Process(target=self.serve, args=(80,)).start()  # MP417
                Process(target=self.ping).start()  # MP417
                Process(target=Server.serve, args=(80, "localhost")).start()  # MP417
        """,
    "initializers": """
        import concurrent.futures
        import multiprocessing

        def setup(lock):
            pass

        multiprocessing.Pool(2, setup)  # MP417
        concurrent.futures.ProcessPoolExecutor(initializer=setup, initargs=(1, 2))  # MP417
        """,
    "asyncio": """
        import asyncio
        from concurrent.futures import ProcessPoolExecutor

        def add(a, b):
            return a + b

        async def main():
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(None, add, 1)  # MP417
            await loop.run_in_executor(None, add, 1, b=2)  # MP417
            await asyncio.to_thread(add, 1, c=2)  # MP417
        """,
    "a helper": """
        from multiprocessing import Process

        def add(a, b):
            return a + b

        def start(function, *args):
            p = Process(target=function, args=args)
            p.start()
            return p

        start(add, 1, 2)
        start(add, 1)  # MP417
        """,
    "a part of a tuple or list": """
        from multiprocessing import Process

        def add(a, b):
            return a + b

        def start(*task):
            function, task = task[0], task[1:]
            Process(target=function, args=task).start()

        start(add, 1)  # MP417
        task = (add, 1, 2, 3)
        Process(target=task[0], args=task[1:]).start()  # MP417
        Process(target=task[0], args=task[1:-2]).start()  # MP417
        listed = [add, 1, 2, 3]
        Process(target=listed[0], args=listed[1:]).start()  # MP417
        """,
    "a partial, a class, an object": """
        from functools import partial
        from concurrent.futures import ProcessPoolExecutor

        def add(a, b):
            return a + b

        class Job:
            def __init__(self, n):
                self.n = n

            def __call__(self):
                return self.n

        with ProcessPoolExecutor() as executor:
            executor.submit(partial(add, 1))  # MP417
            executor.submit(Job)  # MP417
            executor.submit(Job(1), 2)  # MP417
            executor.submit(partial(add, 1, 2), 3)  # MP417
        """,
    "decorated in this file": """
        import functools
        from multiprocessing import Process

        def register(f):
            return f

        @register
        @functools.lru_cache
        def work(a):
            pass

        Process(target=work, args=(1, 2))  # MP417
        """,
}

RIGHT = {
    "a list that the function called with it extends": """
        from multiprocessing import Process, Value

        def query(data, count, errors, lines):
            print(data, count, errors, lines)

        def run(target, args, count):
            args.extend((Value("i", 0), Value("i", 0)))
            workers = [Process(target=target, args=args) for _ in range(count)]
            for worker in workers:
                worker.start()

        def main(data):
            args = [data, 2]
            run(query, args, 3)
        """,
    "a dict that is updated by keywords": """
        from multiprocessing import Process

        class Controller:
            def arguments(self, address):
                return {"address": address, "level": 10, "ignored": None}

            def launch(self, address):
                def start(options):
                    Process(target=schedule, kwargs=options).start()

                options = self.arguments(address)
                options.pop("ignored")
                options.update(outputs=[1, 2])
                start(options)

        def schedule(address, outputs, level=0):
            print(address, outputs, level)
        """,
    "what fits": """
        from functools import partial
        from multiprocessing import Pool, Process
        from elsewhere import function, args, options

        def work(a, b=1, *rest, c=2, **more): ...
        def add(a, b): ...

        class A:
            def run(self, x): ...
            @staticmethod
            def check(x): ...
            @classmethod
            def make(cls, x): ...

        Process(target=work, args=(1,))
        Process(target=work, args=(1, 2, 3, 4), kwargs={"c": 1, "z": 2})
        Process(target=add, kwargs={"a": 1, "b": 2})
        Process(target=add, args=args)
        Process(target=add, args=(1, *args))
        Process(target=add, args=(1,) + args)
        Process(target=add, args=[1] * 2)
        Process(target=add, args=(1,), kwargs=options)
        Process(target=add, args=(1,), **options)
        Process(target=add, args=(1,), kwargs=dict(options))
        Process(target=function, args=(1,))
        Process(target=A().run, args=(1,))
        Process(target=A.run, args=(A(), 1))
        Process(target=A.check, args=(1,))
        Process(target=A().make, args=(1,))
        Process(target=partial(add, 1), args=(2,))
        Process(target=partial(add, b=1), args=(2,))
        Process(target=print, args=(1, 2, 3))
        Pool(1, print, (1, 2))
        """,
    "a part of a tuple or list that fits": """
        from multiprocessing import Process

        def work():
            pass

        def add(a, b):
            return a + b

        def start(*task):
            function, task = task[0], task[1:]
            Process(target=function, args=task).start()

        start(work)
        start(add, 1, 2)
        task = (add, 1, 2, 3)
        Process(target=task[0], args=task[1:3]).start()
        Process(target=task[0], args=task[:-3:-1]).start()
        Process(target=task[0], args=task[int(input()) :]).start()
        listed = [work]
        listed.extend(input().split())
        Process(target=add, args=listed[1:]).start()
        rest = task[1:2]
        Process(target=add, args=[*rest, 4]).start()
        function, *arguments = [add, 1, 2]
        Process(target=function, args=arguments).start()
        """,
    "lists that grow": """
        from multiprocessing import Process

        def add(a, b): ...

        def main(x):
            args = [1]
            args.append(2)
            Process(target=add, args=args)
            rest = (1,)
            rest += (2,)
            Process(target=add, args=rest)
            options = {}
            options["b"] = 2
            Process(target=add, args=(1,), kwargs=options)
            one = (1,)
            if x:
                one = (1, 2)
            Process(target=add, args=one)
        """,
    "pairs of functions and arguments": """
        from concurrent.futures import ProcessPoolExecutor

        def one(a): ...
        def two(a, b): ...

        with ProcessPoolExecutor() as executor:
            for f, args in [(one, (1,)), (two, (1, 2))]:
                executor.submit(f, *args)
            jobs = {one: (1,), two: (1, 2)}
            for f, args in jobs.items():
                executor.submit(f, *args)
        """,
    "submit passes everything on": """
        import asyncio
        from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor

        def add(a, b, *, c=0): ...
        def takes(args): ...

        async def main(loop, x):
            await loop.run_in_executor(None, add, 1, 2)
            await asyncio.to_thread(add, 1, b=2)

        with ProcessPoolExecutor() as executor:
            executor.submit(add, 1, b=2, c=3)
            executor.submit(takes, args=(1, 2))
            executor.submit(takes, (1, 2))
            executor.submit(fn=add, a=1, b=2)
        """,
    "decorators that may change the parameters": """
        from multiprocessing import Process
        from elsewhere import with_session, click

        @with_session
        def work(session, a): ...

        @click.command()
        def main(name): ...

        def bind(function):
            def inner(*args, **kwargs):
                return function(None, *args, **kwargs)
            return inner

        @bind
        def bound(a, b): ...

        Process(target=work, args=(1,))
        Process(target=main)
        Process(target=bound, args=(1,))
        """,
    "classes whose constructor is not shown": """
        from dataclasses import dataclass
        from collections import namedtuple
        from typing import NamedTuple
        from multiprocessing import Process
        from elsewhere import Base

        @dataclass
        class A:
            x: int

        class B(NamedTuple):
            x: int

        class C(Base):
            pass

        class D:
            def __new__(cls, *args):
                return object.__new__(cls)

        for made in (A, B, C, D, namedtuple("E", "x")):
            Process(target=made, args=(1,))
        """,
    "redefined and overloaded": """
        from multiprocessing import Process
        from typing import overload

        @overload
        def work(a: int): ...
        @overload
        def work(a: int, b: int): ...
        def work(a, b=None): ...

        try:
            from elsewhere import fast
        except ImportError:
            def fast(a):
                return a

        Process(target=work, args=(1,))
        Process(target=fast, args=(1, 2))
        """,
    "a subclass decides": """
        from multiprocessing import Process

        class Worker(Process):
            def __init__(self, target, args):
                super().__init__()
                self.work = target

            def run(self):
                self.work(1, 2)

        def add(a, b): ...

        Worker(target=add, args=(1,))
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert {finding.confidence for finding in check("MP417", WRONG[name])} == {Confidence.HIGH}


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP417", RIGHT[name]) == []


def test_arguments_are_passed_to_a_helper_of_another_file(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from multiprocessing import Process

            def start(target, *args):
                process = Process(target=target, args=args)
                process.start()
                return process
        """,
        "program.py": """
            from lib import start

            def work(a, b):
                print("work", a, b)

            if __name__ == "__main__":
                start(work, 1).join()  # MP417
        """,
    }
    check_files(tmp_path, files, "MP417")


def test_arguments_that_fit_are_passed_to_a_helper_of_another_file(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from multiprocessing import Process

            def start(target, *args):
                process = Process(target=target, args=args)
                process.start()
                return process
        """,
        "program.py": """
            from lib import start

            def work(a, b=2):
                print("work", a, b)

            if __name__ == "__main__":
                start(work, 1).join()
                start(print, 1, 2, 3).join()
        """,
    }
    check_files(tmp_path, files, "MP417")


def test_methods_that_are_left_to_subclasses(check: Check) -> None:
    check(
        "MP417",
        """
        from concurrent.futures import ProcessPoolExecutor

        class Writer:
            def __init__(self):
                self.executor = ProcessPoolExecutor(2)

            def put(self, segment):
                self.executor.submit(self.fetch, segment, retries=3)
                self.executor.submit(self.write, segment, retries=3)
                self.executor.submit(self.close, segment)  # MP417

            def fetch(self, segment):
                '''Subclasses have their own.'''
                pass

            def write(self, segment):
                raise NotImplementedError("write")

            def close(self):
                print("closed")
        """,
    )
