"""MP428: two locks taken in opposite order, in other styles than those of the rule's programs."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

WRONG = {
    "processes that are started one by one": """
        from multiprocessing import Lock, Process

        def one(a, b):
            with a, b:
                print(1)

        def two(first, second):
            first.acquire()
            second.acquire()  # MP428
            print(2)
            second.release()
            first.release()

        def main():
            a, b = Lock(), Lock()
            p, q = Process(target=one, args=(a, b)), Process(target=two, kwargs={"first": b, "second": a})
            p.start()
            q.start()
            p.join()
            q.join()
    """,
    "methods of subclasses": """
        import multiprocessing as mp

        class Worker(mp.Process):
            def __init__(self, log, data):
                super().__init__()
                self.log, self.data = log, data

        class Reader(Worker):
            def run(self):
                with self.log:
                    self.read()

            def read(self):
                with self.data:
                    print("read")

        class Writer(Worker):
            def run(self):
                try:
                    self.data.acquire()
                    self.write()
                finally:
                    self.data.release()

            def write(self):
                with self.log:  # MP428
                    print("written")

        def main():
            log, data = mp.RLock(), mp.RLock()
            workers = [Reader(log, data), Writer(log, data)]
            for worker in workers:
                worker.start()
    """,
    "a helper that makes and starts a process": """
        from multiprocessing import Lock, Process

        def one(a, b):
            with a:
                with b:
                    print(1)

        def launch(*locks):
            process = Process(target=one, args=locks)
            process.start()
            return process

        def main():
            a, b = Lock(), Lock()
            processes = [launch(a, b), launch(b, a)]
            for process in processes:
                process.join()
    """,
    "tasks of one executor": """
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        a, b = multiprocessing.Lock(), multiprocessing.Lock()

        def one():
            with a, b:
                return 1

        def two():
            with b:
                with a:  # MP428
                    return 2

        def main():
            with ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as executor:
                futures = [executor.submit(one), executor.submit(two)]
                print([future.result() for future in futures])
    """,
    "locks of a manager": """
        import multiprocessing

        def one(a, b):
            with a, b:
                print(1)

        def two(a, b):
            with b, a:  # MP428
                print(2)

        def main():
            with multiprocessing.Manager() as manager:
                a, b = manager.Lock(), manager.Lock()
                with multiprocessing.Pool(2) as pool:
                    results = [pool.apply_async(work, (a, b)) for work in (one, two)]
                    for result in results:
                        result.get()
    """,
}
WRONG["a helper that makes and starts a process"] = WRONG["a helper that makes and starts a process"].replace(
    "with b:\n", "with b:  # MP428\n"
)

#: The two workers, and what is done with them.
WORKERS = """
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor

def one(a, b):
    with a:
        with b:
            print(1)

def two(a, b):
    with b:
        with a:
            print(2)
"""
RIGHT = {
    "one after the other": WORKERS
    + """
def main():
    a, b = mp.Lock(), mp.Lock()
    p = mp.Process(target=one, args=(a, b))
    p.start()
    p.join()
    q = mp.Process(target=two, args=(a, b))
    q.start()
    q.join()
""",
    "each round is waited for": WORKERS
    + """
def main():
    a, b = mp.Lock(), mp.Lock()
    for process in [mp.Process(target=work, args=(a, b)) for work in (one, two)]:
        process.start()
        process.join()
""",
    "locks of their own": WORKERS
    + """
def main():
    a, b, c, d = mp.Lock(), mp.Lock(), mp.Lock(), mp.Lock()
    mp.Process(target=one, args=(a, b)).start()
    mp.Process(target=two, args=(c, d)).start()

def launch(work):
    a, b = mp.Lock(), mp.Lock()
    mp.Process(target=work, args=(a, b)).start()

def others():
    for work in (one, two):
        a, b = mp.Lock(), mp.Lock()
        mp.Process(target=work, args=(a, b)).start()
    for work in (one, two):
        launch(work)
