from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

REPORTED = {
    "the parent has called what the workers call, too": """
        import functools
        from multiprocessing import Pool

        @functools.lru_cache(maxsize=None)
        def table():
            return open("table", "rb")  # MP504

        def work(number):
            file = table()
            file.seek(8 * number)
            return file.read(8)

        def main():
            print(work(0))
            with Pool() as pool:
                pool.map(work, range(3))

        if __name__ == "__main__":
            main()
        """,
    "a function that remembers it has opened it for the parent": """
        import functools
        from multiprocessing import Pool

        @functools.cache
        def table():
            return open("table", "rb")  # MP504

        def work(number):
            file = table()
            file.seek(8 * number)
            return file.read(8)

        def main():
            print(table().read(8))
            with Pool() as pool:
                pool.map(work, range(3))

        if __name__ == "__main__":
            main()
        """,
    "HDF5, read by a function that the worker calls": """
        import multiprocessing as mp
        from h5py import File

        data = File("data.h5")  # MP504

        def row(number):
            return fetch(number)

        def fetch(number):
            return data["rows"][number]

        if __name__ == "__main__":
            with mp.get_context("fork").Pool() as pool:
                pool.map(row, range(3))
        """,
    "passed as an argument, read through csv": """
        import csv
        from multiprocessing import Process

        def work(lines):
            for row in csv.reader(lines):
                print(row)

        def main():
            table = open("table.csv", newline="")  # MP504
            workers = [Process(target=work, args=(table,)) for _ in range(3)]
            for worker in workers:
                worker.start()

        if __name__ == "__main__":
            main()
        """,
    "an executor, opened by pathlib": """
        from concurrent.futures import ProcessPoolExecutor
        from pathlib import Path

        log = Path("log").open("r")  # MP504

        def line(number):
            return next(log)

        if __name__ == "__main__":
            with ProcessPoolExecutor() as executor:
                print(list(executor.map(line, range(3))))
        """,
}

SILENT = {
    "the parent calls what the workers call, for another table or afterwards": """
        import functools
        from multiprocessing import Pool

        @functools.lru_cache(maxsize=None)
        def table():
            return open("table", "rb")

        @functools.lru_cache(maxsize=None)
        def named(name):
            return open(name, "rb")

        def work(number):
            file = table()
            file.seek(8 * number)
            return file.read(8)

        def look(name):
            file = named(name)
            file.seek(8)
            return file.read(8)

        def main():
            print(look("first"))
            with Pool() as pool:
                pool.map(work, range(3))
                pool.map(look, ["second", "third"])
            print(work(0))

        if __name__ == "__main__":
            main()
        """,
    "each worker opens it by a function that remembers it": """
        import functools
        from multiprocessing import Pool

        @functools.cache
        def table():
            return open("table", "rb")

        def work(number):
            file = table()
            file.seek(8 * number)
            return file.read(8)

        def main():
            print(9)
            with Pool() as pool:
                pool.map(work, range(3))

        if __name__ == "__main__":
            main()
        """,
    "one worker has it from a function that remembers it": """
        import functools
        from multiprocessing import Pool

        @functools.cache
        def table():
            return open("table", "rb")

        def work(number):
            file = table()
            file.seek(8 * number)
            return file.read(8)

        def main():
            print(table().read(8))
            with Pool(1) as pool:
                pool.map(work, range(3))

        if __name__ == "__main__":
            main()
        """,
    "written": """
        from multiprocessing import Pool

        log = open("log", "a")

        def work(number):
            log.write(f"{number}\\n")
            log.flush()

        if __name__ == "__main__":
            with Pool() as pool:
                pool.map(work, range(3))
        """,
    "one worker": """
        from multiprocessing import Process

        def work(file):
            print(file.read())

        if __name__ == "__main__":
            file = open("table")
            worker = Process(target=work, args=(file,))
            worker.start()
            worker.join()
        """,
    "one file for each worker": """
        from multiprocessing import Process

        def work(file):
            print(file.read())

        if __name__ == "__main__":
            for path in ("a", "b"):
                file = open(path)
                worker = Process(target=work, args=(file,))
                worker.start()
                worker.join()
        """,
    "one file for each process object": """
        from multiprocessing import Process

        class Reader(Process):
            def __init__(self, path):
                super().__init__()
                self.file = open(path)

            def run(self):
                print(self.file.read())

        if __name__ == "__main__":
            readers = [Reader(path) for path in ("a", "b")]
            for reader in readers:
                reader.start()
        """,
    "only its name is asked for": """
        from multiprocessing import Pool

        file = open("table")

        def work(number):
            return file.name, file.fileno()

        if __name__ == "__main__":
            with Pool() as pool:
                pool.map(work, range(3))
        """,
    "threads": """
        from multiprocessing.dummy import Pool

        file = open("table")

        def work(number):
            return file.readline()

        if __name__ == "__main__":
            with Pool() as pool:
                pool.map(work, range(3))
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_files_from_which_several_workers_read_are_reported(check: Check, source: str) -> None:
    (finding,) = check("MP504", source)
    assert finding.confidence is Confidence.MEDIUM
    assert {target.platform for target in finding.breaks_when} == {"linux", "macos"}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_files_whose_position_is_not_shared_are_not(check: Check, source: str) -> None:
    check("MP504", source)
