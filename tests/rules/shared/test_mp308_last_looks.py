"""MP308: loops that read a queue as long as its processes live."""

from __future__ import annotations

import pytest

from snippets import Check

HEAD = """
        import contextlib
        import queue
        import time
        from multiprocessing import Process, Queue

        def work(results):
            for n in range(9):
                results.put(n)
"""
START = (
    HEAD
    + """
        def main():
            results, found = Queue(), []
            workers = [Process(target=work, args=(results,)) for _ in range(3)]
            for worker in workers:
                worker.start()
"""
)

WRONG = {
    "empty() in a loop of its own": """
            while any(worker.is_alive() for worker in workers):  # MP308
                while not results.empty():
                    found.append(results.get())
                time.sleep(0.1)
    """,
    "one at a time": """
            while workers[0].is_alive():  # MP308
                try:
                    found.append(results.get(timeout=0.1))
                except queue.Empty:
                    pass
    """,
    "what is suppressed, and no wait before": """
            with contextlib.suppress(queue.Empty):  # MP308
                while True:
                    found.append(results.get_nowait())
    """,
}
RIGHT = {
    "another look": """
            while any(worker.is_alive() for worker in workers):
                while not results.empty():
                    found.append(results.get())
            while not results.empty():
                found.append(results.get())
    """,
    "until there is nothing, too": """
            while workers[0].is_alive() or not results.empty():
                found.append(results.get())
    """,
    "a look after each wait": """
            while any(worker.is_alive() for worker in workers):
                for worker in workers:
                    worker.join(0.1)
                while not results.empty():
                    found.append(results.get())
    """,
    "news that nobody needs to have": """
            while any(worker.is_alive() for worker in workers):
                try:
                    print(results.get(timeout=0.1))
                except queue.Empty:
                    pass
    """,
    "again and again": """
            while len(found) < 27:
                with contextlib.suppress(queue.Empty):
                    found.append(results.get(timeout=1))
    """,
}
HELPER = (
    HEAD
    + """
        class Crew:
            def __init__(self):
                self.results = Queue()
                self.worker = Process(target=work, args=(self.results,))
                self.worker.start()

            def waiting(self):
                with contextlib.suppress(queue.Empty):
                    while True:
                        yield self.results.get_nowait()

            def all(self):
                found = []
                while self.worker.is_alive():{}
                    found.extend(self.waiting())
                    time.sleep(0.1)
                {}
                return found
        """
)


@pytest.mark.parametrize("loop", [*WRONG.values(), *RIGHT.values()], ids=[*WRONG, *RIGHT])
def test_a_loop(check: Check, loop: str) -> None:
    check("MP308", START + loop)


@pytest.mark.parametrize(("mark", "after"), [("  # MP308", "self.worker.join()"), ("", "found.extend(self.waiting())")])
def test_a_helper_that_reads(check: Check, mark: str, after: str) -> None:
    check("MP308", HELPER.format(mark, after))
