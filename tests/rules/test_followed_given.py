"""What files that know no process are given, and what they give back."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import check_files

Files = dict[str, str]

SHAPES = """
from concurrent.futures import ProcessPoolExecutor
from shapes import middle

def find(line):
    return middle(line){}

if __name__ == "__main__":
    with ProcessPoolExecutor() as executor:
        print(list(executor.map(find, [(1, 2), (3, 4)])))
"""

#: Name -> (the rule, the files: comments mark what it reports).
PROJECTS: dict[str, tuple[str, Files]] = {
    "an object that makes its pool when it is entered": (
        "MP417",
        {
            "main.py": """
                from farm import Farm, Workshop

                def prepare(name, level):
                    print(name, level)

                def main():
                    with Farm(prepare, "a") as pool:
                        pool.map(len, ["a"])
                    with Workshop(prepare, "a", 1) as pool:
                        pool.map(len, ["a"])
            """,
            "farm.py": """
                import multiprocessing

                class Farm:
                    def __init__(self, prepare, *arguments):
                        self.prepare, self.arguments = prepare, arguments

                    def __enter__(self):
                        self.pool = multiprocessing.Pool(2, self.prepare, self.arguments)  # MP417
                        return self.pool

                    def __exit__(self, *error):
                        self.pool.terminate()

                class Workshop:
                    def __init__(self, prepare, *arguments):
                        self.prepare, self.arguments = prepare, arguments

                    def __enter__(self):
                        self.pool = multiprocessing.Pool(2, self.prepare, self.arguments)
                        return self.pool

                    def __exit__(self, *error):
                        self.pool.terminate()
            """,
        },
    ),
    "an object that is given the method of a queue": (
        "MP310",
        {
            "main.py": """
                from multiprocessing import Process, Queue
                from batches import Batches

                def work(queue):
                    for batch in iter(queue.get, None):
                        print(sum(batch))

                def main():
                    queue = Queue()
                    Process(target=work, args=(queue,)).start()
                    batches = Batches(queue.put)
                    for n in range(90):
                        batches.add(n)
                    queue.put(None)
            """,
            "batches.py": """
                class Batches:
                    def __init__(self, send):
                        self.send, self.batch = send, []

                    def add(self, n):
                        self.batch.append(n)
                        if len(self.batch) == 3:
                            self.send(self.batch)  # MP310
                            self.batch.clear()
            """,
        },
    ),
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
            "main.py": SHAPES.format("  # MP208"),
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
            "main.py": SHAPES.format(""),
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
}


@pytest.mark.parametrize(("code", "files"), PROJECTS.values(), ids=PROJECTS)
def test_it_is_found_across_files(code: str, files: Files, tmp_path: Path) -> None:
    found = check_files(tmp_path, files, code)
    assert all(one.confidence is not Confidence.LOW for one in found)
