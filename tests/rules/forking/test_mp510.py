from __future__ import annotations

import pytest

from snippets import Check

WRONG = {
    "a subclass of Thread, a pool that is kept": """
        import multiprocessing as mp
        import threading

        class Watcher(threading.Thread):
            def run(self):
                print("watching")

        class Farm:
            def __init__(self):
                self.pool = mp.get_context("fork").Pool(2, maxtasksperchild=100)  # MP510

            def go(self, jobs):
                Watcher().start()
                return self.pool.imap(abs, jobs)

        def main():
            farm = Farm()
            print(list(farm.go([1])))
        """,
    "a helper that starts the thread": """
        from multiprocessing.pool import Pool
        from threading import Thread

        LIMIT = 10

        def watch():
            thread = Thread(target=print)
            thread.start()

        def main():
            pool = Pool(maxtasksperchild=LIMIT)  # MP510
            watch()
            pool.apply(abs, (1,))
            pool.close()
            pool.join()
        """,
}

RIGHT = {
    "no limit": """
        from multiprocessing import Pool
        from threading import Thread

        def main(limit=None):
            with Pool(2, maxtasksperchild=None) as pool:
                Thread(target=print).start()
                pool.map(abs, [1])
        """,
    "other start methods": """
        import multiprocessing as mp
        from threading import Thread

        def main():
            for method in ("spawn", "forkserver"):
                with mp.get_context(method).Pool(2, maxtasksperchild=1) as pool:
                    Thread(target=print).start()
                    pool.map(abs, [1])
        """,
    "started when the pool is gone": """
        from multiprocessing import Pool
        from threading import Thread

        def with_block():
            with Pool(2, maxtasksperchild=1) as pool:
                pool.map(abs, [1])
            Thread(target=print).start()

        def joined():
            pool = Pool(2, maxtasksperchild=1)
            pool.map(abs, [1])
            pool.close()
            pool.join()
            Thread(target=print).start()
        """,
    "joined before the pool gets work": """
        from multiprocessing import Pool
        from threading import Thread

        def main():
            pool = Pool(2, maxtasksperchild=1)
            thread = Thread(target=print)
            thread.start()
            thread.join()
            pool.map(abs, [1])
        """,
    "a pool of threads": """
        from multiprocessing.dummy import Pool
        from threading import Thread

        def main():
            with Pool(2) as pool:
                Thread(target=print).start()
                pool.map(abs, [1])
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP510", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP510", RIGHT[name]) == []
