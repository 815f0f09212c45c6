"""MP204: only what an object holds by the time that it is sent can keep it from being pickled."""

from __future__ import annotations

from snippets import Check


def test_what_only_the_loaders_workers_set(check: Check) -> None:
    check(
        "MP204",
        """
        import threading
        from torch.utils.data import DataLoader, IterableDataset

        class Rows(IterableDataset):
            def __init__(self, rows):
                self.rows = rows

            def open(self):
                self.lock = threading.Lock()

            def __iter__(self):
                self.open()
                yield from self.rows

        def load(rows):
            data = Rows(rows)
            print(data.rows)
            for row in DataLoader(data, num_workers=2):
                print(row)
            for row in data:
                print(row)

        def look_first(rows):
            data = Rows(rows)
            for row in data:
                print(row)
            return DataLoader(data, num_workers=2)  # MP204

        def open_first(rows):
            data = Rows(rows)
            data.open()
            return DataLoader(data, num_workers=2)  # MP204

        def given_to_others(rows, prepare):
            data = Rows(rows)
            prepare(data)
            return DataLoader(data, num_workers=2)  # MP204
        """,
    )


def test_what_is_collected_by_the_process_itself(check: Check) -> None:
    check(
        "MP204",
        """
        from multiprocessing import Process
        from threading import Lock

        class Base:
            def __init__(self):
                self.helpers = []
                self.locks = []

            def run(self):
                self.fill()

            def fill(self):
                self.locks.append(Lock())
                for _ in range(3):
                    helper = Process(target=print)
                    helper.start()
                    self.helpers.append(helper)

        class Mixed(Base, Process):
            def __init__(self):
                Base.__init__(self)
                Process.__init__(self)

        class Filled(Process):
            def __init__(self):
                super().__init__()
                self.helpers = []  # MP204

            def fill(self):
                for _ in range(3):
                    helper = Process(target=print)
                    helper.start()
                    self.helpers.append(helper)

            def run(self):
                self.fill()

        if __name__ == "__main__":
            Mixed().start()
            filled = Filled()
            filled.fill()
            filled.start()
        """,
    )
