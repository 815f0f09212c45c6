from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

WRONG = {
    "a map that is read at once": """
        from concurrent.futures import ThreadPoolExecutor

        class Reader:
            def __init__(self, executor):
                self.executor = executor

            def leaf(self, name):
                return len(name)

            def read(self, names):
                total = 0
                for size in self.executor.map(self.leaf, names):  # MP419
                    total += size
                return total

        def main(folders):
            with ThreadPoolExecutor(2) as executor:
                return list(executor.map(Reader(executor).read, folders))
        """,
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
    "a map for others to read, one with a limit, one of another executor": """
        from concurrent.futures import ThreadPoolExecutor

        outer, inner = ThreadPoolExecutor(2), ThreadPoolExecutor(2)

        def begin(names):
            return outer.map(len, names)

        def brief(names):
            return list(outer.map(len, names, timeout=1))

        def read(names):
            return sum(inner.map(len, names))

        def main(folders):
            for work in (begin, brief, read):
                list(outer.map(work, folders))
        """,
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


def test_the_tasks_of_another_file_wait_for_the_executor_that_they_are_given(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            class Tree:
                def __init__(self, pool):
                    self.pool = pool

                def leaf(self, n):
                    return n + 1

                def branch(self, n):
                    return self.pool.submit(self.leaf, n).result()  # MP419
        """,
        "program.py": """
            from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor
            from lib import Tree

            if __name__ == "__main__":
                with ThreadPoolExecutor(1) as pool:
                    tree = Tree(pool)
                    print(pool.submit(tree.branch, 1).result())
        """,
    }
    check_files(tmp_path, files, "MP419")


def test_the_tasks_of_another_file_wait_for_an_executor_of_their_own(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            class Tree:
                def __init__(self, pool):
                    self.pool = pool

                def leaf(self, n):
                    return n + 1

                def branch(self, n):
                    return self.pool.submit(self.leaf, n).result()
        """,
        "program.py": """
            from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor
            from lib import Tree

            if __name__ == "__main__":
                with ThreadPoolExecutor(1) as pool, ThreadPoolExecutor(1) as other:
                    tree = Tree(other)
                    print(pool.submit(tree.branch, 1).result())
        """,
    }
    check_files(tmp_path, files, "MP419")


ONE_EACH = """
from concurrent.futures import ThreadPoolExecutor

def part(number):
    return number + 1

def work(executor, numbers):
    return list(executor.map(part, numbers)){mark}

def main(lists):
    jobs = []
    {before}
    for numbers in lists:
        {within}
        jobs.append((executor, executor.submit(work, executor, numbers)))
    return [job.result() for _, job in jobs]
"""


@pytest.mark.parametrize(
    ("before", "within", "mark"),
    [
        ("", "executor = ThreadPoolExecutor(len(numbers))", ""),
        ("", "executor = ThreadPoolExecutor(1)", "  # MP419"),
        ("executor = ThreadPoolExecutor(4)", "", "  # MP419"),
    ],
)
def test_each_executor_gets_one_task_that_waits(check: Check, before: str, within: str, mark: str) -> None:
    check("MP419", ONE_EACH.format(before=before, within=within, mark=mark))
