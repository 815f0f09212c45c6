from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check


def test_text_of_a_method_and_the_bits_of_a_hash(check: Check) -> None:
    check(
        "MP313",
        """
        import multiprocessing as mp

        def is_mine(line, number):
            return hash(line.strip().encode("utf-8")) & 3 == number

        class Worker(mp.Process):
            def __init__(self, number: int, names: list):
                super().__init__()
                self.number = number
                self.names = names

            def run(self):
                for name in self.names:
                    slot = abs(hash(f"name {name}")) % 4  # MP313
                    if slot == self.number:
                        print(name)

        if __name__ == "__main__":
            Worker(1, ["a"]).start()
        """,
    )


def test_what_is_hashed_unknown_is_a_hint(check: Check) -> None:
    [finding] = check(
        "MP313",
        """
        from multiprocessing import Pool

        def work(key):
            return hash(key)  # MP313

        def main(keys):
            with Pool() as pool:
                return pool.map(work, keys)
        """,
    )
    assert finding.confidence is Confidence.LOW


def test_numbers_fixed_seeds_and_threads_are_silent(check: Check) -> None:
    check(
        "MP313",
        """
        from multiprocessing import Pool
        from multiprocessing.pool import ThreadPool

        def number(n: int):
            return hash(n) % 3 == 0

        def text(name: str):
            return hash(name)

        def count(names):
            return len({hash(name): name for name in names})

        def main():
            with Pool() as pool:
                pool.map(number, range(3))
                pool.map(count, [["a"]])
            with ThreadPool() as pool:
                pool.map(text, ["a"])
        """,
    )
    check(
        "MP313",
        """
        import os
        from multiprocessing import Pool

        os.environ["PYTHONHASHSEED"] = "0"

        def text(name: str):
            return hash(name)

        def main():
            with Pool() as pool:
                pool.map(text, ["a"])
        """,
    )


_PLACES = """
    from multiprocessing import Pool
    from typing import NamedTuple

    class Placed(NamedTuple):
        shard: int
        key: str

    def place(key: str):
        return ANSWER

    class Shards:
        def __init__(self, count):
            self.shards = [[] for _ in range(count)]

        def fill(self, keys):
            with Pool() as pool:
                for shard, key in pool.imap(place, keys):
                    self.shards[shard].append(key)

        def has(self, key):
            return key in FOUND
    """
_BY_HASH = "self.shards[hash(key) % len(self.shards)]"


@pytest.mark.parametrize("answer", ["Placed(hash(key) % 8, key)", "(abs(hash(key)) % 8, key)"])
def test_a_share_that_the_parent_computes_again(check: Check, answer: str) -> None:
    [finding] = check("MP313", _PLACES.replace("ANSWER", f"{answer}  # MP313").replace("FOUND", _BY_HASH))
    assert finding.confidence is Confidence.MEDIUM
    assert {target.start_method for target in finding.breaks_when} == {"spawn", "forkserver"}


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("Placed(hash(key) % 8, key)", "self.shards[self.number_of(key)]"),
        ("Placed(hash(key) % 8, key)", "sorted(self.shards, key=lambda shard: hash(key) % 8)[0]"),
        ("(len(key) % 8, key)", _BY_HASH),
        ("(0, [key for _ in range(hash(key) % 8)])", _BY_HASH),
        ("(0, str(hash(key) % 8))", _BY_HASH),
    ],
)
def test_a_share_that_the_parent_does_not_compute_or_get_is_silent(check: Check, answer: str, found: str) -> None:
    check("MP313", _PLACES.replace("ANSWER", answer).replace("FOUND", found))
