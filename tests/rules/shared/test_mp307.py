from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check


def test_a_generator_of_a_class_and_one_that_an_initializer_seeds(check: Check) -> None:
    check(
        "MP307",
        """
        import random
        from multiprocessing import Pool

        class Dice:
            rng = random.Random("fixed")  # MP307

            @classmethod
            def throw(cls, _):
                return cls.rng.randint(1, 6)

        def prepare(seed):
            random.seed(seed)  # MP307

        def toss(_):
            return random.choice("ht")

        if __name__ == "__main__":
            with Pool(4, prepare, (17,)) as pool:
                print(pool.map(Dice.throw, range(10)), pool.map(toss, range(10)))
        """,
    )


def test_a_generator_in_a_partial_and_in_each_argument_tuple(check: Check) -> None:
    check(
        "MP307",
        """
        from functools import partial
        from multiprocessing import Pool
        from numpy.random import default_rng

        def sample(rng, size):
            return rng.normal(size=size)

        def shuffled(items, rng):
            rng.shuffle(items)
            return items

        def main(sizes):
            one, two = default_rng(), 2
            other = default_rng(two)  # MP307
            third = default_rng()  # MP307
            with Pool() as pool:
                pool.map(partial(sample, other), sizes)
                pool.starmap(shuffled, [(list(range(n)), third) for n in sizes])
        """,
    )


def test_an_unseeded_generator_of_the_module_repeats_where_memory_is_copied(check: Check) -> None:
    [finding] = check(
        "MP307",
        """
        import multiprocessing as mp
        import random

        rng = random.Random()  # MP307

        def draw(results):
            results.append(rng.random())

        if __name__ == "__main__":
            for _ in range(3):
                mp.Process(target=draw, args=([],)).start()
        """,
    )
    methods = {target.start_method for target in finding.breaks_when if target.python < (3, 13)}
    assert methods == {"fork"}


def test_a_process_that_is_alone_and_processes_with_seeds_of_their_own_are_silent(check: Check) -> None:
    check(
        "MP307",
        """
        import random
        from multiprocessing import Process

        class Walker(Process):
            def __init__(self, seed):
                super().__init__()
                self.rng = random.Random(seed)

            def run(self):
                print(self.rng.random())

        single = random.Random(1)

        def alone():
            print(single.random())

        def main():
            walkers = [Walker(seed) for seed in range(4)]
            for walker in walkers:
                walker.start()
            Process(target=alone).start()
        """,
    )


def test_processes_of_a_class_that_all_use_one_seed(check: Check) -> None:
    check(
        "MP307",
        """
        import random
        from multiprocessing import Process

        class Walker(Process):
            def __init__(self):
                super().__init__()
                self.rng = random.Random(0)  # MP307

            def run(self):
                print(self.rng.random())

        def main():
            for walker in [Walker() for _ in range(4)]:
                walker.start()
        """,
    )


def test_a_fixed_seed_for_work_on_data_of_the_task_is_a_hint(check: Check) -> None:
    [finding] = check(
        "MP307",
        """
        import random
        from multiprocessing import Pool

        def subsample(rows):
            rng = random.Random(42)  # MP307
            return rng.sample(rows, 10)

        def main(tables):
            with Pool() as pool:
                return pool.map(subsample, tables)
        """,
    )
    assert finding.confidence.value == "low"


_DECKS = """
    import random
    from concurrent.futures import ProcessPoolExecutor
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class Table:
        number: int
        limit: float
        cards: tuple = ("ace", "king", "queen")

    def deal(table, rounds):
        rng = random.Random(42)  # MP307
        return [(rng.choice(table.cards), rng.random() * table.limit) for _ in range(rounds)]

    def main():
        tables = [Table(number, LIMIT) for number in range(4)]
        with ProcessPoolExecutor() as executor:
            return [executor.submit(deal, table, 10) for table in tables]
    """


@pytest.mark.parametrize(("limit", "confidence"), [("2.5", "medium"), ("number + 0.5", "low"), ("limit_of()", "low")])
def test_data_that_is_the_same_constant_for_all_tasks_is_not_their_own(
    check: Check, limit: str, confidence: str
) -> None:
    [finding] = check("MP307", _DECKS.replace("LIMIT", limit))
    assert finding.confidence.value == confidence


_SAMPLERS = """
    import random
    from concurrent.futures import ProcessPoolExecutor

    class Sampler:
        def __init__(self, rows, seed=3):
            self.rows = rows
            self.seed = seed

        def sample(self, number):
            rng = random.Random(self.seed)  # MP307
            return rng.choice(self.rows)

        def samples(self, executor):
            return SENT

    def main(lists):
        samplers = [Sampler(rows) for rows in lists]
        with ProcessPoolExecutor() as executor:
            print([sampler.samples(executor) for sampler in samplers])
            return [executor.submit(sampler.sample, 0) for sampler in samplers]
    """


