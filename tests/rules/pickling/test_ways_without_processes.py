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


OUTER = """
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

@dataclass
class Config:
    workers: int = 0

class Scorer:
    def __init__(self, score):
        self.score = score

    def __call__(self, row):
        return self.score(row)

def count(config, rows):
    return min(config.workers, len(rows))

def run_in_processes(scorer, rows, workers):
    with ProcessPoolExecutor(workers) as executor:
        return list(executor.map(scorer, rows))

def run(config, score, rows, workers):
    scorer = Scorer(score)
    if workers == 1:
        return [scorer(row) for row in rows]
    return run_in_processes(scorer, rows, workers)

def run_twice(config, score, rows, workers):
    scorer = Scorer(score)
    if workers > 0:
        print(scorer(rows[0]))
    return run_in_processes(scorer, rows, workers)

def run_config(config, score, rows):
    return run(config, score, rows, count(config, rows))

def main(cpus):
    def local(row):
        return row
    {0}  # MP204
"""


@pytest.mark.parametrize(
    ("call", "confidence"),
    [
        ("run(Config(), local, [1], cpus())", Confidence.LOW),
        ("run(Config(), local, [1], 4)", Confidence.HIGH),
        ("run_twice(Config(), local, [1], cpus())", Confidence.HIGH),
        ("run_config(Config(workers=1), local, [1])", Confidence.LOW),
    ],
)
def test_an_object_that_a_function_further_out_may_call(check: Check, call: str, confidence: Confidence) -> None:
    assert [found.confidence for found in check("MP204", OUTER.format(call))] == [confidence]
