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
