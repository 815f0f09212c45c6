"""What the rules of this family find where the maker, the worker or the use lies in another file."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import check_files

#: By name: the rule, the file beside the program, and the program.
PROJECTS = {
    "a lock is made by an import": (
        "MP103",
        """
        import multiprocessing as mp

        class Total:
            def __init__(self):
                self.lock = mp.Lock()

        total = Total()
        """,
        """
        import multiprocessing as mp
        import beside

        if __name__ == "__main__":
            mp.set_start_method("spawn")  # MP103
            mp.Process(target=print, args=(beside.total,)).start()
        """,
    ),
    "the import comes after the choice": (
        "MP103",
        """
        import multiprocessing as mp
        lock = mp.Lock()
        """,
        """
        import multiprocessing as mp

        if __name__ == "__main__":
            mp.set_start_method("spawn")
            from beside import lock
            mp.Process(target=print, args=(lock,)).start()
        """,
    ),
    "what is imported takes a context of its own, or makes nothing by itself": (
        "MP103",
        """
        import multiprocessing as mp
        lock = mp.get_context("spawn").Lock()

        def make():
            return mp.Lock()

        if __name__ == "__main__":
            print(make())
        """,
        """
        import multiprocessing as mp
        from beside import lock

        if __name__ == "__main__":
            mp.set_start_method("spawn")
            mp.Process(target=print, args=(lock,)).start()
        """,
    ),
    "a pool kept by an object": (
        "MP105",
        """
        import multiprocessing as mp

        class Workers:
            def __init__(self, count):
                self.pool = mp.Pool(count)

            def run(self, function, items):
                return self.pool.map(function, items)
        """,
        """
        from beside import Workers

        workers = Workers(2)  # MP105

        def square(x):
            return x * x

        if __name__ == "__main__":
            print(workers.run(square, [1]))
        """,
    ),
    "a second pool of the same helper": (
        "MP105",
        """
        import multiprocessing as mp

        def make(count):
            return mp.Pool(count)
        """,
        """
        from beside import make

        if __name__ == "__main__":
            print(make(1).map(abs, [1]))

            def job(x):
                return x

            print(make(2).map(job, [1]))
        """,
    ),
    "a function that workers import themselves": (
        "MP105",
        """
        def square(x):
            return x * x
        """,
        """
        from multiprocessing import Pool
        pool = Pool(2)
        from beside import square

        if __name__ == "__main__":
            print(pool.map(square, [1]))
        """,
    ),
    "a pool with an initializer for one platform": (
        "MP107",
        """
        import multiprocessing as mp
        import sys

        rates = {}

        def load(day):
            rates[day] = 1

        def rate(day):
            return rates.get(day)

        def pool(day):
            if sys.platform == "win32":  # MP107
                return mp.Pool(2, load, (day,))
            return mp.Pool(2)
        """,
        """
        import beside

        if __name__ == "__main__":
            beside.load("monday")
            print(beside.pool("monday").map(beside.rate, ["monday"]))
        """,
    ),
    "the parent does not load": (
        "MP107",
        """
        import multiprocessing as mp
        import sys

        rates = {}

        def load(day):
            rates[day] = 1

        def pool(day):
            if sys.platform == "win32":
                return mp.Pool(2, load, (day,))
            return mp.Pool(2)
        """,
        """
        import beside

        if __name__ == "__main__":
            print(beside.pool("monday").map(abs, [1]))
        """,
    ),
    "a job under the guard, kept by an object": (
        "MP110",
        """
        from concurrent.futures import ProcessPoolExecutor

        class Runner:
            def __init__(self, job):
                self.job = job

            def run(self, items):
                with ProcessPoolExecutor() as executor:
                    return list(executor.map(self.job, items))
        """,
        """
        from beside import Runner

        if __name__ == "__main__":
            def job(x):  # MP110
                return x

            print(Runner(job).run([1]))
        """,
    ),
    "a wait for whichever child": (
        "MP115",
        """
        import os

        def wait_for(count):
            for _ in range(count):
                os.wait()  # MP115
        """,
        """
        from multiprocessing import Process
        from beside import wait_for

        if __name__ == "__main__":
            Process(target=print).start()
            wait_for(1)
        """,
    ),
    "a wait where other children are made, too": (
        "MP115",
        """
        import os

        def start():
            return os.fork()

        def wait_for(count):
            for _ in range(count):
                os.wait()
        """,
        """
        from multiprocessing import Process
        from beside import wait_for

        if __name__ == "__main__":
            Process(target=print).start()
            wait_for(1)
        """,
    ),
    "a process is handed to what waits for it": (
        "MP115",
        """
        import os
        from multiprocessing import Process

        def finish(process):
            os.waitpid(process.pid, 0)  # MP115

        def finish_number(number):
            os.waitpid(number, 0)
        """,
        """
        import os
        from beside import Process, finish, finish_number

        if __name__ == "__main__":
            process = Process(target=print)
            process.start()
            finish(process)
            finish_number(os.spawnlp(os.P_NOWAIT, "true", "true"))
        """,
    ),
    "a worker's module loads a table": (
        "MP116",
        """
        import pandas as pd

        def read():
            return pd.read_csv("table.csv")  # MP116

        table = read()

        def row(number):
            return table.iloc[number]
        """,
        """
        from multiprocessing import Pool
        from beside import row

        if __name__ == "__main__":
            print(Pool(2).map(row, range(3)))
        """,
    ),
    "a worker loads a table when it needs it": (
        "MP116",
        """
        import functools
        import pandas as pd

        @functools.cache
        def table():
            return pd.read_csv("table.csv")

        def row(number):
            return table().iloc[number]

        if __name__ == "__main__":
            print(table())
        """,
        """
        from multiprocessing import Pool
        from beside import row

        if __name__ == "__main__":
            print(Pool(2).map(row, range(3)))
        """,
    ),
}


@pytest.mark.parametrize(("code", "beside", "program"), PROJECTS.values(), ids=PROJECTS)
def test_two_files(tmp_path: Path, code: str, beside: str, program: str) -> None:
    check_files(tmp_path, {"beside.py": beside, "program.py": program}, code, level="pedantic")
