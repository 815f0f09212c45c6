from __future__ import annotations

from snippets import Check


def test_a_method_as_target_and_a_property_of_an_executor_task(check: Check) -> None:
    check(
        "MP311",
        """
        from multiprocessing import get_context

        class Reader:
            def __init__(self):
                self.lines = None

            def read(self, path):
                self.lines = path.split()

        def main():
            reader = Reader()
            process = get_context("spawn").Process(target=reader.read, args=("a b",))
            process.start()
            process.join()
            return reader.lines  # MP311
        """,
    )


def test_threads_shared_values_and_earlier_reads_are_silent(check: Check) -> None:
    check(
        "MP311",
        """
        import multiprocessing as mp
        import threading

        class Counter:
            def __init__(self):
                self.count = 0
                self.total = mp.Value("i", 0)

            def work(self):
                self.total.value = 1

            def step(self):
                self.count = 1

        def main():
            counter = Counter()
            process = mp.Process(target=counter.work)
            process.start()
            process.join()
            print(counter.total.value)
            thread = threading.Thread(target=counter.step)
            thread.start()
            thread.join()
            print(counter.count)

        def before():
            counter = Counter()
            print(counter.count)
            mp.Process(target=counter.step).start()
        """,
    )
