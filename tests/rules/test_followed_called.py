"""What rules find where functions call what they are given: ``retry(step)``, a decorator that runs what it decorates."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

FOUND = {
    "a step that is tried several times": (
        "MP402",
        """
        import sys
        from multiprocessing import Pool

        def attempt(step, argument, times=3):
            for _ in range(times):
                try:
                    return step(argument)
                except OSError:
                    continue

        def fetch(name):
            if not name:
                sys.exit("no name")  # MP402
            return name.upper()

        def work(name):
            return attempt(fetch, name)

        if __name__ == "__main__":
            with Pool(2) as pool:
                print(pool.map(work, ["a", ""]))
        """,
    ),
    "a method that a static method is given by its keyword": (
        "MP402",
        """
        import os
        from multiprocessing import Pool

        class Reader:
            @staticmethod
            def guarded(read, path):
                return read(path)

            def read(self, path):
                os._exit(2)  # MP402

            def all(self, path):
                return self.guarded(read=self.read, path=path)

        if __name__ == "__main__":
            with Pool(2) as pool:
                print(pool.map(Reader().all, ["a", "b"]))
        """,
    ),
    "a main function that is timed": (
        "MP101",
        """
        import time
        from multiprocessing import Pool

        def timed(function):
            began = time.time()
            function()
            print(time.time() - began)

        def main():
            with Pool(2) as pool:
                print(pool.map(abs, [-1, 2]))

        timed(main)  # MP101
        """,
    ),
    "a method that decorates and hands on what it decorates": (
        "MP101",
        """
        from concurrent.futures import ProcessPoolExecutor

        class Study:
            def __init__(self, **settings):
                self.settings = settings

            def entry(self, function):
                self._begin(function)
                return function

            def _begin(self, function):
                print(function(**self.settings))

        study = Study(workers=2)

        @study.entry  # MP101
        def main(workers):
            with ProcessPoolExecutor(workers) as executor:
                return list(executor.map(abs, [-1, 2]))
        """,
    ),
    "one of several steps": (
        "MP402",
        """
        import sys
        from multiprocessing import Pool

        def through(steps, row):
            for step in steps:
                row = step(row)
            return row

        def check(row):
            if not row:
                sys.exit("empty")  # MP402
            return row

        def work(row):
            return through([str.strip, check], row)

        if __name__ == "__main__":
            with Pool(2) as pool:
                print(pool.map(work, ["a", " "]))
        """,
    ),
    "what several functions are composed to": (
        "MP302",
        """
        from multiprocessing import Pool

        names = []

        def composed(*functions):
            def run(value):
                for function in functions:
                    value = function(value)
                return value
            return run

        def numbered(name):
            return names.index(name)  # MP302

        number = composed(str.lower, numbered)

        def work(name):
            return number(name)

        if __name__ == "__main__":
            names.extend(["a", "b"])
            with Pool(2) as pool:
                print(pool.map(work, ["A", "B"]))
        """,
    ),
    "a main function in what a function gives back": (
        "MP101",
        """
        from multiprocessing import Pool

        def later(function):
            def run(*arguments):
                return function(*arguments)
            return run

        def main(count):
            with Pool(count) as pool:
                print(pool.map(abs, [-1, 2]))

        run = later(main)
        run(2)  # MP101
        """,
    ),
    "a lambda that is handed on twice": (
        "MP302",
        """
        from multiprocessing import Pool

        factors = [1]

        def call(function, *arguments):
            return function(*arguments)

        def twice(function, argument):
            return call(function, argument) * 2

        def work(number):
            return twice(lambda one: one * factors[-1], number)  # MP302

        if __name__ == "__main__":
            factors.append(5)
            with Pool(2) as pool:
                print(pool.map(work, [1, 2]))
        """,
    ),
}

SILENT = {
    "what the parent alone gives": (
        "MP402",
        """
        import sys
        from multiprocessing import Pool

        def attempt(step, argument):
            return step(argument)

        def leave(status):
            sys.exit(status)

        def work(name):
            return attempt(str.upper, name) + attempt(last, name)

        def last(name):
            return name[-1:]

        if __name__ == "__main__":
            with Pool(2) as pool:
                print(pool.map(work, ["a", "b"]))
            attempt(leave, 0)
        """,
    ),
    "a step of the parent's own": (
        "MP402",
        """
        import sys
        from multiprocessing import Pool

        def through(steps, row):
            for step in steps:
                row = step(row)
            return row

        def leave(row):
            sys.exit(row)

        def work(row):
            return through([str.strip, str.lower], row)

        if __name__ == "__main__":
            with Pool(2) as pool:
                print(pool.map(work, ["a", " "]))
            through([str.strip, leave], "done")
        """,
    ),
    "a step around which its exception is taken": (
        "MP402",
        """
        import sys
        from multiprocessing import Pool

        def attempt(step, argument):
            try:
                return step(argument)
            except SystemExit as stop:
                return stop.code

        def leave(status):
            sys.exit(status)

        def work(number):
            return attempt(leave, number)

        if __name__ == "__main__":
            with Pool(2) as pool:
                print(pool.map(work, [1, 2]))
        """,
    ),
    "what is run only if its module is the program": (
        "MP101",
        """
        from multiprocessing import Pool

        class Study:
            def entry(self, function):
                if function.__module__ == "__main__":
                    self._begin(function)
                return function

            def _begin(self, function):
                function()

        study = Study()

        @study.entry
        def main():
            with Pool(2) as pool:
                print(pool.map(abs, [-1, 2]))
        """,
    ),
    "what is kept, or called if asked to": (
        "MP101",
        """
        from multiprocessing import Pool

        entries = []

        def command(function, at_once=False):
            entries.append(function)
            if at_once:
                function()
            return function

        @command
        def main():
            with Pool(2) as pool:
                print(pool.map(abs, [-1, 2]))

        command(main, at_once=False)

        if __name__ == "__main__":
            entries[0]()
        """,
    ),
    "what is called by what is given back": (
        "MP101",
        """
        from multiprocessing import Pool

        def later(function):
            def run(*arguments):
                return function(*arguments)
            return run

        def main(count):
            with Pool(count) as pool:
                print(pool.map(abs, [-1, 2]))

        run = later(main)

        if __name__ == "__main__":
            run(2)
        """,
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_reported(check: Check, name: str) -> None:
    check(*FOUND[name])


@pytest.mark.parametrize("name", SILENT)
def test_silent(check: Check, name: str) -> None:
    code, source = SILENT[name]
    assert check(code, source) == []


def test_a_function_of_another_file_that_calls_what_it_is_given(tmp_path: Path) -> None:
    files = {
        "program.py": """
            from multiprocessing import Pool
            from patience import attempt

            limits = {}

            def fetch(name):
                return name * limits["times"]  # MP302

            def work(name):
                return attempt(fetch, name)

            if __name__ == "__main__":
                limits["times"] = 3
                with Pool(2) as pool:
                    print(pool.map(work, ["a", "b"]))
            """,
        "patience.py": """
            def attempt(step, *arguments):
                for number in range(5):
                    try:
                        return step(*arguments)
                    except OSError:
                        print("attempt", number, "failed")
            """,
    }
    check_files(tmp_path, files, "MP302")


def test_what_the_initializer_of_workers_of_another_file_makes_is_theirs(tmp_path: Path) -> None:
    files = {
        "program.py": """
            from concurrent.futures import ProcessPoolExecutor
            from ledger import Ledger

            def work(name):
                return Ledger().totals([name])

            if __name__ == "__main__":
                with ProcessPoolExecutor() as executor:
                    print(list(executor.map(work, ["a", "b"])))
            """,
        "ledger.py": """
            import sqlite3
            from concurrent.futures import ProcessPoolExecutor

            def connect(path):
                global books
                books = sqlite3.connect(path)

            def each(read, names):
                if len(names) > 9:
                    with ProcessPoolExecutor(2, initializer=connect, initargs=("books.db",)) as executor:
                        return list(executor.map(read, names))
                return [read(name) for name in names]

            class Ledger:
                def total(self, name):
                    return books.execute("SELECT sum(amount) FROM entry WHERE name = ?", name).fetchone()

                def totals(self, names):
                    return each(self.total, names)
            """,
    }
    assert check_files(tmp_path, files, "MP503") == []
