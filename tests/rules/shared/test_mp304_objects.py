"""MP304: shared values that are reached through an object which a worker is given."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check


def test_objects_that_an_initializer_and_an_argument_bring(check: Check) -> None:
    check(
        "MP304",
        """
        from dataclasses import dataclass
        from multiprocessing import Array, Lock, Pool, Process, Value

        @dataclass
        class Board:
            scores: object
            lock: object

        class Meter:
            def __init__(self):
                self.board = Board(Array("i", 2), Lock())
                self.seen = Value("i", 0)
                self.own = 0

        meter = None

        def bring(given):
            global meter
            meter = given

        def work(n):
            meter.seen.value = meter.seen.value + n  # MP304
            meter.board.scores[n % 2] += 1  # MP304
            meter.own += 1

        def record(meter, n):
            board = meter.board
            board.scores[0] += n  # MP304
            with meter.seen.get_lock():
                meter.seen.value += 1

        def main():
            with Pool(2, bring, (Meter(),)) as pool:
                pool.map(work, range(9))

        def by_hand():
            meter = Meter()
            for n in range(3):
                Process(target=record, args=(meter, n)).start()

        if __name__ == "__main__":
            main()
            by_hand()
        """,
    )


def test_objects_made_outside_of_the_loop_that_starts_the_workers(check: Check) -> None:
    check(
        "MP304",
        """
        from multiprocessing import Process, Value

        class Tally:
            def __init__(self):
                self.count = Value("i", 0)

            def add(self):
                self.count.value += 1  # MP304

        class Crew:
            def __init__(self, size):
                self.tally, self.size = Tally(), size

            def run(self):
                workers = [Process(target=self.tally.add) for _ in range(self.size)]
                for worker in workers:
                    worker.start()

        def add_two(tally):
            tally.count.value += 2  # MP304

        def fan_out(tally):
            for _ in range(3):
                Process(target=add_two, args=(tally,)).start()

        if __name__ == "__main__":
            print([Crew(size).run() for size in (2, 4)])
            for _ in range(2):
                fan_out(Tally())
        """,
    )


def test_locks_on_the_object_are_seen(check: Check) -> None:
    check(
        "MP304",
        """
        import multiprocessing as mp

        class State:
            def __init__(self, ctx):
                self.lock = ctx.RLock()
                self.done = ctx.RawValue("i", 0)
                self.total = ctx.Value("d", 0)

        state = None

        def attach(given):
            global state
            state = given

        def work(x):
            with state.lock:
                state.done.value += 1
            with state.total.get_lock():
                state.total.value += x

        def main():
            ctx = mp.get_context("spawn")
            state = State(ctx)
            with ctx.Pool(3, attach, [state]) as pool:
                pool.map(work, range(5))

        if __name__ == "__main__":
            main()
        """,
    )


def test_an_object_for_each_process(check: Check) -> None:
    check(
        "MP304",
        """
        from multiprocessing import Process, Value

        class Progress:
            def __init__(self):
                self.done = Value("i", 0)

            def step(self):
                self.done.value += 1

        class Job:
            def __init__(self):
                self.progress = Progress()
                self.process = Process(target=work, args=(self.progress,))

        def work(progress):
            progress.done.value += 1

        def start(progress):
            Process(target=work, args=(progress,)).start()

        def main():
            for _ in range(3):
                progress = Progress()
                Process(target=work, args=(progress,)).start()
            for _ in range(3):
                own = Progress()
                Process(target=own.step).start()
            for _ in range(3):
                start(Progress())
            return [Job() for _ in range(3)]

        if __name__ == "__main__":
            main()
        """,
    )


_HISTOGRAM = """
    import bisect
    import math
    import random
    from multiprocessing import Array, Process

    EDGES = [0.1, 0.5]
    BINS = 10

    def sample(rng):
        return rng.gauss(0, 1)

    def work(rank, size, counts, seeds, words, numbers, indices):
        rng = random.Random(seeds[rank])
        first = int(rank * BINS / size)
        base = rank * BINS
        for _ in range(100):
            value = sample(rng)
            KEY

    def main():
        counts = Array("l", BINS)
        for rank in range(4):
            Process(target=work, args=(rank, 4, counts, [1], ["a"], [0.5], [1])).start()
    """


@pytest.mark.parametrize(
    "statement",
    [
        "counts[rng.randrange(BINS)] += 1",
        "counts[random.randint(0, BINS - 1)] += 1",
        "counts[min(BINS - 1, int(value * BINS))] += 1",
        "counts[bisect.bisect(EDGES, value)] = counts[bisect.bisect(EDGES, value)] + 1",
        "place = max(0, math.floor(value / 0.5)); counts[place] += 1",
        "counts[round(100 * value) - 1] += 1",
        "for number in numbers: counts[int(number / 2.5)] += 1",
        "for word in words: counts[len(word) - 1] += 1",
        "for word in words: counts[ord(word[0]) - ord('a')] += 1",
    ],
)
def test_the_bins_of_a_histogram(check: Check, statement: str) -> None:
    [finding] = check("MP304", _HISTOGRAM.replace("KEY", f"{statement}  # MP304"))
    assert finding.confidence is Confidence.MEDIUM


@pytest.mark.parametrize(
    "statement",
    [
        "counts[first] += 1",
        "counts[min(rank, BINS - 1)] += 1",
        "counts[base + int(value * BINS)] += 1",
        "for number in range(first, first + 2): counts[int(number / 2)] += 1",
        "for number in indices: counts[number] += 1",
    ],
)
def test_what_may_be_a_part_of_a_process_alone(check: Check, statement: str) -> None:
    [finding] = check("MP304", _HISTOGRAM.replace("KEY", f"{statement}  # MP304"))
    assert finding.confidence is Confidence.LOW


_BALLOTS = """
    from multiprocessing import Array, Process

    PARTIES = ["red", "blue", "green"]

    def vote(ballots, party):
        ballots[PARTIES.index(party)] += 1  # MP304

    def station(number, ballots, parties):
        for voter in range(100):
            vote(ballots, {})

    def main():
        ballots = Array("l", 3)
        for number in range(3):
            Process(target=station, args=(number, ballots, PARTIES)).start()
    """


@pytest.mark.parametrize(
    ("party", "confidence"),
    [
        ("'red' if (voter + number) % 2 else 'blue'", Confidence.HIGH),
        ("PARTIES[(number * 7 + voter) % 3]", Confidence.HIGH),
        ("'green'", Confidence.HIGH),
        ("PARTIES[number]", Confidence.LOW),
        ("'red' if number == 0 else 'blue' if number == 1 else 'green'", Confidence.LOW),
        ("PARTIES[number + voter % 1]", Confidence.LOW),
        ("parties[0]", Confidence.LOW),
    ],
)
def test_the_place_of_one_of_a_few_words(check: Check, party: str, confidence: Confidence) -> None:
    [finding] = check("MP304", _BALLOTS.format(party))
    assert finding.confidence is confidence


OWN_PLACES = """
    import multiprocessing as mp
    from dataclasses import dataclass

    class Worker(mp.Process):
        def __init__(self, place, counts):
            super().__init__()
            self.place, self.counts = place, counts

    class Checker(Worker):
        def run(self):
            self.counts[{key}] += 1  # MP304

    @dataclass
    class Job:
        place: int
        counts: object

        def run(self):
            self.counts[{key}] += 1  # MP304

    def start(place, counts):
        checker, process = Checker(place, counts), mp.Process(target=Job(place, counts).run)
        checker.start()
        process.start()

    def main():
        counts = mp.Array("i", 4)
        for place in range(4):
            start({given}, counts)
