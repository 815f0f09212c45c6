"""Rules whose pitfall lies in two files: what the workers of one do stands in the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from snippets import check_files

APPLY = """
            from concurrent.futures import ProcessPoolExecutor
            import handlers

            def apply(name, words):
                with ProcessPoolExecutor(2) as ex:
                    return list(ex.map(handlers.get(name), words))  # MP201

            if __name__ == "__main__":
                print(apply("upper", ["a"]))
            """
SERVICE = """
            import multiprocessing as mp

            class Service:
                def __init__(self, handler):
                    self.inbox = mp.JoinableQueue()
                    self.proc = mp.Process(target=handler, args=(self.inbox,), daemon=True)
                    self.proc.start()

                def submit(self, x):
                    self.inbox.put(x)

                def drain(self):
                    self.inbox.join()
            """
COUNT = """
            import multiprocessing as mp
            from work import Counter, work

            def main():
                ctx = mp.get_context()
                counter = Counter(ctx)
                ps = [ctx.Process(target=work, args=(counter, 1000)) for _ in range(4)]
                [p.start() for p in ps]
                [p.join() for p in ps]
                assert not any(p.exitcode for p in ps)
                print(counter.value.value)

            if __name__ == "__main__":
                main()
            """
WRONG = {
    "a chooser of another file": {
        "parallel.py": """
            from decimal import Decimal

            def direct(k):
                return Decimal(1) / (k + 1)

            def squared(k):
                return Decimal(1) / (k + 1) ** 2

            def get_worker(square):
                return squared if square else direct
            """,
        "main.py": """
            import decimal
            from multiprocessing import Pool
            import parallel

            def main(square):
                decimal.getcontext().prec = 100  # MP111
                with Pool(2) as pool:
                    print(sum(pool.map(parallel.get_worker(square), range(5))))

            if __name__ == "__main__":
                main(True)
            """,
    },
    "a callback of another file that raises": {
        "book.py": """
            class Book:
                def __init__(self):
                    self.rows = {}

                def add(self, row):
                    if row in self.rows:
                        raise ValueError("twice")
                    self.rows[row] = 1
            """,
        "main.py": """
            from multiprocessing import Pool
            from book import Book

            def work(x):
                return x

            def main():
                book = Book()
                with Pool(2) as pool:
                    print(pool.apply_async(work, (1,), callback=book.add).get())  # MP418

            if __name__ == "__main__":
                main()
            """,
    },
    "an item of a table of another file": {
        "handlers.py": """
            HANDLERS = {
                "upper": lambda s: s.upper(),
                "lower": str.lower,
            }

            def get(name):
                return HANDLERS[name]
            """,
        "main.py": APPLY,
    },
    "items of a queue that a service of another file waits for": {
        "main.py": """
            from svc import Service

            def handle(inbox):
                while True:
                    x = inbox.get()  # MP421
                    print(x * 2)

            def main():
                s = Service(handle)
                for i in range(3):
                    s.submit(i)
                s.drain()

            if __name__ == "__main__":
                main()
            """,
        "svc.py": SERVICE,
    },
    "a counter of a class of another file": {
        "main.py": COUNT,
        "work.py": """
            class Counter:
                def __init__(self, ctx):
                    self.value = ctx.Value("i", 0)

                def hit(self):
                    self.value.value += 1  # MP304

            def work(counter, n):
                for _ in range(n):
                    counter.hit()
            """,
    },
    "a pool that a manager of another file terminates": {
        "main.py": """
            from pools import workers

            def save(x):
                open(f"{x}.txt", "w").close()

            def main():
                with workers(2) as pool:
                    for i in range(10):
                        pool.apply_async(save, (i,))  # MP404

            if __name__ == "__main__":
                main()
            """,
        "pools.py": """
            import multiprocessing as mp
            from contextlib import contextmanager

            @contextmanager
            def workers(n):
                pool = mp.Pool(n)
                try:
                    yield pool
                finally:
                    pool.terminate()
            """,
    },
}


def unmarked(source: str) -> str:
    """The program without the marks of what is reported in it beside other files."""
    return re.sub(r"  # (MP\d{3}(, )?)+", "", source)


RIGHT = {
    "items of a table that can be sent": {
        "handlers.py": """
            HANDLERS = {"upper": str.upper, "lower": str.lower}

            def get(name):
                return HANDLERS[name]
            """,
        "main.py": unmarked(APPLY),
    },
    "items that are counted": {
        "svc.py": SERVICE,
        "main.py": """
            from svc import Service

            def handle(inbox):
                while True:
                    x = inbox.get()
                    print(x * 2)
                    inbox.task_done()

            def main():
                s = Service(handle)
                for i in range(3):
                    s.submit(i)
                s.drain()

            if __name__ == "__main__":
                main()
            """,
    },
    "a counter that takes its lock": {
        "work.py": """
            class Counter:
                def __init__(self, ctx):
                    self.value = ctx.Value("i", 0)

                def hit(self):
                    with self.value.get_lock():
                        self.value.value += 1

            def work(counter, n):
                for _ in range(n):
                    counter.hit()
            """,
        "main.py": COUNT,
    },
    "a pool that a manager of another file waits for": {
        "pools.py": """
            import multiprocessing as mp
            from contextlib import contextmanager

            @contextmanager
            def workers(n):
                pool = mp.Pool(n)
                try:
                    yield pool
                finally:
                    pool.close()
                    pool.join()
            """,
        "main.py": """
            from pools import workers

            def save(x):
                open(f"{x}.txt", "w").close()

            def main():
                with workers(2) as pool:
                    for i in range(10):
                        pool.apply_async(save, (i,), error_callback=print)

            if __name__ == "__main__":
                main()
            """,
    },
}


@pytest.mark.parametrize("title", WRONG)
def test_wrong(tmp_path: Path, title: str) -> None:
    check_files(tmp_path, WRONG[title])


@pytest.mark.parametrize("title", RIGHT)
def test_right(tmp_path: Path, title: str) -> None:
    check_files(tmp_path, RIGHT[title], "MP201", "MP304", "MP404", "MP421")
