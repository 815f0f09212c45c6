"""What rules find in programs whose parts keep, pass on and take back things for each other."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

FOUND = {
    "a change of the environment and its taking back": (
        "MP112",
        """
        import os
        from contextlib import contextmanager
        from multiprocessing import Pool

        @contextmanager
        def environment(**values):
            saved = dict(os.environ)
            os.environ.update(values)  # MP112
            try:
                yield
            finally:
                os.environ.clear()
                os.environ.update(saved)

        def work(name):
            return os.environ.get(name)

        def run():
            with Pool() as pool:
                return pool.map(work, ["MODE"])

        def main():
            run()
            with environment(MODE="fast"):
                run()
            run()
        """,
    ),
    "a taking back alone: what was set before the first process stays": (
        "MP112",
        """
        import os
        from multiprocessing import Process

        def work():
            print(os.getenv("MODE"))

        def main():
            os.environ["MODE"] = "fast"
            try:
                Process(target=work).start()
            finally:
                del os.environ["MODE"]  # MP112
            Process(target=work).start()
        """,
    ),
    "a queue that an object which nothing else holds makes for itself": (
        "MP106",
        """
        from multiprocessing import Process, Queue

        def launch():
            queue = Queue()
            Process(target=print, args=(queue,)).start()  # MP106
        """,
    ),
    "a time limit whose error a caller takes": (
        "MP420",
        """
        from concurrent.futures import ProcessPoolExecutor

        def run(x):
            with ProcessPoolExecutor() as executor:
                return executor.submit(abs, x).result(timeout=5)  # MP420

        def main():
            try:
                print(run(1))
            except (OSError, TimeoutError):
                print("too slow")
        """,
    ),
    "a map whose results are read where the error is taken": (
        "MP420",
        """
        from concurrent.futures import ProcessPoolExecutor

        def main(xs):
            with ProcessPoolExecutor() as executor:
                results = executor.map(abs, xs, timeout=5)  # MP420
                try:
                    for result in results:
                        print(result)
                except TimeoutError:
                    print("too slow")
        """,
    ),
    "a lock that a generic base keeps": (
        "MP204",
        """
        import threading
        from multiprocessing import Pool
        from typing import Generic, TypeVar

        T = TypeVar("T")

        class Store(Generic[T]):
            def __init__(self):
                self.guard = threading.RLock()

        class Named(Store[T]):
            pass

        class Images(Named[bytes]):
            def size(self, key):
                return len(key)

            def sizes(self, keys):
                with Pool() as pool:
                    return pool.map(self.size, keys)  # MP204
        """,
    ),
    "a descriptor in a dict that is made of another": (
        "MP114",
        """
        import socket
        from contextlib import closing
        from multiprocessing import Process

        def prefork(listener, count):
            handle = listener.fileno()
            common = {"fd": handle}
            for number in range(count):
                Process(target=print, kwargs=dict(common, number=number)).start()  # MP114

        def main():
            with closing(socket.socket()) as listener:
                prefork(listener, 2)
        """,
    ),
    "a queue in a dict of arguments, read by the worker": (
        "MP310",
        """
        from multiprocessing import Process, Queue

        def work(number, queue):
            batch = []
            batch.append(number)
            queue.put(batch)  # MP310
            batch.clear()

        if __name__ == "__main__":
            common = {"queue": Queue()}
            Process(target=work, kwargs=dict(common, number=1)).start()
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), FOUND.values(), ids=FOUND)
def test_it_is_found(check: Check, code: str, source: str) -> None:
    assert all(finding.confidence is not Confidence.LOW for finding in check(code, source))


UNSURE = {
    "a time limit whose error nobody takes": (
        "MP420",
        """
        from concurrent.futures import ProcessPoolExecutor

        def run(xs):
            with ProcessPoolExecutor() as executor:
                futures = {x: executor.submit(abs, x) for x in xs}
                return {x: future.result(timeout=15) for x, future in futures.items()}  # MP420

        def main():
            try:
                run([1])
            except TimeoutError:
                print("too slow")
                raise
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), UNSURE.values(), ids=UNSURE)
def test_it_is_not_sure(check: Check, code: str, source: str) -> None:
    assert {finding.confidence for finding in check(code, source)} == {Confidence.LOW}


SILENT = {
    "a queue that a field of a dataclass holds": (
        "MP106",
        """
        from dataclasses import dataclass, field
        from multiprocessing import Process, Queue, Value
        from typing import Any

        @dataclass
        class Belt:
            inbox: Any = field(default_factory=Queue)
            total: Any = field(default_factory=lambda: Value("i", 0))

        def launch(belt):
            Process(target=print, args=(belt.inbox, belt.total)).start()

        def main():
            belt = Belt()
            launch(belt)
            belt.inbox.put(None)
        """,
    ),
    "an event that a class holds": (
        "MP106",
        """
        from multiprocessing import Event, Process

        class Service:
            stop = Event()

            def start(self):
                Process(target=print, args=(self.stop,)).start()
        """,
    ),
    "an environment that is changed and restored around the only processes": (
        "MP112",
        """
        import os
        from multiprocessing import Pool

        def work(name):
            return os.environ.get(name)

        def main():
            os.environ["MODE"] = "fast"
            try:
                with Pool() as pool:
                    pool.map(work, ["MODE"])
            finally:
                os.environ.pop("MODE")
        """,
    ),
    "a generic base without a lock, and an enumeration": (
        "MP204",
        """
        import enum
        import threading
        from multiprocessing import Pool
        from typing import Generic, TypeVar

        T = TypeVar("T")

        class Store(Generic[T]):
            def __init__(self):
                self.items = {}

        class Guard:
            def __init__(self):
                self.lock = threading.Lock()

        class Kind(enum.Enum):
            SMALL = Guard

        class Images(Store[Guard]):
            kind = Kind["SMALL"]

            def size(self, key):
                return len(key)

            def sizes(self, keys):
                with Pool() as pool:
                    return pool.map(self.size, keys)
        """,
    ),
    "descriptors that are not among the arguments": (
        "MP114",
        """
        import socket
        from multiprocessing import Process

        def prefork(listener, count):
            print("listening at", listener.fileno())
            common = {"backlog": count}
            Process(target=print, kwargs=dict(common, number=1)).start()

        def main():
            prefork(socket.socket(), 2)
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), SILENT.values(), ids=SILENT)
def test_nothing_is_said(check: Check, code: str, source: str) -> None:
    assert check(code, source) == []