""",
    "the opposite names": WORKERS
    + """
def main():
    a, b = mp.Lock(), mp.Lock()
    mp.Process(target=one, args=(a, b)).start()
    mp.Process(target=two, args=(b, a)).start()
""",
    "one of them alone": WORKERS
    + """
def main():
    a, b = mp.Lock(), mp.Lock()
    for _ in range(3):
        mp.Process(target=two, args=(a, b)).start()
""",
    "a pool of one worker, and results that are waited for": WORKERS
    + """
def main():
    with mp.Manager() as manager:
        a, b = manager.Lock(), manager.Lock()
        with ProcessPoolExecutor(max_workers=1) as executor:
            executor.submit(one, a, b)
            executor.submit(two, a, b)
        with mp.Pool(2) as pool:
            pool.apply(one, (a, b))
            pool.apply(two, (a, b))
            pool.apply_async(one, (a, b)).get()
            pool.apply_async(two, (a, b)).get()
        with ProcessPoolExecutor(2) as executor:
            executor.submit(one, a, b)
        with ProcessPoolExecutor(2) as executor:
            executor.submit(two, a, b)
""",
    "never both at a time": """
        import multiprocessing as mp

        def one(a, b):
            with a:
                print(1)
            with b:
                print(2)
            a.acquire()
            a.release()
            b.acquire()
            b.release()

        def two(a, b):
            with b:
                if a.acquire(block=False):
                    a.release()
                a.acquire(timeout=1)
            with a:
                print(1)

        def three(a, b):
            with b:
                with a:
                    print(3)

        def main():
            a, b = mp.Lock(), mp.Lock()
            for work in (one, two):
                mp.Process(target=work, args=(a, b)).start()
            mp.Process(target=three, args=(a, b)).start()
    """,
    "threads, and locks of threads": """
        import multiprocessing as mp
        import threading

        a, b = threading.Lock(), threading.Lock()

        def one(c, d):
            with a, b:
                print(1)
            threading.Thread(target=nested, args=(c, d)).start()

        def two(c, d):
            with b, a:
                print(2)

        def nested(c, d):
            with c, d:
                print(3)

        def main():
            c, d = mp.Lock(), mp.Lock()
            for work in (one, two):
                mp.Process(target=work, args=(c, d)).start()
                threading.Thread(target=work, args=(c, d)).start()
    """,
    "turns": """
        import multiprocessing as mp

        def ping(mine, other):
            while True:
                mine.acquire()
                print("ping")
                other.release()

        def main():
            a, b = mp.Lock(), mp.Lock()
            b.acquire()
            for locks in ((a, b), (b, a)):
                mp.Process(target=ping, args=locks).start()
    """,
    "an order of their own": """
        import multiprocessing as mp

        def work(a, b):
            first, second = sorted((a, b), key=id)
            with first, second:
                print(1)

        def turn(a, b, swap):
            if swap:
                a, b = b, a
            with a, b:
                print(2)

        def main():
            a, b = mp.Lock(), mp.Lock()
            mp.Process(target=work, args=(a, b)).start()
            mp.Process(target=work, args=(b, a)).start()
            mp.Process(target=turn, args=(a, b, False)).start()
            mp.Process(target=turn, args=(b, a, True)).start()
    """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP428", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP428", RIGHT[name]) == []


def test_a_worker_may_wait_until_the_other_is_done(check: Check) -> None:
    program = (
        WORKERS.replace("with b:\n        with a:", "done.wait()\n    with b:\n        with a:  # MP428")
        + """
done = mp.Event()

def main():
    a, b = mp.Lock(), mp.Lock()
    mp.Process(target=one, args=(a, b)).start()
    mp.Process(target=two, args=(a, b)).start()
"""
    )
    (finding,) = check("MP428", program)
    assert finding.confidence is Confidence.LOW
