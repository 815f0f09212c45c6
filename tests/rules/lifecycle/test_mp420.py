from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

WRONG = {
    "a block of a coroutine that gives up": """
        import asyncio
        from concurrent.futures import ProcessPoolExecutor

        async def main(n):
            loop = asyncio.get_running_loop()
            with ProcessPoolExecutor() as executor:
                try:
                    async with asyncio.timeout(2):  # MP420
                        return await loop.run_in_executor(executor, pow, n, n)
                except TimeoutError:
                    return None
        """,
    "a coroutine that gives up": """
        import asyncio
        from concurrent.futures import ProcessPoolExecutor

        async def one(executor, n):
            work = asyncio.get_running_loop().run_in_executor(executor, pow, n, n)
            try:
                return await asyncio.wait_for(work, timeout=2)  # MP420
            except asyncio.TimeoutError:
                return None

        async def main(numbers):
            with ProcessPoolExecutor() as executor:
                return await asyncio.gather(*(one(executor, n) for n in numbers))
        """,
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

WRONG |= {
    "a limit for all of them, and those that are late are cancelled": """
        from concurrent import futures

        def check(hosts):
            with futures.ProcessPoolExecutor() as executor:
                asked = {}
                for host in hosts:
                    asked[executor.submit(len, host)] = host
                answered, late = futures.wait(asked, timeout=3)  # MP420
                print([one.result(timeout=0) for one in answered])
                for one in late:
                    one.cancel()
        """,
    "a limit for all of them in an object": """
        from concurrent.futures import ProcessPoolExecutor, wait

        class Survey:
            def __init__(self, limit):
                self.limit = limit

            def run(self, hosts):
                with ProcessPoolExecutor() as executor:
                    self.asked = [executor.submit(len, host) for host in hosts]
                    self.give_up(wait(self.asked, self.limit).not_done)  # MP420

            def give_up(self, late):
                for one in self.asked:
                    if not one.done():
                        one.cancel()
        """,
    "a limit for the last of them": """
        from concurrent.futures import ProcessPoolExecutor, as_completed

        def check(hosts):
            with ProcessPoolExecutor() as executor:
                asked = [executor.submit(len, host) for host in hosts]
                try:
                    for one in as_completed(asked, timeout=3):  # MP420
                        print(one.result())
                except TimeoutError:
                    print([one for one in asked if not one.done()])
        """,
}

WRONG |= {
    "a helper that is given the future": """
        import concurrent.futures

        def within(task, seconds):
            try:
                return task.result(seconds)  # MP420
            except concurrent.futures.TimeoutError:
                task.cancel()

        def play(boards):
            with concurrent.futures.ProcessPoolExecutor() as executor:
                return [within(executor.submit(len, board), 2) for board in boards]
        """,
    "an object that waits for the futures of a stack's executor": """
        from concurrent.futures import ProcessPoolExecutor
        from contextlib import ExitStack

        class Patience:
            limit = 2

            def wait_for(self, tasks):
                for task in tasks:
                    yield self.result(task)

            def result(self, task):
                try:
                    return task.result(timeout=self.limit)  # MP420
                except TimeoutError:
                    return None

        def play(boards):
            with ExitStack() as stack:
                executor = stack.enter_context(ProcessPoolExecutor())
                tasks = [executor.submit(len, board) for board in boards]
                return list(Patience().wait_for(tasks))
        """,
    "a class that keeps the future": """
        from concurrent.futures import ProcessPoolExecutor, TimeoutError

        class Job:
            def __init__(self, executor, board):
                self.future = executor.submit(len, board)

            @property
            def length(self):
                return self.result(2)

            def result(self, seconds):
                try:
                    return self.future.result(seconds)  # MP420
                except TimeoutError:
                    return 0

        def play(boards):
            with ProcessPoolExecutor() as executor:
                jobs = [Job(executor, board) for board in boards]
                print([job.result(1) for job in jobs])
        """,
}

RIGHT = {
    "coroutines that wait without a limit, for threads, or leave no block": """
        import asyncio
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

        async def main(numbers):
            loop = asyncio.get_running_loop()
            with ProcessPoolExecutor() as executor:
                await asyncio.wait_for(loop.run_in_executor(executor, pow, 2, 3), None)
            with ThreadPoolExecutor() as executor:
                try:
                    await asyncio.wait_for(loop.run_in_executor(executor, pow, 2, 3), 2)
                except asyncio.TimeoutError:
                    print("late")
            with ProcessPoolExecutor() as executor:
                work = loop.run_in_executor(executor, pow, 2, 3)
                async with asyncio.timeout(2):
                    await asyncio.sleep(1)
                await work
            executor = ProcessPoolExecutor()
            try:
                await asyncio.wait_for(loop.run_in_executor(executor, pow, 2, 3), 2)
            except asyncio.TimeoutError:
                executor.kill_workers()
        """,
    "a helper that is asked again and again": """
        from concurrent.futures import ProcessPoolExecutor, TimeoutError

        def is_over(task):
            try:
                task.result(1)
            except TimeoutError:
                return False
            return True

        def play(board):
            with ProcessPoolExecutor() as executor:
                task = executor.submit(len, board)
                while not is_over(task):
                    print("still at work")
        """,
    "a helper that is given the future of an executor which is not waited for": """
        import concurrent.futures

        def within(task):
            try:
                return task.result(2)
            except concurrent.futures.TimeoutError:
                task.cancel()

        def play(boards):
            executor = concurrent.futures.ProcessPoolExecutor()
            try:
                return [within(executor.submit(len, board)) for board in boards]
            finally:
                executor.shutdown(wait=False, cancel_futures=True)
        """,
    "a helper whose caller ends the workers": """
        import concurrent.futures

        def within(task):
            try:
                return task.result(2)
            except concurrent.futures.TimeoutError:
                return None

        def play(board):
            with concurrent.futures.ProcessPoolExecutor() as executor:
                if within(executor.submit(len, board)) is None:
                    executor.kill_workers()
        """,
    "several tasks that are waited for without a limit afterwards, asked again, or ended": """
        import concurrent.futures as cf

        def patient(xs):
            with cf.ProcessPoolExecutor() as executor:
                tasks = [executor.submit(abs, x) for x in xs]
                _, late = cf.wait(tasks, timeout=5)
                print(len(late), "take long")
                cf.wait(late)
                tasks[0].cancel()

        def watched(xs):
            with cf.ProcessPoolExecutor() as executor:
                open_ones = {executor.submit(abs, x) for x in xs}
                while open_ones:
                    done, open_ones = cf.wait(open_ones, timeout=1, return_when=cf.FIRST_COMPLETED)
                    if not done:
                        open_ones.pop().cancel()

        def ended(xs):
            with cf.ProcessPoolExecutor() as executor:
                tasks = [executor.submit(abs, x) for x in xs]
                for late in cf.wait(tasks, 5).not_done:
                    late.cancel()
                    executor.kill_workers()

        def outside(xs):
            executor = cf.ProcessPoolExecutor()
            tasks = [executor.submit(abs, x) for x in xs]
            for late in cf.wait(tasks, timeout=5).not_done:
                late.cancel()
            executor.shutdown(wait=False)

        def threads(xs):
            with cf.ThreadPoolExecutor() as executor:
                tasks = [executor.submit(abs, x) for x in xs]
                for late in cf.wait(tasks, timeout=5).not_done:
                    late.cancel()
        """,
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


def test_a_limit_after_which_nothing_is_given_up_is_a_safety_net(check: Check) -> None:
    found = check(
        "MP420",
        """
        from concurrent.futures import ProcessPoolExecutor, as_completed, wait

        def main(xs):
            with ProcessPoolExecutor() as executor:
                tasks = [executor.submit(abs, x) for x in xs]
                _, late = wait(tasks, timeout=600)  # MP420
                print(len(late))

        def other(xs):
            with ProcessPoolExecutor() as executor:
                tasks = [executor.submit(abs, x) for x in xs]
                return [task.result() for task in as_completed(tasks, timeout=600)]  # MP420
        """,
    )
    assert {finding.confidence for finding in found} == {Confidence.LOW}


def test_a_context_manager_of_another_file_waits_for_its_executor(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from concurrent.futures import ProcessPoolExecutor

            class Farm:
                def __enter__(self):
                    self.executor = ProcessPoolExecutor(2)
                    return self

                def __exit__(self, *exc):
                    self.executor.shutdown()

                def send(self, f, *args):
                    return self.executor.submit(f, *args)
        """,
        "program.py": """
            import time
            from concurrent.futures import TimeoutError
            from lib import Farm

            def main():
                with Farm() as farm:
                    future = farm.send(time.sleep, 60)
                    try:
                        future.result(timeout=1)  # MP420
                    except TimeoutError:
                        print("too slow")

            if __name__ == "__main__":
                main()
        """,
    }
    check_files(tmp_path, files, "MP420")


def test_a_generator_of_another_file_enters_the_executor(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from concurrent.futures import ProcessPoolExecutor
            from contextlib import contextmanager

            @contextmanager
            def farm():
                with ProcessPoolExecutor(2) as executor:
                    yield executor
        """,
        "program.py": """
            import time
            from concurrent.futures import TimeoutError
            from lib import farm

            def main():
                with farm() as executor:
                    future = executor.submit(time.sleep, 60)
                    try:
                        future.result(timeout=1)  # MP420
                    except TimeoutError:
                        print("too slow")

            if __name__ == "__main__":
                main()
        """,
    }
    check_files(tmp_path, files, "MP420")


def test_a_context_manager_of_another_file_does_not_wait(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from concurrent.futures import ProcessPoolExecutor

            class Farm:
                def __enter__(self):
                    self.executor = ProcessPoolExecutor(2)
                    return self

                def __exit__(self, *exc):
                    self.executor.shutdown(wait=False, cancel_futures=True)

                def send(self, f, *args):
                    return self.executor.submit(f, *args)
        """,
        "program.py": """
            import time
            from concurrent.futures import TimeoutError
            from lib import Farm

            def main():
                with Farm() as farm:
                    future = farm.send(time.sleep, 60)
                    try:
                        future.result(timeout=1)
                    except TimeoutError:
                        print("too slow")

            if __name__ == "__main__":
                main()
        """,
    }
    check_files(tmp_path, files, "MP420")


def test_a_generator_of_another_file_ends_the_workers(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from concurrent.futures import ProcessPoolExecutor
            from contextlib import contextmanager

            @contextmanager
            def farm():
                with ProcessPoolExecutor(2) as executor:
                    yield executor
                    for process in executor._processes.values():
                        process.kill()
        """,
        "program.py": """
            import time
            from concurrent.futures import TimeoutError
            from lib import farm

            def main():
                with farm() as executor:
                    future = executor.submit(time.sleep, 60)
                    try:
                        future.result(timeout=1)
                    except TimeoutError:
                        print("too slow")

            if __name__ == "__main__":
                main()
        """,
    }
    check_files(tmp_path, files, "MP420")
