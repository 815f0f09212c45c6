"""MP101 on programs in many styles that start processes while they are imported."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Confidence, Finding

STARTED = {
    "a compiler of the standard library with workers": """
        import compileall
        from pathlib import Path

        compileall.compile_dir(Path(__file__).parent, quiet=1, workers=0)  # MP101
    """,
    "process at module level": """
        from multiprocessing import Process
        p = Process(target=print)
        p.start()  # MP101
        p.join()
    """,
    "queue filled by a child": """
        from multiprocessing import Process, Queue

        def fill(queue):
            queue.put([1] * 100000)

        queue = Queue()
        p = Process(target=fill, args=(queue,))
        p.start()  # MP101
        p.join()
        print(queue.get())
    """,
    "pipe between father and child": """
        import multiprocessing

        def child(connection):
            connection.send("hello")

        father_end, child_end = multiprocessing.Pipe()
        process = multiprocessing.Process(target=child, args=(child_end,))
        process.start()  # MP101
        print(father_end.recv())
    """,
    "pool at module level": """
        from multiprocessing import Pool

        def f(x):
            return x * x

        with Pool(5) as p:  # MP101
            print(p.map(f, [1, 2, 3]))
    """,
    "loop": """
        import multiprocessing as mp
        jobs = []
        for i in range(5):
            job = mp.Process(target=print, args=(i,))
            jobs.append(job)
            job.start()  # MP101
        for job in jobs:
            job.join()
    """,
    "started in a second loop": """
        import multiprocessing as mp
        jobs = [mp.Process(target=print, args=(i,)) for i in range(5)]
        for job in jobs:
            job.start()  # MP101
    """,
    "started in a comprehension": """
        import multiprocessing as mp
        jobs = [mp.Process(target=print) for i in range(5)]
        [job.start() for job in jobs]  # MP101
    """,
    "started by map": """
        import multiprocessing as mp
        jobs = [mp.Process(target=print), mp.Process(target=print)]
        list(map(lambda job: job.start(), jobs))  # MP101
    """,
    "not even a name": "import multiprocessing as mp\nmp.Process(target=print).start()  # MP101",
    "subclass": """
        import multiprocessing as mp

        class Worker(mp.Process):
            def run(self):
                print("hello")

        worker = Worker()
        worker.start()  # MP101
    """,
    "subclass with its own start": """
        import multiprocessing as mp

        class Worker(mp.Process):
            def start(self):
                print("starting")
                super().start()

        Worker().start()  # MP101
    """,
    "in a class body": """
        from concurrent.futures import ProcessPoolExecutor

        class Config:
            with ProcessPoolExecutor() as executor:
                values = list(executor.map(abs, [-1]))  # MP101
    """,
    "constructor": """
        from multiprocessing import Manager

        class Store:
            def __init__(self):
                self.manager = Manager()

        store = Store()  # MP101
    """,
    "through functions": """
        import multiprocessing as mp

        def start():
            return mp.Pool()

        def main():
            pool = start()
            pool.close()

        main()  # MP101
    """,
    "coroutine": """
        import asyncio
        from concurrent.futures import ProcessPoolExecutor

        async def main():
            loop = asyncio.get_running_loop()
            with ProcessPoolExecutor() as pool:
                await loop.run_in_executor(pool, abs, -1)

        asyncio.run(main())  # MP101
    """,
    "event loop of the old days": """
        import asyncio
        import concurrent.futures

        async def main(loop):
            with concurrent.futures.ProcessPoolExecutor() as pool:
                print(await loop.run_in_executor(pool, abs, -1))

        loop = asyncio.new_event_loop()
        loop.run_until_complete(main(loop))  # MP101
    """,
    "decorator": """
        import multiprocessing as mp

        def in_background(function):
            mp.Process(target=function).start()
            return function

        @in_background  # MP101
        def work():
            print("hello")
    """,
    "thread": """
        import multiprocessing as mp
        import threading

        def serve():
            mp.Process(target=print).start()

        threading.Thread(target=serve).start()  # MP101
    """,
    "executor and the guard too late": """
        from concurrent.futures import ProcessPoolExecutor

        def f(x):
            return x

        executor = ProcessPoolExecutor(max_workers=2)
        futures = [executor.submit(f, i) for i in range(3)]  # MP101
        if __name__ == "__main__":
            print([future.result() for future in futures])
    """,
    "manager of one's own": """
        from multiprocessing.managers import BaseManager

        class Jobs(BaseManager):
            pass

        jobs = Jobs(address=("", 50000), authkey=b"secret")
        jobs.start()  # MP101
    """,
    "manager of shared memory": """
        from multiprocessing.managers import SharedMemoryManager
        with SharedMemoryManager() as manager:  # MP101
            block = manager.ShareableList([1, 2])
    """,
    "sync manager": "from multiprocessing.managers import SyncManager\nm = SyncManager()\nm.start()  # MP101",
    "explicit spawn": "import multiprocessing as mp\nctx = mp.get_context('spawn')\npool = ctx.Pool(2)  # MP101",
    "several, the first one counts": """
        import multiprocessing as mp

        def late():
            mp.Pool(2)

        mp.Process(target=print).start()  # MP101
        late()
    """,
    "one import or another": """
        try:
            from multiprocessing import Pool
        except ImportError:
            Pool = None
        pool = Pool(4)  # MP101
    """,
    "torch": "import torch.multiprocessing as mp\np = mp.Process(target=print)\np.start()  # MP101",
}


@pytest.mark.parametrize("source", STARTED.values(), ids=STARTED)
def test_started_by_import(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert [finding.confidence for finding in check("MP101", source)] == [Confidence.HIGH]


PERHAPS = {
    "a test that children may not pass": """
        import multiprocessing as mp
        import os
        if "WORKER" not in os.environ:
            pool = mp.Pool(2)  # MP101
    """,
    "children survive": """
        import multiprocessing as mp
        try:
            pool = mp.Pool(2)  # MP101
        except RuntimeError:
            pool = None
    """,
    "perhaps threads": """
        import sys
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
        Executor = ThreadPoolExecutor if sys.argv else ProcessPoolExecutor
        with Executor() as executor:
            executor.submit(print)  # MP101
    """,
    "a number of workers that a method sets": """
        import compileall

        class Build:
            def __init__(self, folder):
                self.folder = folder
                self.jobs = 1

            def with_jobs(self, jobs):
                self.jobs = jobs
                return self

            def run(self):
                return compileall.compile_dir(self.folder, workers=self.jobs)

        Build("plugins").with_jobs(2).run()  # MP101
    """,
    "a number of workers that is set from outside": """
        import compileall
        from dataclasses import dataclass

        @dataclass
        class Build:
            folder: str
            jobs: int = 1

            def run(self):
                return compileall.compile_dir(self.folder, workers=self.jobs)

        build = Build("plugins")
        build.jobs = 0
        build.run()  # MP101
    """,
    "else of the guard": """
        from multiprocessing import Pool
        if __name__ == "__main__":
            pool = None
        else:
            pool = Pool(2)  # MP101
    """,
    "the guard that is none": """
        from multiprocessing import Pool
        if __name__ in ("__main__", "__mp_main__"):
            pool = Pool(2)  # MP101
    """,
}


@pytest.mark.parametrize("source", PERHAPS.values(), ids=PERHAPS)
def test_perhaps_started_by_import(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert [finding.confidence for finding in check("MP101", source)] == [Confidence.MEDIUM]


def test_a_number_of_workers_that_nothing_raises(check: Callable[[str, str], list[Finding]]) -> None:
    source = """
        import compileall
        import os

        class Build:
            def __init__(self):
                self.jobs = 1

            def with_jobs(self, jobs):
                self.jobs = jobs
                return self

            def run(self, folder):
                return compileall.compile_dir(folder, workers=self.jobs)

        Build().with_jobs(os.environ.get("JOBS", 1)).run("plugins")  # MP101
    """
    assert [finding.confidence for finding in check("MP101", source)] == [Confidence.LOW]


TEST_MODULE = """
import multiprocessing
import pytest
import work

shared = multiprocessing.Manager().dict()  # MP101

def double(number):
    return 2 * number

def test_double():
    with multiprocessing.Pool(2) as pool:
        assert pool.map({}, [1]) == [2]
"""


@pytest.mark.parametrize(
    ("task", "confidence"), [("double", Confidence.HIGH), ("work.double", Confidence.LOW), ("abs", Confidence.LOW)]
)
def test_a_module_of_tests_that_children_import(
    check: Callable[[str, str], list[Finding]], task: str, confidence: Confidence
) -> None:
    (finding,) = check("MP101", TEST_MODULE.format(task))
    assert finding.confidence is confidence
