"""What pools are given through objects, stacks and tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

FOUND = {
    "a queue in a namespace": (
        "MP401",
        """
        from multiprocessing import Process, Queue
        from types import SimpleNamespace

        def work(shared, number):
            shared.queue.put([number] * 100_000)

        def main():
            shared = SimpleNamespace(queue=Queue(), found=[])
            workers = [Process(target=work, args=(shared, number)) for number in range(3)]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()  # MP401
            for _ in workers:
                shared.found.append(shared.queue.get())
        """,
    ),
    "an event in a namespace of the module": (
        "MP303",
        """
        from multiprocessing import Event, Process
        from types import SimpleNamespace

        shared = SimpleNamespace(stop=Event(), name="shared")  # MP303

        def work():
            shared.stop.wait()

        def main():
            worker = Process(target=work)
            worker.start()
            shared.stop.set()
            worker.join()

        if __name__ == "__main__":
            main()
        """,
    ),
    "files of a folder that a stack has opened": (
        "MP205",
        """
        from concurrent.futures import ProcessPoolExecutor
        from contextlib import ExitStack
        from pathlib import Path

        def lengths(folder: Path):
            with ExitStack() as stack, ProcessPoolExecutor() as executor:
                files = [stack.enter_context(path.open()) for path in sorted((folder / "texts").glob("*.txt"))]
                return list(executor.map(len, files))  # MP205
        """,
    ),
    "a lambda for one of several classes with the same method": (
        "MP201",
        """
        from concurrent.futures import ProcessPoolExecutor

        class Here:
            def each(self, do, items):
                return [do(item) for item in items]

        class Elsewhere:
            def __init__(self):
                self.executor = ProcessPoolExecutor()

            def each(self, do, items):
                return list(self.executor.map(do, items))

        def doubled(items, worker):
            return worker.each(lambda item: item * 2, items)  # MP201

        def main():
            print(doubled([1], Here()), doubled([1], worker=Elsewhere()))
        """,
    ),
    "a nested function that a method passes to what the object was given": (
        "MP201",
        """
        import multiprocessing

        class Pooled:
            def run(self, function, rows):
                with multiprocessing.Pool(2) as pool:
                    return pool.map(function, rows)

        class Picture:
            def brighter(self, by, backend):
                def lift(row):
                    return [pixel + by for pixel in row]

                return backend.run(lift, self.rows)  # MP201

        def main(picture):
            return picture.brighter(3, Pooled()), Picture().brighter(4, Pooled())
        """,
    ),
    "what operators of a class make, the one's and the other's": (
        "MP201",
        """
        from multiprocessing import Pool

        class Stage:
            def __init__(self, steps=()):
                self.steps = steps

            def __or__(self, step):
                return Stage((*self.steps, step))

            def __rrshift__(self, first):
                return Stage((first, *self.steps))

            def build(self):
                def run(x):
                    for step in self.steps:
                        x = step(x)
                    return x

                return run

        if __name__ == "__main__":
            with Pool(2) as pool:
                print(pool.map((Stage() | abs | float).build(), [1]))  # MP201
                print(pool.map((abs >> Stage()).build(), [1]))  # MP201
        """,
    ),
    "what operators and subscripts of a worker's objects run": (
        "MP302",
        """
        from multiprocessing import Pool

        rate = 1

        class Money:
            def __init__(self, cents):
                self.cents = cents

            def __add__(self, other):
                return Money(self.cents + other.cents * rate)  # MP302

        class Table:
            def __getitem__(self, key):
                return len(key) * rate  # MP302

        def pay(cents):
            return (Money(cents) + Money(1)).cents, Table()["row"]

        def main():
            global rate
            rate = 3
            with Pool(2) as pool:
                print(pool.map(pay, [1, 2]))

        if __name__ == "__main__":
            main()
        """,
    ),
    "a lambda that an item of an object is set to": (
        "MP202",
        """
        from multiprocessing import Process

        class Jobs:
            def __setitem__(self, name, job):
                Process(target=job, name=name).start()

        if __name__ == "__main__":
            jobs = Jobs()
            jobs["first"] = lambda: print("hello")  # MP202
        """,
    ),
    "an operator that starts a process": (
        "MP101",
        """
        from multiprocessing import Process

        class Jobs:
            def __lshift__(self, job):
                Process(target=job).start()
                return self

        Jobs() << print  # MP101
        """,
    ),
    "a counter that processes add to by +=": (
        "MP304",
        """
        from multiprocessing import Process, Value

        class Counter:
            def __init__(self):
                self.shared = Value("i", 0)

            def __iadd__(self, number):
                self.shared.value += number  # MP304
                return self

        def work(counter):
            for _ in range(1000):
                counter += 1

        if __name__ == "__main__":
            counter = Counter()
            processes = [Process(target=work, args=(counter,)) for _ in range(4)]
            for process in processes:
                process.start()
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), FOUND.values(), ids=FOUND)
def test_it_is_found(check: Check, code: str, source: str) -> None:
    assert [finding.confidence for finding in check(code, source)] != [Confidence.LOW]


