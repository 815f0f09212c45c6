from __future__ import annotations

import pytest

from snippets import Check

WRONG = {
    "a bare handler, a function that ends the pool": """
        import multiprocessing as mp

        def work(n):
            return n

        def end(pool):
            pool.close()
            pool.join()  # MP426

        def main():
            pool = mp.get_context("forkserver").Pool(4)
            try:
                for found in pool.imap_unordered(work, range(100)):
                    print(found)
            except:
                print("stopped")
            end(pool)
        """,
    "within the block of the pool": """
        from multiprocessing import Pool

        def main():
            with Pool() as pool:
                try:
                    pool.map(abs, [1])
                except KeyboardInterrupt:
                    print("finishing what was begun")
                    pool.close()
                    pool.join()  # MP426
        """,
    "an initializer that does something else": """
        import multiprocessing
        import random

        def prepare():
            random.seed()

        def work(n):
            return n

        def main():
            pool = multiprocessing.Pool(initializer=prepare)
            try:
                pool.starmap(work, [(1,)])
            except (KeyboardInterrupt, SystemExit):
                pool.close()
                pool.join()  # MP426
        """,
}

RIGHT = {
    "the interrupt goes past the join": """
        import multiprocessing

        def main():
            pool = multiprocessing.Pool()
            try:
                pool.map(abs, [1])
            except Exception as error:
                print(error)
            finally:
                print("done")
            pool.close()
            pool.join()
        """,
    "raised again, or out of the function": """
        import multiprocessing

        def main(again):
            pool = multiprocessing.Pool()
            try:
                pool.map(abs, [1])
            except KeyboardInterrupt:
                if again:
                    raise
                return
            pool.close()
            pool.join()
        """,
    "the workers have handlers, or ones that are not seen": """
        import multiprocessing
        from elsewhere import prepare

        def work(n):
            try:
                return n
            except KeyboardInterrupt:
                return None

        def first():
            pool = multiprocessing.Pool()
            try:
                pool.map(work, [1])
            finally:
                pool.close()
                pool.join()

        def second():
            pool = multiprocessing.Pool(2, prepare)
            try:
                pool.map(abs, [1])
            finally:
                pool.close()
                pool.join()
        """,
    "ignored before the workers start": """
        import multiprocessing
        import signal

        def main():
            before = signal.signal(signal.SIGINT, signal.SIG_IGN)
            pool = multiprocessing.Pool()
            signal.signal(signal.SIGINT, before)
            try:
                pool.map(abs, [1])
            finally:
                pool.close()
                pool.join()
        """,
    "the block has ended the pool": """
        import multiprocessing

        def main():
            try:
                with multiprocessing.Pool() as pool:
                    pool.map(abs, [1])
            finally:
                pool.join()
        """,
    "nothing is waited for before the join": """
        import multiprocessing

        def main():
            pool = multiprocessing.Pool()
            try:
                results = [pool.apply_async(abs, (n,)) for n in range(3)]
            finally:
                pool.close()
                pool.join()
            print([result.get() for result in results])
        """,
    "threads": """
        from multiprocessing.pool import ThreadPool

        def main():
            pool = ThreadPool()
            try:
                pool.map(abs, [1])
            finally:
                pool.close()
                pool.join()
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP426", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP426", RIGHT[name]) == []
