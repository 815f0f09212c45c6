"""MP205: an argument that is sent to another process cannot be pickled."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.blocked import Blocked
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.pickling.reporting import is_method, report


def check(module: Module) -> Iterator[Finding]:
    """Report files, locks, generators and other things that stay in their process, where they are sent away."""

    def belongs(blocked: Blocked) -> bool:
        crossing, obstacle = blocked.crossing, blocked.obstacle
        if obstacle.path or crossing.role in ("message", "self"):
            return False
        if crossing.role == "callable" and obstacle.node is crossing.node:
            return False  # a coroutine in the place of a function: see MP410
        if obstacle.kind == "instance":
            return crossing.role in ("argument", "initarg")
        return obstacle.kind == "object" and not is_method(module, blocked)

    yield from report(RULE, module, belongs, _say)


def _say(blocked: Blocked) -> str:
    if blocked.crossing.new_process:
        return f"{blocked.obstacle.words} cannot be pickled, so a process that is not forked cannot get it"
    return f"{blocked.obstacle.words} cannot be pickled, so it cannot be sent to a worker process"


_FILE = """
from multiprocessing import Pool


def first(file, n):
    return file.read(n)


if __name__ == "__main__":
    with open(__file__) as file, Pool(1) as pool:
        print(pool.apply(first, (file, 3)))  # MP205
"""

_GENERATOR = """
from concurrent.futures import ProcessPoolExecutor


def numbers(n):
    for i in range(n):
        yield i


def main():
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(sum, numbers(3)).result())  # MP205
        chunks = [(i * k for k in range(3)) for i in range(2)]
        print(list(executor.map(sum, chunks)))  # MP205


if __name__ == "__main__":
    main()
"""

_PROCESS = """
import threading
from multiprocessing import Process


def work(name, stopped):
    print(name, stopped.is_set())


if __name__ == "__main__":
    stopped = threading.Event()
    workers = [Process(target=work, args=(n, stopped)) for n in range(2)]  # MP205
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("ok" if not any(worker.exitcode for worker in workers) else "failed")
"""

_ITERTOOLS = """
import itertools
from multiprocessing import Pool


def second(numbers):
    next(numbers)
    return next(numbers)


if __name__ == "__main__":
    with Pool(1) as pool:
        print("ok" if pool.apply(second, (itertools.count(),)) == 1 else "failed")  # MP205
"""

_ELEMENTS = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool


def first(line):
    return line[:1]


def pairs():
    yield 1, 2
    yield 3, 4


if __name__ == "__main__":
    with Pool(1) as pool, open(__file__) as lines:
        assert len(pool.map(first, lines)) > 10
        assert pool.map(abs, (-n for n in range(3))) == [0, 1, 2]
        assert pool.starmap(max, pairs()) == [2, 4]
        assert pool.apply(sum, (list(n for n in range(3)),)) == 3
    with ProcessPoolExecutor(1) as executor:
        assert list(executor.map(abs, (n for n in [-1]))) == [1]
    print("ok")
"""

_TRAVELLERS = """
import logging
import pathlib
import random
import re
import socket
from multiprocessing import Pipe, Pool, Process


def use(thing):
    return type(thing).__name__


def close(*things):
    for thing in things:
        thing.close()


if __name__ == "__main__":
    log, generator = logging.getLogger("name"), random.Random(3)
    with Pool(1) as pool, open(__file__) as file:
        assert pool.map(use, [pathlib.Path("x"), re.compile("x"), log, generator]) != []
        assert pool.apply(use, (file.name,)) == "str"
        assert pool.apply(use, (map(str, [1, 2]),)) == "map"
    one, other = Pipe()
    with socket.socket() as connection:
        process = Process(target=close, args=(one, connection))
        process.start()
        process.join()
    assert process.exitcode == 0
    close(one, other)
    print("ok")
"""

_THREADS = """
import multiprocessing as mp
import queue
import threading
from concurrent.futures import ThreadPoolExecutor


def fill(target, lock):
    with lock:
        target.put(1)


def main():
    target, lock = queue.Queue(), threading.Lock()
    with ThreadPoolExecutor(1) as executor:
        executor.submit(fill, target, lock).result()
    assert target.get() == 1
    if "fork" in mp.get_all_start_methods():
        process = mp.get_context("fork").Process(target=fill, args=(target, lock))
        process.start()
        process.join()
        assert process.exitcode == 0


if __name__ == "__main__":
    main()
    print("ok")
"""

RULE = Rule(
    code="MP205",
    name="unpicklable-argument",
    summary="An argument for another process is a file, lock, generator, module or another thing that cannot be pickled.",
    why=(
        "The arguments of a task are pickled under every start method, those of a Process and of an initializer under "
        "spawn and forkserver. What stands for a resource of the process that opened it (a file, a thread, a database "
        "connection) or for running code (a generator) has no copy elsewhere, and pickle refuses it with TypeError. "
        "The iterators of itertools can be pickled up to Python 3.13 only. Sockets and the ends of a Pipe do travel."
    ),
    cure="Send what the other process needs to make its own (a path, parameters), or a list in place of a generator.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/pickle.html#what-can-be-pickled-and-unpickled",
        "https://docs.python.org/3/whatsnew/3.14.html#itertools",
    ),
    catalogue=("B06",),
    bad=(
        Example(_FILE, Outcome("raises", "cannot pickle")),
        Example(_GENERATOR, Outcome("raises", "cannot pickle")),
        Example(_PROCESS, Outcome("raises", "cannot pickle"), methods=("spawn", "forkserver")),
        Example(_ITERTOOLS, Outcome("raises", "cannot pickle"), pythons=">=3.14"),
    ),
    good=(Example(_ELEMENTS), Example(_TRAVELLERS), Example(_THREADS)),
    check=check,
)
