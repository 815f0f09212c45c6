"""MP201 where a number of workers decides whether there are worker processes at all."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

PICKS = """
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

class Serial:
    def submit(self, function, *args):
        return function(*args)

@contextmanager
def pick(wanted):
    usable = os.cpu_count()
    wanted = usable if wanted < 1 else min(wanted, usable)
    {choice}
        yield Serial()
    else:
        with ProcessPoolExecutor(wanted) as pool:
            yield pool

def main():
    def double(x):
        return x * 2

    with pick({wanted}) as pool:
        pool.submit(double, 2){mark}
"""


@pytest.mark.parametrize(
    "choice", ["if wanted <= 1:", "if wanted < 2:", "if not wanted > 1:", "if 1 >= max(wanted, 1):"]
)
def test_one_worker_is_this_process(check: Check, choice: str) -> None:
    assert check("MP201", PICKS.format(choice=choice, wanted="1", mark="")) == []


@pytest.mark.parametrize("wanted", ["2", "0", "os.cpu_count()"])
def test_perhaps_there_are_workers(check: Check, wanted: str) -> None:
    (finding,) = check("MP201", PICKS.format(choice="if wanted <= 1:", wanted=wanted, mark="  # MP201"))
    assert finding.confidence is Confidence.MEDIUM


BOUNDED = """
from concurrent.futures import ProcessPoolExecutor

def run(job, items, wanted):
    workers = min(wanted, len(items))
    workers = max({least}, workers)
    if workers {test}:
        return [job(item) for item in items]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(job, items))

run(lambda n: n + 1, [1, 2], {wanted}){mark}
"""


@pytest.mark.parametrize(
    ("least", "test", "wanted", "mark"),
    [
        (1, "== 1", 1, ""),
        (0, "< 2", 1, ""),
        (0, "!= 5", 4, ""),
        (1, "== 1", 2, "  # MP201"),
        (2, "== 1", 1, "  # MP201"),
        (0, "== 1", 1, "  # MP201"),
    ],
)
def test_what_lies_between_is_known(check: Check, least: int, test: str, wanted: int, mark: str) -> None:
    check("MP201", BOUNDED.format(least=least, test=test, wanted=wanted, mark=mark))


OFFERED = """
from multiprocessing import Pool, Process, get_context

class Runner:
    def __init__(self, way):
        self.way = way

    def run(self, job, items):
        if self.way == "fork":
            {leaves}self.forked(job, items)
        return self.pooled(job, items)

    def forked(self, job, items):
        processes = [get_context({method}).Process(target=job, args=(item,)) for item in items]
        for process in processes:
            process.start()

    def pooled(self, job, items):
        with Pool() as pool:
            return pool.map(job, items)

def main(way, items):
    Runner(way).run(lambda item: item + 1, items)  # MP201
"""


@pytest.mark.parametrize(
    ("leaves", "method", "confidence"),
    [("return ", '"fork"', Confidence.LOW), ("return ", "", Confidence.HIGH), ("", '"fork"', Confidence.HIGH)],
)
def test_who_offers_to_fork_instead_knows_what_cannot_be_pickled(
    check: Check, leaves: str, method: str, confidence: Confidence
) -> None:
    (found,) = check("MP201", OFFERED.format(leaves=leaves, method=method))
    assert found.confidence is confidence