SILENT = {
    "a queue in a namespace is read first": (
        "MP401",
        """
        from multiprocessing import Process, Queue
        from types import SimpleNamespace

        def work(shared, number):
            shared.queue.put([number] * 100_000)

        def main():
            shared = SimpleNamespace(queue=Queue(), found=[])
            workers = [Process(target=work, args=(shared, number)) for number in range(3)]
            for worker in workers:
                worker.start()
            for _ in workers:
                shared.found.append(shared.queue.get())
            for worker in workers:
                worker.join()
        """,
    ),
    "what workers read in a namespace is no event": (
        "MP303",
        """
        from multiprocessing import Event, Process
        from types import SimpleNamespace

        shared = SimpleNamespace(stop=Event(), name="shared")

        def work():
            print(shared.name)

        def main():
            worker = Process(target=work)
            worker.start()
            shared.stop.set()
            worker.join()

        if __name__ == "__main__":
            main()
        """,
    ),
    "a lambda that a test expects to fail": (
        "MP201",
        """
        import pytest
        from concurrent.futures import ProcessPoolExecutor

        def each(do, items):
            with ProcessPoolExecutor() as executor:
                return list(executor.map(do, items))

        def test_each():
            with pytest.raises(Exception, match="pickle"):
                each(lambda item: item, [1])
        """,
    ),
    "a lambda for a pool that a test has replaced": (
        "MP201",
        """
        from unittest.mock import patch
        import multiprocessing

        def each(do, items):
            with multiprocessing.Pool() as pool:
                return pool.map(do, items)

        def test_each():
            with patch("multiprocessing.Pool") as pool:
                each(lambda item: item, [1])
            assert pool.called
        """,
    ),
    "paths of a folder": (
        "MP205",
        """
        from concurrent.futures import ProcessPoolExecutor
        from pathlib import Path

        def lengths(folder: Path):
            with ProcessPoolExecutor() as executor:
                paths = [path.resolve().with_suffix(".md") for path in folder.iterdir()]
                return list(executor.map(len, paths))
        """,
    ),
    "a lambda for a class of the same method that starts nothing": (
        "MP201",
        """
        from concurrent.futures import ProcessPoolExecutor

        class Here:
            def each(self, do, items):
                return [do(item) for item in items]

        class Elsewhere:
            def each(self, do, items):
                with ProcessPoolExecutor() as executor:
                    return list(executor.map(do, items))

        def applied(do, items, worker):
            return worker.each(do, items)

        def main():
            print(applied(lambda item: item * 2, [1], Here()))
            print(applied(len, ["a"], Elsewhere()))
        """,
    ),
    "an operator that gives an object which is called itself": (
        "MP201",
        """
        from multiprocessing import Pool

        class Stage:
            def __init__(self, steps=()):
                self.steps = steps

            def __or__(self, step):
                return Stage((*self.steps, step))

            def __call__(self, x):
                for step in self.steps:
                    x = step(x)
                return x

        if __name__ == "__main__":
            with Pool(2) as pool:
                print(pool.map(Stage() | abs | float, [1]))
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), SILENT.values(), ids=SILENT)
def test_its_look_alikes_are_not(check: Check, code: str, source: str) -> None:
    check(code, source)


def test_a_file_that_teaches_pickle_its_own_classes(tmp_path: Path) -> None:
    files = {
        "parts.py": """
            import copyreg
            import threading

            class Base:
                def __init__(self, name):
                    self.name = name
                    self.lock = threading.Lock()

                def radius(self, arm):
                    return len(arm)

            copyreg.pickle(Base, lambda base: (Base, (base.name,)))
        """,
        "program.py": """
            import multiprocessing as mp
            from parts import Base

            if __name__ == "__main__":
                base = Base("table")
                with mp.Pool(2) as pool:
                    print(pool.apply(base.radius, ("arm",)))
        """,
    }
    check_files(tmp_path, files, "MP204")
    untaught = {
        name: text.replace("copyreg.pickle", "reduction = ").replace("import copyreg", "")
        for name, text in files.items()
    }
    untaught["program.py"] = untaught["program.py"].replace('("arm",)))', '("arm",)))  # MP204')
    check_files(tmp_path / "untaught", untaught, "MP204")
