from __future__ import annotations

import pytest

from snippets import Check

WRONG = {
    "futures in collections": """
        import concurrent.futures as cf

        def main(xs):
            with cf.ProcessPoolExecutor() as executor:
                futures = {executor.submit(abs, x): x for x in xs}
                for future in futures:
                    future.result(timeout=5)  # MP420
                for future, x in futures.items():
                    print(x, future.exception(5))  # MP420
        """,
    "an executor made before": """
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        class Runner:
            limit = 3

            def run(self, x):
                executor = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
                with executor:
                    return executor.submit(abs, x).result(timeout=self.limit)  # MP420
        """,
}

WRONG |= {
    "a helper that is given the executor": """
        import concurrent.futures

        def solve(board):
            return board

        def attempt(executor, board, seconds):
            task = executor.submit(solve, board)
            try:
                return task.result(seconds)  # MP420
            except concurrent.futures.TimeoutError:
                return None

        def play(boards):
            with concurrent.futures.ProcessPoolExecutor() as executor:
                return [attempt(executor, board, 2) for board in boards]
        """,
    "a method of an object that holds the executor": """
        from concurrent.futures import ProcessPoolExecutor

        class Solver:
            def __init__(self, executor):
                self.executor = executor

            def attempt(self, board):
                try:
                    return self.executor.submit(len, board).result(timeout=2)  # MP420
                except TimeoutError:
                    return 0

        def play(boards):
            with ProcessPoolExecutor(2) as executor:
                solver = Solver(executor)
                print(sum(map(solver.attempt, boards)), solver.attempt([]))
        """,
}

RIGHT = {
    "a helper that ends the workers": """
        import concurrent.futures

        def attempt(executor, board):
            task = executor.submit(len, board)
            try:
                return task.result(2)
            except concurrent.futures.TimeoutError:
                for process in executor._processes.values():
                    process.kill()

        def play(board):
            with concurrent.futures.ProcessPoolExecutor() as executor:
                return attempt(executor, board)
        """,
    "a helper whose limit may be none": """
        import concurrent.futures

        def attempt(executor, board, seconds=None):
            task = executor.submit(len, board)
            try:
                return task.result(seconds)
            except concurrent.futures.TimeoutError:
                return None

        def play(board):
            with concurrent.futures.ProcessPoolExecutor() as executor:
                return attempt(executor, board)
        """,
    "a helper that is called after the block": """
        import concurrent.futures

        def attempt(task):
            try:
                return task.result(2)
            except concurrent.futures.TimeoutError:
                return None

        def play(board):
            with concurrent.futures.ProcessPoolExecutor() as executor:
                task = executor.submit(len, board)
            return attempt(task)
        """,
    "tasks that are done": """
        from concurrent.futures import ProcessPoolExecutor, as_completed, wait

        def main(xs):
            with ProcessPoolExecutor() as executor:
                futures = [executor.submit(abs, x) for x in xs]
                for future in as_completed(futures):
                    future.result(timeout=5)

        def other(xs):
            with ProcessPoolExecutor() as executor:
                done, _ = wait([executor.submit(abs, x) for x in xs])
                return [future.result(timeout=5) for future in done]
        """,
    "no limit": """
        from concurrent.futures import ProcessPoolExecutor

        def main(xs):
            with ProcessPoolExecutor() as executor:
                executor.submit(abs, 1).result(timeout=None)
                return list(executor.map(abs, xs, timeout=None))
        """,
    "workers that are ended": """
        from concurrent.futures import ProcessPoolExecutor

        def main(xs):
            with ProcessPoolExecutor() as executor:
                future = executor.submit(abs, 1)
                try:
                    future.result(timeout=1)
                except TimeoutError:
                    executor.kill_workers()

        def other(xs):
            executor = ProcessPoolExecutor()
            try:
                executor.submit(abs, 1).result(timeout=1)
            finally:
                executor.shutdown(wait=False, cancel_futures=True)
        """,
    "asked again and again": """
        from concurrent.futures import ProcessPoolExecutor

        def main():
            with ProcessPoolExecutor() as executor:
                future = executor.submit(abs, 1)
                while True:
                    try:
                        return future.result(timeout=1)
                    except TimeoutError:
                        print("still at work")
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP420", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP420", RIGHT[name]) == []
