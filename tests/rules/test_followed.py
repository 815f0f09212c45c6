"""What rules find behind helpers, objects that are handed on, and parameters."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

FOUND = {
    "a lambda by run_in_executor, whose executor the caller passes": (
        "MP201",
        """
        import asyncio
        from concurrent.futures import ProcessPoolExecutor

        class Site:
            async def page(self, executor, title):
                job = lambda: title.upper()
                return await asyncio.get_running_loop().run_in_executor(executor, job)  # MP201

            async def build(self):
                with ProcessPoolExecutor() as executor:
                    await asyncio.gather(*(self.page(executor, title) for title in "ab"))
        """,
    ),
    "a queue that an object of the worker keeps": (
        "MP310",
        """
        from multiprocessing import Process, Queue

        class Sender:
            def __init__(self, queue):
                self.queue = queue
                self.batch = []

            def add(self, item):
                self.batch.append(item)

            def flush(self):
                self.queue.put(self.batch)  # MP310
                self.batch.clear()

        def work(queue):
            sender = Sender(queue)
            sender.add(1)
            sender.flush()

        if __name__ == "__main__":
            queue = Queue()
            Process(target=work, args=(queue,)).start()
        """,
    ),
    "a partition that parent and workers compute by one function": (
        "MP313",
        """
        from multiprocessing import Pool

        def shard(name: str):
            return hash(name) % 8  # MP313

        class Book:
            def __init__(self, names):
                self.shards = [set() for _ in range(8)]
                for name in names:
                    self.shards[shard(name)].add(name)

            def holds(self, name):
                return name in self.shards[shard(name)]

        def look(task):
            book, name = task
            return book.holds(name)

        if __name__ == "__main__":
            book = Book("abc")
            with Pool() as pool:
                pool.map(look, [(book, name) for name in "abc"])
        """,
    ),
    "a program that a helper starts": (
        "MP605",
        """
        import subprocess

        def start(words):
            return subprocess.Popen(words, stdout=subprocess.PIPE)

        def export(words):
            process = start(words)
            if process.wait():  # MP605
                raise RuntimeError
            return process.stdout.read()
        """,
    ),
    "a generator that a helper makes": (
        "MP307",
        """
        import random
        from functools import partial
        from multiprocessing import Pool

        def generator():
            return random.Random(7)  # MP307

        def share(batch, limit):
            rng = generator()
            return sum(rng.random() > limit for _ in range(batch.size)) / batch.size

        if __name__ == "__main__":
            with Pool() as pool:
                pool.map(partial(share, limit=0.5), batches)
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), FOUND.values(), ids=FOUND)
def test_it_is_found(check: Check, code: str, source: str) -> None:
    assert [finding.confidence for finding in check(code, source)] != [Confidence.LOW]


SILENT = {
    "the executor that the caller passes is one of threads": (
        "MP201",
        """
        import asyncio
        from concurrent.futures import ThreadPoolExecutor

        async def page(executor, title):
            return await asyncio.get_running_loop().run_in_executor(executor, lambda: title.upper())

        async def build():
            with ThreadPoolExecutor() as executor:
                await page(executor, "a")
        """,
    ),
    "a queue of threads that an object keeps": (
        "MP310",
        """
        import queue
        from multiprocessing import Process

        class Sender:
            def __init__(self, queue):
                self.queue = queue
                self.batch = []

            def flush(self):
                self.queue.put(self.batch)
                self.batch.clear()

        def work():
            Sender(queue.Queue()).flush()

        if __name__ == "__main__":
            Process(target=work).start()
        """,
    ),
    "a partition that workers alone compute": (
        "MP313",
        """
        from multiprocessing import Pool

        def bucket(name: str):
            return hash(name) % 8

        def spread(names):
            buckets = [[] for _ in range(8)]
            for name in names:
                buckets[bucket(name)].append(name)
            return sorted(map(sorted, buckets))

        if __name__ == "__main__":
            with Pool() as pool:
                pool.map(spread, [["a"], ["b"]])
        """,
    ),
    "a program that a helper starts and the caller reads": (
        "MP605",
        """
        import subprocess

        def start(words):
            return subprocess.Popen(words, stdout=subprocess.PIPE)

        def export(words):
            process = start(words)
            text = process.stdout.read()
            process.wait()
            return text
        """,
    ),
    "an object that reads what a program prints starts it": (
        "MP605",
        """
        import subprocess

        class Runner:
            def start(self, words):
                self.process = subprocess.Popen(words, stdout=subprocess.PIPE)
                return self.process

            def end(self):
                return self.process.wait()
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), SILENT.values(), ids=SILENT)
def test_its_look_alikes_are_not(check: Check, code: str, source: str) -> None:
    check(code, source)
