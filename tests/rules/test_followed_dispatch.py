"""What rules find where base classes call methods of ``self`` that subclasses define."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

FOUND = {
    "what a subclass holds whose method the base class maps": (
        "MP204",
        """
        import threading
        from multiprocessing import Pool

        class Sweep:
            def run(self):
                return self._spread(range(4))

            def _spread(self, values):
                with Pool(2) as pool:
                    return pool.map(self.measure, values)  # MP204

            def measure(self, value):
                raise NotImplementedError

        class Damped(Sweep):
            def __init__(self):
                self.guard = threading.Lock()

            def measure(self, value):
                with self.guard:
                    return value / 2

        if __name__ == "__main__":
            print(Damped().run())
        """,
    ),
    "what a mixin holds, as it is made on the way to the next class": (
        "MP206",
        """
        import multiprocessing as mp

        class Counted:
            def __init__(self, **options):
                super().__init__(**options)
                self.seen = mp.Value("l", 0)

        class Job:
            def __init__(self, size=2):
                self.size = size

            def run(self):
                with mp.Pool(self.size) as pool:
                    return pool.map(self.step, [1, 2])  # MP206

        class Doubling(Counted, Job):
            def step(self, value):
                with self.seen.get_lock():
                    self.seen.value += 1
                return 2 * value

        if __name__ == "__main__":
            print(Doubling(size=1).run())
        """,
    ),
    "the object itself, which the base class sends": (
        "MP204",
        """
        from concurrent.futures import ProcessPoolExecutor

        def weigh(parcel):
            return parcel.weight()

        class Parcel:
            def shipped(self):
                with ProcessPoolExecutor() as executor:
                    return executor.submit(weigh, self).result()

        class Labelled(Parcel):
            def __init__(self):
                self.label = lambda: "fragile"

            def weight(self):
                return len(self.label())

        if __name__ == "__main__":
            print(Labelled().shipped())  # MP204
        """,
    ),
    "the override that ends the worker": (
        "MP402",
        """
        import os
        from multiprocessing import Pool

        class Limit:
            def __init__(self, most):
                self.most = most

            def count(self, number):
                if number > self.most:
                    self.exceeded()

            def exceeded(self):
                pass

        class Strict(Limit):
            def exceeded(self):
                os._exit(4)  # MP402

        def work(number):
            limit = Strict(2)
            limit.count(number)
            return number

        if __name__ == "__main__":
            with Pool(1) as pool:
                print(pool.map(work, range(4)))
        """,
    ),
    "an object that a function between takes as one of its base class": (
        "MP402",
        """
        import sys
        from multiprocessing import Pool

        class Budget:
            def spend(self, amount):
                if amount > 2:
                    self.overdrawn()

            def overdrawn(self):
                raise NotImplementedError

        class Final(Budget):
            def overdrawn(self):
                sys.exit("overdrawn")  # MP402

        def pay(amount, budget: Budget):
            budget.spend(amount)
            return amount

        def work(amount):
            return pay(amount, Final())

        if __name__ == "__main__":
            with Pool(1) as pool:
                print(list(pool.imap(work, range(4))))
        """,
    ),
    "a method of the base class that runs in the worker": (
        "MP402",
        """
        import os
        from multiprocessing import Pool

        class Visit:
            def __call__(self, number):
                return self.arrive(number)

            def arrive(self, number):
                return self.leave(number)

            def leave(self, number):
                return number

        class Last(Visit):
            def leave(self, number):
                os.abort()  # MP402

        if __name__ == "__main__":
            visit = Last()
            with Pool(1) as pool:
                print(pool.map(visit.arrive, range(4)))
        """,
    ),
    "one of the classes that fill in an abstract method": (
        "MP207",
        """
        import abc
        from multiprocessing import Pool

        class Unreadable(Exception):
            def __init__(self, path, line):
                super().__init__(f"{path}:{line}")

        class Reader(abc.ABC):
            @abc.abstractmethod
            def read(self, path):
                ...

        class Plain(Reader):
            def read(self, path):
                return path

        class Strict(Reader):
            def read(self, path):
                raise Unreadable(path, 1)  # MP207

        def work(task: tuple[Reader, str]):
            reader, path = task
            return reader.read(path)

        def read_all(readers: list[Reader], paths):
            with Pool(1) as pool:
                return pool.map(work, [(reader, path) for reader in readers for path in paths])

        if __name__ == "__main__":
            print(read_all([vars().get("Strict")()], ["a"]))
        """,
    ),
    "an attribute that is annotated with an abstract class": (
        "MP324",
        """
        import random
        from dataclasses import dataclass
        from multiprocessing import Pool
        from typing import Protocol

        class Delays(Protocol):
            def draw(self) -> float: ...

        class Exponential(Delays):
            def draw(self):
                return random.expovariate(0.5)

        @dataclass
        class Trial:
            delays: Delays
            stops: int

            def late(self):
                return sum(self.delays.draw() for _ in range(self.stops))

        class Study:
            def __init__(self, pool: Pool, seed):
                self.pool = pool
                self.seed = seed

            def run(self, trial: Trial, count):
                random.seed(self.seed)  # MP324
                return self.pool.map(Trial.late, [trial] * count)
        """,
    ),
}

SILENT = {
    "an attribute that holds another subclass": (
        "MP324",
        """
        import random
        from abc import ABC, abstractmethod
        from multiprocessing import Pool

        class Delays(ABC):
            @abstractmethod
            def draw(self) -> float: ...

        class Exponential(Delays):
            def draw(self):
                return random.expovariate(0.5)

        class Punctual(Delays):
            def draw(self):
                return 0.0

        class Trial:
            def __init__(self):
                self.delays = Punctual()

            def late(self):
                return self.delays.draw()

        def main(count):
            random.seed(7)
            with Pool() as pool:
                return pool.map(Trial.late, [Trial()] * count)

        if __name__ == "__main__":
            main(9)
        """,
    ),
    "another subclass is used in the worker": (
        "MP402",
        """
        import os
        from multiprocessing import Pool

        class Limit:
            def count(self, number):
                if number > 2:
                    self.exceeded()

            def exceeded(self):
                raise NotImplementedError

        class Strict(Limit):
            def exceeded(self):
                os._exit(4)

        class Lenient(Limit):
            def exceeded(self):
                raise ValueError("too many")

        def work(number):
            limit = Lenient()
            limit.count(number)
            return number

        if __name__ == "__main__":
            with Pool(1) as pool:
                print(pool.map(work, range(2)))
            Strict().count(3)
        """,
    ),
    "the base class catches what the override raises": (
        "MP207",
        """
        from multiprocessing import Pool

        class Refused(Exception):
            def __init__(self, name, reason):
                super().__init__(name)

        class Check:
            def passes(self, name):
                try:
                    self.examine(name)
                except Refused:
                    return False
                return True

            def examine(self, name):
                raise NotImplementedError

        class Short(Check):
            def examine(self, name):
                if len(name) > 3:
                    raise Refused(name, "too long")

        def work(name):
            return Short().passes(name)

        if __name__ == "__main__":
            with Pool(1) as pool:
                print(pool.map(work, ["ann", "annabel"]))
        """,
    ),
    "subclasses leave behind what cannot travel": (
        "MP204",
        """
        import threading
        from multiprocessing import Pool

        class Sweep:
            def run(self):
                with Pool(2) as pool:
                    return pool.map(self.measure, range(4))

        class Damped(Sweep):
            def __init__(self):
                self.guard = threading.Lock()

            def __getstate__(self):
                return {}

            def measure(self, value):
                return value / 2

        class Local(Sweep):
            def __init__(self):
                self.guard = threading.Lock()

            def run(self):
                with self.guard:
                    return list(map(self.measure, range(4)))

            def measure(self, value):
                return value / 2

        if __name__ == "__main__":
            print(Damped().run(), Local().run())
        """,
    ),
    "the worker gets objects that are known, of a class that does no harm": (
        "MP402",
        """
        import os
        from multiprocessing import Pool

        class Step:
            def do(self, value):
                raise NotImplementedError

        class Twice(Step):
            def do(self, value):
                return 2 * value

        class Stop(Step):
            def do(self, value):
                os._exit(value)

        def work(task):
            step, value = task
            return step.do(value)

        if __name__ == "__main__":
            with Pool(1) as pool:
                print(pool.map(work, [(Twice(), 1), (Twice(), 2)]))
            Stop().do(0)
        """,
    ),
    "an import of the module makes another subclass run": (
        "MP101",
        """
        from multiprocessing import Process

        class Plan:
            def run(self):
                self.act()

            def act(self):
                pass

        class Quiet(Plan):
            def act(self):
                print("quiet")

        class Busy(Plan):
            def act(self):
                Process(target=print).start()

        Quiet().run()
        if __name__ == "__main__":
            Busy().run()
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


def test_a_subclass_of_a_base_class_in_another_file(tmp_path: Path) -> None:
    files = {
        "program.py": """
            from sqlite3 import connect
            from kit import Study

            class Ledger(Study):
                def __init__(self, path):
                    self.books = connect(path)  # MP204

                def look(self, number):
                    return number

            if __name__ == "__main__":
                print(Ledger(":memory:").run())
            """,
        "kit.py": """
            from multiprocessing import Pool

            class Study:
                def run(self):
                    return self.spread(range(3))

                def spread(self, numbers):
                    with Pool(1) as pool:
                        return pool.map(self.look, numbers)

                def look(self, number):
                    raise NotImplementedError
            """,
    }
    check_files(tmp_path, files, "MP204")
