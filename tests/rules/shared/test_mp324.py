"""MP324: a seed that workers do not get."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files


def test_a_helper_seeds_and_a_helper_draws(check: Check) -> None:
    found = check(
        "MP324",
        """
        import random as rnd
        from concurrent.futures import ProcessPoolExecutor

        SEED = 3

        def prepare():
            rnd.seed(SEED)  # MP324

        def draw():
            return rnd.gauss(0, 1)

        def work(number):
            return number + draw()

        def main():
            prepare()
            with ProcessPoolExecutor() as executor:
                return list(executor.map(work, range(3)))

        if __name__ == "__main__":
            main()
        """,
    )
    assert found[0].confidence is Confidence.MEDIUM


def test_a_parent_that_draws_as_well_may_mean_its_own_numbers(check: Check) -> None:
    found = check(
        "MP324",
        """
        import random
        from multiprocessing import Pool

        def work(number):
            return number * random.random()

        if __name__ == "__main__":
            random.seed(1)  # MP324
            with Pool() as pool:
                pool.map(work, random.sample(range(100), 10))
        """,
    )
    assert found[0].confidence is Confidence.LOW


_MANAGERS = """
import contextlib
import random
from multiprocessing import Pool

@contextlib.contextmanager
def seeded(seed):
    before = random.getstate()
    random.seed(seed){generator}
    try:
        yield
    finally:
        random.setstate(before)

class Repeatable:
    def __init__(self, seed):
        self.before = random.getstate()
        random.seed(seed){object}

    def __enter__(self):
        return random

    def __exit__(self, *error):
        random.setstate(self.before)

class Entered:
    def __enter__(self):
        random.seed(5){entered}

    def __exit__(self, *error):
        random.seed()

def work(number):
    return number * random.random()

def everything(numbers):
    with Pool() as pool:
        return pool.map(work, numbers)
"""


@pytest.mark.parametrize(
    ("manager", "seeding"),
    [("seeded(3)", "generator"), ("Repeatable(3)", "object"), ("Entered()", "entered")],
)
def test_a_block_that_is_seeded_is_meant_as_a_whole(check: Check, manager: str, seeding: str) -> None:
    marks = dict.fromkeys(("generator", "object", "entered"), "")
    program = _MANAGERS.format(**{**marks, seeding: "  # MP324"})
    inside = f"""
if __name__ == "__main__":
    with {manager}:
        everything(random.sample(range(100), 10))
"""
    before = f"""
if __name__ == "__main__":
    with {manager}:
        numbers = random.sample(range(100), 10)
    everything(numbers)
"""
    assert [one.confidence for one in check("MP324", program + inside)] == [Confidence.MEDIUM]
    assert [one.confidence for one in check("MP324", program + before)] == [Confidence.LOW]


def test_seeds_in_workers_variable_seeds_and_other_threads(check: Check) -> None:
    check(
        "MP324",
        """
        import os, random
        from multiprocessing import Pool
        from multiprocessing.pool import ThreadPool

        def work(number):
            return random.random()

        def thread(number):
            return random.random()

        if __name__ == "__main__":
            random.seed(os.urandom(8))
            random.seed()
            with Pool() as pool:
                pool.map(work, range(10))
            random.seed(4)
            with ThreadPool() as pool:
                pool.map(thread, range(10))
        """,
    )


@pytest.mark.parametrize(("given", "mark"), [("", ""), (", noise=True", "  # MP324"), (", number > 1", "  # MP324")])
def test_a_draw_to_which_no_worker_gets(check: Check, given: str, mark: str) -> None:
    check(
        "MP324",
        f"""
        import random
        from multiprocessing import Pool

        def scaled(number, noise=False):
            return 2 * number + (drawn() if noise else 0)

        def drawn():
            return random.random()

        def work(number):
            return scaled(number{given})

        def main():
            random.seed(3){mark}
            print(scaled(0, noise=True))
            with Pool(2) as pool:
                print(pool.map(work, range(3)))

        if __name__ == "__main__":
            main()
        """,
    )


def test_a_seed_that_several_callers_give(check: Check) -> None:
    check(
        "MP324",
        """
        from concurrent.futures import ProcessPoolExecutor
        from random import randint, seed

        class Table:
            def __init__(self, number):
                self.number = number

            def play(self, rounds):
                seed(self.number)  # MP324
                with ProcessPoolExecutor() as executor:
                    return list(executor.map(throw, range(rounds)))

        def throw(_):
            return randint(1, 6)

        def test_it_is_repeatable():
            assert Table(5).play(3) == Table(5).play(3)
            assert Table(5).play(3) != Table(6).play(3)
        """,
    )


def test_a_seed_from_outside_beside_a_constant_one(check: Check) -> None:
    check(
        "MP324",
        """
        import random
        import time
        from multiprocessing import Pool

        def throw(_):
            return random.randint(1, 6)

        def play(seed):
            random.seed(seed)
            with Pool() as pool:
                return pool.map(throw, range(3))

        if __name__ == "__main__":
            play(1)
            play(time.time_ns())
            play(None)
        """,
    )


_SEEDED_BY = """
import argparse
import os
import random
import sys
import time
from multiprocessing import Pool

