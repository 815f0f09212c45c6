"""MP311: names of shared objects that workers bind to something else, and look-alikes."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

WRONG = {
    "parameters of functions and methods, and what is done to the new object": """
        import multiprocessing as mp

        def work(numbers, rows, found):
            numbers = list(numbers)
            for number in numbers:
                rows = rows + [number]  # MP311
            found = []  # MP311
            found.append(3)

        class Worker:
            def __init__(self, rows):
                self.rows = rows

            def fill(self, table):
                rows = self.rows
                rows = rows + [1]
                table = {"a": 1}  # MP311

        def main():
            manager = mp.Manager()
            numbers, rows, found, table = manager.list([1]), manager.list(), manager.list(), manager.dict()
            with mp.Pool(1) as pool:
                pool.apply(work, (numbers, rows, found))
            process = mp.Process(target=Worker(rows).fill, kwargs={"table": table})
            process.start()
            process.join()
            print(list(numbers), list(rows), list(found), table)

        if __name__ == "__main__":
            main()
        """,
    "numbers": """
        from multiprocessing import Process, RawValue, Value

        total = Value("i", 0)
        last = RawValue("i", 0)

        def work(number, ready):
            global total, last
            total = total.value + number  # MP311
            last = 5  # MP311
            ready = True  # MP311

        if __name__ == "__main__":
            ready = Value("b", False)
            process = Process(target=work, args=(1, ready))
            process.start()
            process.join()
            print(total.value, last.value, ready.value)
        """,
}
RIGHT = {
    "copies for the worker itself, and names that let go": """
        import multiprocessing as mp

        known = mp.Array("i", 3)
        state = mp.Value("i", 0)

        def initialize(given):
            global state
            state = given

        def load():
            global known
            known = list(known)

        def look_up(number):
            return number in known or state.value

        def work(rows, table, counter, spare):
            rows = [row for row in rows]
            table = {**table, "n": 1}
            counter = counter.value
            spare = None
            print(rows, counter)
            return lambda: table

        def main():
            manager = mp.Manager()
            rows, table, counter, spare = manager.list(), manager.dict(), mp.Value("i", 0), manager.list()
            process = mp.Process(target=work, args=(rows, table, counter, spare))
            process.start()
            process.join()
            with mp.Pool(1, load) as pool:
                pool.map(look_up, [1, 2])
            with mp.Pool(1, initialize, (mp.Value("i", 0),)) as pool:
                pool.map(look_up, [1, 2])
            print(list(rows), table.copy(), counter.value, list(spare), list(known), state.value)

        if __name__ == "__main__":
            main()
        """,
    "what may be something else, what is not read, and a default": """
        import multiprocessing as mp

        def work(rows, counter, found=None):
            rows = rows + [1]
            counter = counter + 1
            if found is None:
                found = []
            found.append(1)

        def note(unread):
            unread = [1]

        if __name__ == "__main__":
            manager = mp.Manager()
            rows, found, unread = manager.list(), manager.list(), manager.list()
            work([], 1)
            process = mp.Process(target=work, args=(rows, 1, found))
            process.start()
            process.join()
            other = mp.Process(target=note, args=(unread,))
            other.start()
            other.join()
            print(list(rows), list(found))
        """,
    "changes of the object itself": """
        import multiprocessing as mp

        def work(rows, table, counter):
            rows += [1]
            rows[:] = rows + [2]
            table |= {"a": 1}
            counter.value = counter.value + 1

        if __name__ == "__main__":
            manager = mp.Manager()
            rows, table, counter = manager.list(), manager.dict(), mp.Value("i", 0)
            process = mp.Process(target=work, args=(rows, table, counter))
            process.start()
            process.join()
            print(list(rows), table.copy(), counter.value)
        """,
    "a thread's, which has the name of its own too": """
        import threading
        import multiprocessing as mp

        def work(rows):
            rows = rows + [1]

        if __name__ == "__main__":
            rows = mp.Manager().list()
            thread = threading.Thread(target=work, args=(rows,))
            thread.start()
            thread.join()
            print(list(rows))
        """,
}


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_wrong(check: Check, source: str) -> None:
    assert check("MP311", source)


@pytest.mark.parametrize("source", RIGHT.values(), ids=RIGHT)
def test_right(check: Check, source: str) -> None:
    assert not check("MP311", source)


def test_a_worker_of_another_file(tmp_path: Path) -> None:
    files = {
        "steps.py": """
            def work(shared, plain):
                shared = shared + [1]  # MP311
                plain = plain + [1]
            """,
        "program.py": """
            from multiprocessing import Manager, Process

            from steps import work

            if __name__ == "__main__":
                with Manager() as manager:
                    shared, plain = manager.list(), []
                    process = Process(target=work, args=(shared, plain))
                    process.start()
                    process.join()
                    print(list(shared), plain)
            """,
    }
    check_files(tmp_path, files, "MP311")
