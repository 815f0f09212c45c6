"""What rules find although it is spread over the files of a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import check_files

Files = dict[str, str]

POOL = """
from multiprocessing import Pool
from work import square

if __name__ == "__main__":
    with Pool() as pool:
        pool.map(square, [1, 2]){}
"""
WORK = "from tools import {0}\n@{0}\ndef square(x):\n    return x * x\n"

#: Name -> (the rule, the files: comments mark what it reports).
PROJECTS: dict[str, tuple[str, Files]] = {
    "an executor's worker that a library ends as a last resort": (
        "MP402",
        {
            "main.py": """
                from concurrent.futures import ProcessPoolExecutor
                from locks import guarded

                def work(item):
                    with guarded(item):
                        return item

                def main():
                    with ProcessPoolExecutor() as executor:
                        print(list(executor.map(work, [1, 2])))
            """,
            "locks.py": """
                import contextlib
                import os

                @contextlib.contextmanager
                def guarded(item):
                    if item is None:
                        os._exit(70)
                    yield
            """,
        },
    ),
    "an object whose method, called by nobody here, would make it hold a lock": (
        "MP205",
        {
            "main.py": """
                from multiprocessing import Pool
                from server import Config, serve

                def main():
                    with Pool() as pool:
                        pool.map(serve, [Config("a"), Config("b")])
            """,
            "server.py": """
                import threading

                class Config:
                    def __init__(self, name):
                        self.name = name
                        self.lock = None

                    def load(self):
                        self.lock = threading.Lock()

                def serve(config):
                    getattr(config, "load")()
            """,
        },
    ),
    "a block of another file's class that seeds": (
        "MP306",
        {
            "main.py": """
                from multiprocessing import Pool
                import work

                def main():
                    with Pool() as pool:
                        print(pool.map(work.draw, range(3)))
            """,
            "work.py": """
                import numpy as np
                from seeds import Seeded

                def draw(number):
                    with Seeded(number):
                        return np.random.uniform()
            """,
            "seeds.py": """
                class Seeded:
                    def __init__(self, seed):
                        self.seed = seed

                    def __enter__(self):
                        from numpy import random

                        random.seed(self.seed)

                    def __exit__(self, *error):
                        pass
            """,
        },
    ),
    "a named tuple that such a file makes": (
        "MP208",
        {
            "main.py": """
                from concurrent.futures import ProcessPoolExecutor
                from shapes import middle

                def find(line):
                    return middle(line)  # MP208

                if __name__ == "__main__":
                    with ProcessPoolExecutor() as executor:
                        print(list(executor.map(find, [(1, 2), (3, 4)])))
            """,
            "shapes.py": """
                from collections import namedtuple

                Spot = namedtuple("Point", "x y")

                def middle(line):
                    return Spot(sum(line) / 2, 0)
            """,
        },
    ),
    "a named tuple of its own name that such a file makes": (
        "MP208",
        {
            "main.py": """
                from concurrent.futures import ProcessPoolExecutor
                from shapes import middle

                def find(line):
                    return middle(line)

                if __name__ == "__main__":
                    with ProcessPoolExecutor() as executor:
                        print(list(executor.map(find, [(1, 2), (3, 4)])))
            """,
            "shapes.py": """
                from collections import namedtuple

                Spot = namedtuple("Spot", "x y")

                def middle(line):
                    return Spot(sum(line) / 2, 0)
            """,
        },
    ),
    "an object of such a file that holds a lock": (
        "MP204",
        {
            "main.py": """
                from multiprocessing import Pool
                from clients import connect

                if __name__ == "__main__":
                    client = connect("here")
                    with Pool() as pool:
                        print(pool.map(client.ask, ["a"]))  # MP204
            """,
            "clients.py": """
                import threading

                class Client:
                    def __init__(self, name):
                        self.name = name
                        self.lock = threading.Lock()

                    def ask(self, question):
                        return question

                def connect(name):
                    return Client(name)
            """,
        },
    ),
    "a function of such a file that is given an executor": (
        "MP201",
        {
            "main.py": """
                from concurrent.futures import ProcessPoolExecutor
                from tools import doubled

                if __name__ == "__main__":
                    with ProcessPoolExecutor() as executor:
                        print(doubled([1, 2], executor))
            """,
            "tools.py": """
                def doubled(numbers, using):
                    return list(using.map(lambda number: number * 2, numbers))  # MP201
            """,
        },
    ),
    "a method of an object of such a file that was given a pool": (
        "MP309",
        {
            "main.py": """
                from multiprocessing import Pool
                from tools import Lengths

                if __name__ == "__main__":
                    words = ["a", "bc"]
                    with Pool() as pool:
                        lengths = Lengths(pool)
                        print(dict(zip(words, lengths.of(words))))  # MP309
            """,
            "tools.py": """
                class Lengths:
                    def __init__(self, workers):
                        self.workers = workers

                    def of(self, words):
                        return self.workers.imap_unordered(len, words)
            """,
        },
    ),
    "a method of an object of such a file that was given threads": (
        "MP206",
        {
            "main.py": """
                from concurrent.futures import ThreadPoolExecutor
                from tools import Runner

                if __name__ == "__main__":
                    with ThreadPoolExecutor() as executor:
                        print(Runner(executor).each(lambda word: len(word), ["a"]))
            """,
            "tools.py": """
                class Runner:
                    def __init__(self, workers):
                        self.workers = workers

                    def each(self, do, items):
                        return list(self.workers.map(do, items))
            """,
        },
    ),
    "a decorator of a file that knows no process": (
        "MP203",
        {
            "main.py": POOL.format("  # MP203"),
            "work.py": WORK.format("timed"),
            "tools.py": """
                def timed(function):
                    def wrapper(*args):
                        return function(*args)

                    return wrapper
            """,
        },
    ),
    "a function that such a file makes": (
        "MP201",
        {
            "main.py": """
                from multiprocessing import Pool
                from tools import power

                if __name__ == "__main__":
                    with Pool() as pool:
                        pool.map(power(2), [1, 2])  # MP201
            """,
            "tools.py": "def power(n):\n    return lambda x: x**n\n",
        },
    ),
    "a context manager of another file that ends a pool": (
        "MP404",
        {
            "main.py": """
                from pools import workers

                def lengths(words):
                    with workers() as pool:
                        results = pool.map_async(len, words)  # MP404
                    return results.get()
            """,
            "pools.py": """
                import multiprocessing
                from contextlib import contextmanager

                @contextmanager
                def workers():
                    with multiprocessing.get_context("spawn").Pool() as pool:
                        yield pool
            """,
        },
    ),
    "shared memory of a program, which another file frees": (
        "MP616",
        {
            "main.py": """
                from multiprocessing.shared_memory import SharedMemory
                from tools import free

                class Slot:
                    def __init__(self, size):
                        self.memory = SharedMemory(create=True, size=size)

                if __name__ == "__main__":
                    free(Slot(10))
            """,
            "tools.py": "def free(slot):\n    slot.memory.close()\n    slot.memory.unlink()\n",
        },
    ),
    "a pool in a subinterpreter, started by another file": (
        "MP617",
        {
            "main.py": """
                import concurrent.futures as cf
                from lanes import outside, plain, summary

                def executor():
                    kind = getattr(cf, "InterpreterPoolExecutor", cf.ThreadPoolExecutor)
                    return kind(max_workers=2)

                if __name__ == "__main__":
                    with executor() as lanes:
                        lanes.submit(summary, [1])
                        lanes.submit(plain, [1])
                    outside([1])
            """,
            "lanes.py": """
                from multiprocessing import Pool

                def summary(numbers):
                    with Pool() as pool:  # MP617
                        return pool.map(abs, numbers)

                def plain(numbers):
                    return sum(numbers)

                def outside(numbers):
                    with Pool() as pool:
                        return pool.map(abs, numbers)
            """,
        },
    ),
    "a pool of another file in threads": (
        "MP617",
        {
            "main.py": """
                from concurrent.futures import ThreadPoolExecutor
                from lanes import summary

                if __name__ == "__main__":
                    with ThreadPoolExecutor() as lanes:
                        lanes.submit(summary, [1])
            """,
            "lanes.py": """
                from multiprocessing import Pool

                def summary(numbers):
                    with Pool() as pool:
                        return pool.map(abs, numbers)
            """,
        },
    ),
    "a listener of another file, by the settings that this one makes": (
        "MP701",
        {
            "main.py": """
                from server import Server, Settings

                if __name__ == "__main__":
                    Server(Settings(port=5000))
            """,
            "server.py": """
                from dataclasses import dataclass
                from multiprocessing.connection import Listener

                @dataclass
                class Settings:
                    host: str = "0.0.0.0"
                    port: int = 0

                class Server:
                    def __init__(self, settings: Settings):
                        self.listener = Listener((settings.host, settings.port))  # MP701
            """,
        },
    ),
    "a listener of another file, which this one makes local": (
        "MP701",
        {
            "main.py": """
                from server import Server, Settings

                if __name__ == "__main__":
                    Server(Settings("127.0.0.1", 5000))
            """,
            "server.py": """
                from dataclasses import dataclass
                from multiprocessing.connection import Listener

                @dataclass
                class Settings:
                    host: str = "0.0.0.0"
                    port: int = 0

                class Server:
                    def __init__(self, settings: Settings):
                        self.listener = Listener((settings.host, settings.port))
            """,
        },
    ),
    "a decorator of another file that copies the name": (
        "MP203",
        {
            "main.py": POOL.format(""),
            "work.py": WORK.format("timed"),
            "tools.py": """
                import functools

                def timed(function):
                    @functools.wraps(function)
                    def wrapper(*args):
                        return function(*args)

                    return wrapper
            """,
        },
    ),
    "a decorator of another file that assigns the name": (
        "MP203",
        {
            "main.py": POOL.format(""),
            "work.py": WORK.format("timed"),
            "tools.py": """
                def timed(function):
                    def wrapper(*args):
                        return function(*args)

                    wrapper.__qualname__ = function.__qualname__
                    wrapper.__module__ = function.__module__
                    return wrapper
            """,
        },
    ),
    "a decorator of another file that gives back what it takes": (
        "MP203",
        {
            "main.py": POOL.format(""),
            "work.py": WORK.format("listed"),
            "tools.py": "def listed(function):\n    print(function)\n    return function\n",
        },
    ),
    "a function of another file that has a namesake here": (
        "MP203",
        {
            "main.py": """
                from multiprocessing import Pool
                from work import square as plain

                def square(x):
                    return plain(x)

                if __name__ == "__main__":
                    with Pool() as pool:
                        pool.map(plain, [1, 2])
            """,
            "work.py": "def square(x):\n    return x * x\n",
        },
    ),
}


@pytest.mark.parametrize(("code", "files"), PROJECTS.values(), ids=PROJECTS)
def test_it_is_found_across_files(code: str, files: Files, tmp_path: Path) -> None:
    found = check_files(tmp_path, files, code)
    assert all(one.confidence is not Confidence.LOW for one in found)