"""
PLACES = {
    "one of its own": (("self.place", "place"), Confidence.LOW),
    "a place for two": (("self.place // 2 % 2", "place"), Confidence.HIGH),
    "one for all": (("self.place", "0"), Confidence.HIGH),
    "the last": (("len(self.counts) - 1", "place"), Confidence.HIGH),
}


@pytest.mark.parametrize(("texts", "confidence"), PLACES.values(), ids=PLACES)
def test_the_place_that_an_object_was_given(check: Check, texts: tuple[str, str], confidence: Confidence) -> None:
    key, given = texts
    found = check("MP304", OWN_PLACES.format(key=key, given=given))
    assert {finding.confidence for finding in found} == {confidence}


def test_the_place_that_the_object_of_all_workers_was_given(check: Check) -> None:
    (finding,) = check(
        "MP304",
        """
        import multiprocessing as mp

        class Crew:
            def __init__(self, place, counts):
                self.place, self.counts = place, counts

            def work(self):
                self.counts[self.place] += 1  # MP304

            def run(self):
                for _ in range(3):
                    mp.Process(target=self.work).start()

        def main(place):
            Crew(place, mp.Array("i", 4)).run()
        """,
    )
    assert finding.confidence is Confidence.HIGH


_BOARD = """
import multiprocessing as mp

KINDS = ("in", "out")

class Board:
    def __init__(self):
        self.cells = {kind: mp.Value("i", 0) for kind in KINDS}
        self.rows = [mp.Value("i", 0) for _ in range(9)]

    def cell(self, name):
        return self.cells[name]

    def add(self, name):
        self.cells[name].value += 1  # MP304

    def add_row(self, number):
        row = self.rows[number]
        row.value += 1  # MP304

def work(board, own):
    for kind in KINDS:
        board.add(ADDED)
    board.cell(ASKED).value += 1  # MP304
    board.add_row(NUMBER)

def main():
    board = Board()
    workers = [mp.Process(target=work, args=(board, number)) for number in range(3)]
    for worker in workers:
        worker.start()
"""


@pytest.mark.parametrize("shared", ["CELLS", "ASKS", "ROWS"])
def test_values_of_a_comprehension_that_an_object_holds(check: Check, shared: str) -> None:
    keys = {"CELLS": ("ADDED", "kind"), "ASKS": ("ASKED", "'in'"), "ROWS": ("NUMBER", "0")}
    text = _BOARD.replace(*keys[shared])
    for key in ("ADDED", "ASKED", "NUMBER"):
        text = text.replace(key, "own")
    found = sorted(check("MP304", text), key=lambda finding: finding.location.line)
    sure = [
        place for place, one in zip(("CELLS", "ROWS", "ASKS"), found, strict=True) if one.confidence is Confidence.HIGH
    ]
    assert sure == [shared]


def test_what_each_worker_makes_for_itself_is_its_own(check: Check) -> None:
    """The calls by which workers run tasks stand nowhere in the file, and are no place at which something is made."""
    check(
        "MP304",
        """
        from functools import lru_cache
        from multiprocessing import Pool, Process, Value

        def fresh():
            return Value("i", 0)

        @lru_cache(maxsize=None)
        def remembered():
            return fresh()

        def work(n):
            total = fresh()
            total.value += n
            remembered().value += n

        def note(given, n):
            given.value += n  # MP304

        def main():
            given = fresh()
            workers = [Process(target=work, args=(n,)) for n in range(3)]
            workers += [Process(target=note, args=(given, n)) for n in range(3)]
            for worker in workers:
                worker.start()
            with Pool(2) as pool:
                pool.map(work, range(3))
        """,
    )
