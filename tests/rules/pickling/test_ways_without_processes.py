"""Functions that send what they are given, or call it themselves: what decides is not always known."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

HEAD = """
from multiprocessing import Pool

def run(score, rows, workers):
    if workers == 1:
        return [score(row) for row in rows]
    with Pool(workers) as pool:
        return pool.map(score, rows)

def run_first(score, rows, workers):
    first = score(rows[0])
    if first:
        with Pool(workers) as pool:
            return pool.map(score, rows)

"""


@pytest.mark.parametrize(
    ("call", "confidence"),
    [
        ("run(lambda x: x, [1], cpus())", Confidence.LOW),
        ("run(lambda x: x, [1], 4)", Confidence.HIGH),
        ("run_first(lambda x: x, [1], cpus())", Confidence.HIGH),
    ],
)
def test_a_local_function_that_may_be_called_here(check: Check, call: str, confidence: Confidence) -> None:
    source = f"{HEAD}def main(cpus):\n    {call}  # MP201\n"
    assert [found.confidence for found in check("MP201", source)] == [confidence]


def test_an_object_with_a_pool_that_may_be_none(check: Check) -> None:
    source = """
        from multiprocessing import Pool

        class Engine:
            def __init__(self, score, workers=None):
                self.score = score
                self.pool = Pool(workers) if workers else None

            def run(self, rows):
                if self.pool is not None:
                    return self.pool.map(self.score, rows)  # MP201
                return [self.score(row) for row in rows]

        def main(cpus):
            Engine(lambda x: x, cpus()).run([1])
        """
    assert [found.confidence for found in check("MP201", source)] == [Confidence.LOW]
