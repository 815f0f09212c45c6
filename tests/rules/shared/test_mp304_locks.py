"""MP304: which locks keep other processes out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

_MAIN = """
        if __name__ == "__main__":
            total, lock = Value("i", 0), Lock()
            for _ in range(3):
                Process(target=work, args=(total, lock)).start()
        """

RIGHT = {
    "by a decorator of a method": """
        from functools import wraps
        from multiprocessing import Lock, Process, RawValue

        def guarded(method):
            @wraps(method)
            def locked(self, *args):
                with self.lock:
                    return method(self, *args)
            return locked

        class Tally:
            def __init__(self):
                self.lock, self.total = Lock(), RawValue("i", 0)

            @guarded
            def add(self, n):
                self._add(n)

            def _add(self, n):
                self.total.value += n

        def work(tally):
            tally.add(1)

        if __name__ == "__main__":
            tally = Tally()
            for _ in range(3):
                Process(target=work, args=(tally,)).start()
        """,
    "by a decorator that is given arguments": """
        from multiprocessing import Lock, Process, Value

        def locked_for(seconds):
            def decorate(function):
                def run(total, lock):
                    lock.acquire(timeout=seconds)
                    try:
                        return function(total, lock)
                    finally:
                        lock.release()
                return run
            return decorate

        @locked_for(5)
        def add(total, lock):
            total.value += 1

        def work(total, lock):
            add(total, lock)
"""
    + _MAIN,
    "by a context manager of its own": """
        from contextlib import contextmanager
        from multiprocessing import Lock, Process, Value

        @contextmanager
        def held(lock):
            lock.acquire()
            try:
                yield
            finally:
                lock.release()

        def work(total, lock):
            with held(lock):
                total.value += 1
"""
    + _MAIN,
    "of a file": """
        import fcntl
        from contextlib import contextmanager
        from multiprocessing import Lock, Process, Value

        @contextmanager
        def alone(path):
            with open(path) as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield

        @contextmanager
        def also_alone(file):
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
            fcntl.flock(file, fcntl.LOCK_UN)

        def work(total, _lock):
            with alone("a"):
                total.value += 1
            with open("a") as file:
                with also_alone(file):
                    total.value += 1
                fcntl.flock(file, fcntl.LOCK_EX)
                total.value += 1
"""
    + _MAIN,
    "of a manager": """
        from multiprocessing import Manager, Process, Value

        def work(total, lock):
            lock.acquire()
            total.value += 1
            lock.release()

        if __name__ == "__main__":
            with Manager() as manager:
                total, lock = Value("i", 0), manager.Lock()
                for _ in range(3):
                    Process(target=work, args=(total, lock)).start()
        """,
    "that a worker makes for its own workers": """
        from multiprocessing import Lock, Process, Value

        def add(total, lock):
            with lock:
                total.value += 1

        def work(_total, _lock):
            total, lock = Value("i", 0), Lock()
            for _ in range(2):
                Process(target=add, args=(total, lock)).start()
"""
    + _MAIN,
}

WRONG = {
    "that each worker makes": """
        from multiprocessing import Lock, Process, Value

        def work(total, _lock):
            lock = Lock()
            with lock:
                total.value += 1  # MP304
"""
    + _MAIN,
    "of threads, that an object makes in the worker": """
        import threading
        from multiprocessing import Lock, Process, Value

        class Counter:
            def __init__(self, total):
                self.total, self.lock = total, threading.RLock()

            def add(self):
                self.lock.acquire()
                self.total.value += 1  # MP304
                self.lock.release()

        def work(total, _lock):
            Counter(total).add()
"""
    + _MAIN,
    "that a context manager makes": """
        from contextlib import contextmanager
        from multiprocessing import Lock, Process, Value

        @contextmanager
        def alone():
            with Lock():
                yield

        def work(total, _lock):
            with alone():
                total.value += 1  # MP304
"""
    + _MAIN,
    "of a decorator that only counts calls": """
        from functools import wraps
        from multiprocessing import Lock, Process, Value

        def counted(function):
            @wraps(function)
            def run(*args):
                with Lock():
                    run.calls += 1
                return function(*args)
            run.calls = 0
            return run

        @counted
        def add(total):
            total.value += 1  # MP304

        def work(total, _lock):
            add(total)
"""
    + _MAIN,
}


@pytest.mark.parametrize("program", [*RIGHT.values(), *WRONG.values()], ids=[*RIGHT, *WRONG])
def test_a_lock(program: str, judge: Callable[[str], None]) -> None:
    judge(program)