@pytest.mark.parametrize(
    ("sent", "confidence"),
    [
        ("list(executor.map(self.sample, range(9)))", "medium"),
        ("[executor.submit(self.sample, n) for n in range(9)]", "medium"),
        ("executor.submit(self.sample, 1)", "low"),
    ],
)
def test_the_data_of_the_object_whose_method_is_sent(check: Check, sent: str, confidence: str) -> None:
    [finding] = check("MP307", _SAMPLERS.replace("SENT", sent).rpartition("            return")[0])
    assert finding.confidence.value == confidence


def test_the_data_of_the_objects_whose_methods_are_sent_is_their_own(check: Check) -> None:
    [finding] = check("MP307", _SAMPLERS.replace("SENT", "None"))
    assert finding.confidence is Confidence.LOW


def test_a_generator_that_a_method_makes_below_many_calls(check: Check) -> None:
    [finding] = check(
        "MP307",
        """
        import random
        from multiprocessing import Pool

        class Walk:
            def __init__(self, seed=11):
                self.seed = seed

            def generator(self):
                return random.Random(self.seed)  # MP307

            def end(self, _):
                rng = self.generator()
                return sum(rng.choice((-1, 1)) for _ in range(100))

            def ends(self, count):
                with Pool(2) as pool:
                    return pool.map(self.end, range(count))

            def mean(self, count):
                return sum(self.ends(count)) / count

            def report(self, count):
                print(self.mean(count))

        def main():
            Walk().report(20)

        if __name__ == "__main__":
            main()
        """,
    )
    assert finding.confidence is Confidence.MEDIUM


_ONE_WORKER = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool
from random import Random

rng = Random(7){mark}

def draw(_):
    return rng.random()

def drawn_by_another():
    with Pool(1) as pool:
        return pool.apply(draw, (1,))

def main():
{body}

if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize(
    "body",
    [
        """
    while input():
        print(drawn_by_another())
        """,
        """
    pools = [ProcessPoolExecutor(max_workers=1) for _ in range(4)]
    print([pool.submit(draw, 1).result() for pool in pools])
        """,
        """
    with Pool(1, maxtasksperchild=1) as pool:
        print(pool.map(draw, range(4), chunksize=1))
        """,
    ],
)
def test_one_worker_after_the_other_begins_in_the_same_state(check: Check, body: str) -> None:
    check("MP307", _ONE_WORKER.format(body=body, mark="  # MP307"))


@pytest.mark.parametrize(
    "body",
    [
        """
    with ProcessPoolExecutor(1) as executor:
        print([executor.submit(draw, 1).result() for _ in range(4)])
        """,
        """
    first, again = drawn_by_another(), drawn_by_another()
    assert first == again
        """,
        """
    for number in range(4):
        rng.seed(number)
        print(drawn_by_another())
        """,
        """
    with Pool(1, maxtasksperchild=None) as pool:
        print(pool.map(draw, range(4), chunksize=1))
        """,
    ],
)
def test_one_worker_goes_on_drawing(check: Check, body: str) -> None:
    check("MP307", _ONE_WORKER.format(body=body, mark=""))


_RESAMPLING = """
import random
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import Pool

def resample(words, size):
    rng = random.Random(1913)  # MP307
    return rng.choices(words, k=len(words) + size)

def main(words, books):
    with Pool(2) as pool, ProcessPoolExecutor() as executor:
        SENT
"""


@pytest.mark.parametrize(
    ("sent", "confidence"),
    [
        ("pool.starmap(resample, repeat((words, 3), 40))", Confidence.MEDIUM),
        ("pool.starmap(resample, [(words, 3)] * 40)", Confidence.MEDIUM),
        ("pool.starmap(resample, [(words, 3) for _ in range(40)])", Confidence.MEDIUM),
        ("pool.starmap(resample, zip(repeat(words), repeat(3, 40)))", Confidence.MEDIUM),
        ("list(executor.map(resample, repeat(words, 40), repeat(3)))", Confidence.MEDIUM),
        ("[executor.submit(resample, words, 3) for _ in range(40)]", Confidence.MEDIUM),
        ("pool.starmap(resample, [(book, 3) for book in books])", Confidence.LOW),
        ("pool.starmap(resample, zip(books, repeat(3)))", Confidence.LOW),
        ("list(executor.map(resample, books, repeat(3)))", Confidence.LOW),
        ("[executor.submit(resample, book, 3) for book in books]", Confidence.LOW),
        ("[executor.submit(resample, books[n], 3) for n in range(40)]", Confidence.LOW),
        ("[executor.submit(resample, books.pop(), 3) for _ in range(40)]", Confidence.LOW),
    ],
)
def test_tasks_that_are_given_the_same(check: Check, sent: str, confidence: Confidence) -> None:
    (finding,) = check("MP307", _RESAMPLING.replace("SENT", sent))
    assert finding.confidence is confidence
