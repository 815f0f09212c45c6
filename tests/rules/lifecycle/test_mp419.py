from __future__ import annotations

import pytest

from snippets import Check

WRONG = {
    "methods of one object": """
        from concurrent.futures import ThreadPoolExecutor

        class Runner:
            def __init__(self):
                self.pool = ThreadPoolExecutor(4)

            def leaf(self, x):
                return x

            def branch(self, x):
                future = self.pool.submit(self.leaf, x)
                return future.result()  # MP419

            def run(self, xs):
                return list(self.pool.map(self.branch, xs))
        """,
    "through a helper": """
        import concurrent.futures

        executor = concurrent.futures.ThreadPoolExecutor(max_workers=2)

        def fetch(x):
            return executor.submit(abs, x)

        def work(x):
            return fetch(x).result()  # MP419

        def main():
            executor.submit(work, 3).result()
        """,
    "a global that main sets, in forked workers": """
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        executor = None

        def work(x):
            return executor.submit(abs, x).result()  # MP419

        def main():
            global executor
            executor = ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork"))
            executor.submit(work, 3).result()
        """,
}

RIGHT = {
    "asked only when it is done": """
        from concurrent.futures import ThreadPoolExecutor

        class Runner:
            def __init__(self):
                self.pool = ThreadPoolExecutor(4)

            def start(self, jobs):
                return self.pool.submit(self.run_group, jobs)

            def run_group(self, jobs):
                futures = [self.pool.submit(job) for job in jobs]
                while futures:
                    for future in list(futures):
                        if future.done():
                            print(future.exception())
                            futures.remove(future)
        """,
    "an executor for each level": """
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

        def deeper(n):
            with ProcessPoolExecutor() as executor:
                return executor.submit(deeper, n - 1).result() if n else 0

        def helper(n):
            executor = ThreadPoolExecutor()
            return executor.submit(work, n - 1).result()

        def work(n):
            return helper(n) if n else 0
        """,
    "an executor for each object": """
        from concurrent.futures import ThreadPoolExecutor

        class Node:
            def __init__(self, child):
                self.child = child
                self.executor = ThreadPoolExecutor(1)

            def leaf(self, n):
                return n

            def run(self, n):
                return self.executor.submit(self.child.run, n).result()

            def start(self):
                return self.executor.submit(Node(None).leaf, 1).result()
        """,
    "no wait, or a limited one": """
        from concurrent.futures import ThreadPoolExecutor

        executor = ThreadPoolExecutor(2)

        def later(x):
            return executor.submit(abs, x)

        def patient(x):
            try:
                return executor.submit(abs, x).result(timeout=1)
            except TimeoutError:
                return None

        def main():
            executor.submit(later, 1)
            executor.submit(patient, 1)
            return executor.submit(abs, 1).result()
        """,
    "spawned workers have one of their own": """
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        executor = ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))

        def work(x):
            return executor.submit(abs, x).result()

        if __name__ == "__main__":
            executor.submit(work, 3).result()
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP419", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP419", RIGHT[name]) == []