import settings

def throw(_):
    return random.randint(1, 6)

def play(seed=None):
    random.seed({seed}){mark}
    with Pool() as pool:
        return pool.map(throw, range(3))

def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int)
    return parser.parse_args()

if __name__ == "__main__":
    play(options().seed)
"""


@pytest.mark.parametrize(
    "seed",
    [
        "seed",
        "seed + 1",
        "options().seed",
        "settings.SEED",
        "int(sys.argv[1])",
        'int(os.environ.get("SEED", "7"))',
        'os.environ["SEED"]',
    ],
)
def test_a_seed_that_somebody_chose(check: Check, seed: str) -> None:
    check("MP324", _SEEDED_BY.format(seed=seed, mark="  # MP324"))


@pytest.mark.parametrize(
    "seed",
    [
        "",
        "None",
        "int(time.time())",
        "seed + os.getpid()",
        "os.urandom(8)",
        "seed if len(sys.argv) > 1 else time.time_ns()",
    ],
)
def test_a_seed_that_nobody_chose(check: Check, seed: str) -> None:
    check("MP324", _SEEDED_BY.format(seed=seed, mark=""))


def test_a_seed_that_callers_of_the_file_give(check: Check) -> None:
    check(
        "MP324",
        """
        import random
        from concurrent.futures import ProcessPoolExecutor

        def throw(_):
            return random.randint(1, 6)

        class Table:
            def __init__(self, seed=None):
                self.seed = seed

            def play(self):
                if self.seed is not None:
                    random.seed(self.seed)  # MP324
                with ProcessPoolExecutor() as executor:
                    return list(executor.map(throw, range(3)))
        """,
    )


def test_a_function_of_another_file_seeds(tmp_path: Path) -> None:
    files = {
        "repeatable.py": """
            import random

            def begin(seed):
                random.seed(seed)  # MP324

            def vary():
                random.seed()
            """,
        "program.py": """
            import random
            from multiprocessing import Pool

            import repeatable

            def throw(_):
                return random.randint(1, 6)

            if __name__ == "__main__":
                repeatable.begin(12)
                with Pool(2) as pool:
                    print(pool.map(throw, range(3)))
            """,
        "varied.py": """
            import random
            from multiprocessing import Pool

            from repeatable import vary

            def throw(_):
                return random.randint(1, 6)

            if __name__ == "__main__":
                vary()
                with Pool(2) as pool:
                    print(pool.map(throw, range(3)))
            """,
    }
    check_files(tmp_path, files, "MP324")


def test_workers_that_draw_or_seed_in_another_file(tmp_path: Path) -> None:
    files = {
        "dice.py": """
            import random

            def throw(sides):
                return random.randint(1, sides)

            def fresh(number):
                random.seed(number)
                return random.random()
            """,
        "program.py": """
            import random
            from multiprocessing import Pool

            from dice import throw

            if __name__ == "__main__":
                random.seed(12)  # MP324
                with Pool(2) as pool:
                    print(pool.map(throw, [6, 6, 20]))
            """,
        "seeded.py": """
            import random
            from multiprocessing import Pool

            from dice import fresh

            def work(number):
                return fresh(number) + random.random()

            if __name__ == "__main__":
                random.seed(12)
                with Pool(2) as pool:
                    print(pool.map(work, range(3)))
            """,
    }
    check_files(tmp_path, files, "MP324")


def test_workers_far_from_the_seed_are_a_guess(tmp_path: Path) -> None:
    files = {
        "batches.py": """
            import random
            from multiprocessing import Pool

            def batch(number):
                return random.sample(range(100), number)

            def batches(numbers):
                with Pool(2) as pool:
                    return pool.map(batch, numbers)
            """,
        "program.py": """
            import random

            from batches import batches

            if __name__ == "__main__":
                random.seed(12)  # MP324
                print(batches([1, 2]))
            """,
    }
    assert {one.confidence for one in check_files(tmp_path, files, "MP324", level="pedantic")} == {Confidence.LOW}
