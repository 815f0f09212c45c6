"""MP802: a number of workers that is zero where there is one processor."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.parallelism.worker_counts import Machine, counts

_MANY = 1024


def check(module: Module) -> Iterator[Finding]:
    """Report pools whose written number of workers amounts to less than one."""
    small, large = Machine(module, processors=1, usable=1), Machine(module, processors=_MANY, usable=_MANY)
    for event, node in counts(module):
        number, among_many = small.count(node), large.count(node)
        # A number that is zero everywhere is a setting that somebody else changes.
        if number is not None and among_many is not None and number < 1 <= among_many:
            error = "Number of processes must be at least 1"
            elsewhere = event.call not in module.ancestors(node)
            yield from RULE.at(
                module,
                node,
                f"on a machine with one processor this is {int(number)}, and `{ast.unparse(event.call.func)}` raises ValueError"
                + (f": {error}" if event.kind == "pool" else ""),
                breaks=module.targets_of(event),
                related=[(event.call, "this is made with it")] if elsewhere else [],
                confidence=Confidence.HIGH if event.is_certain else Confidence.MEDIUM,
            )


_LESS_ONE = """
import multiprocessing
import os

os.cpu_count = lambda: 1  # what a small virtual machine or container says


def square(number):
    return number * number


if __name__ == "__main__":
    with multiprocessing.Pool(multiprocessing.cpu_count() - 1) as pool:  # MP802
        print(pool.map(square, range(3)))
    print("ok")
"""

_A_SHARE = """
import multiprocessing as mp
import os
from concurrent.futures import ProcessPoolExecutor

os.cpu_count = lambda: 1


class Job:
    def __init__(self, share=0.75):
        self.workers = int(mp.cpu_count() * 0.75)

    def run(self, items):
        with ProcessPoolExecutor(max_workers=self.workers) as executor:  # MP802
            return list(executor.map(abs, items))


def halves(items, workers=mp.cpu_count() // 2):
    context = mp.get_context("spawn")
    with context.Pool(processes=workers) as pool:  # MP802
        return pool.map(abs, items)


if __name__ == "__main__":
    for run in (Job().run, halves):
        try:
            print(run([-1, 2]))
        except ValueError as error:
            print("failed:", error)
        else:
            print("ok")
"""

_PASSED = """
import multiprocessing
import os

os.cpu_count = lambda: 1


def run(items, workers=None):
    with multiprocessing.Pool(processes=workers) as pool:
        return pool.map(abs, items)


if __name__ == "__main__":
    print(run([-1, 2]))
    print(run([-1, 2], workers=multiprocessing.cpu_count() - 1))  # MP802
    print("ok")
"""

_AT_LEAST_ONE = """
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

os.cpu_count = lambda: 1


def usable():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    with multiprocessing.Pool(max(1, multiprocessing.cpu_count() - 1)) as pool:
        assert pool.map(abs, [-1]) == [1]
    with multiprocessing.Pool(multiprocessing.cpu_count() - 1 or 1) as pool:
        assert pool.map(abs, [-1]) == [1]
    workers = multiprocessing.cpu_count() // 2 + 1
    with ProcessPoolExecutor(min(workers, usable())) as executor:
        assert list(executor.map(abs, [-1])) == [1]
    print("ok")
"""

_TESTED = """
import os
from multiprocessing import Pool, cpu_count

os.cpu_count = lambda: 1


def work(items, workers):
    if workers > 1:
        with Pool(workers) as pool:
            return pool.map(abs, items)
    return [abs(item) for item in items]


def with_spare(items):
    spare = cpu_count() - 1
    if spare < 1:
        return work(items, 1)
    with Pool(spare) as pool:
        return pool.map(abs, items)


def corrected(items):
    count = cpu_count() - 2
    if count <= 0:
        count = 1
    with Pool(count) as pool:
        return pool.map(abs, items)


if __name__ == "__main__":
    assert work([-1], cpu_count() - 1) == with_spare([-1]) == corrected([-1]) == [1]
    print("ok")
"""

_THREADS_AND_DEFAULTS = """
import multiprocessing
import os

os.cpu_count = lambda: 1


def start(count):
    return [multiprocessing.Process(target=abs, args=(n,)) for n in range(count)]


if __name__ == "__main__":
    with multiprocessing.Pool() as pool, multiprocessing.Pool(None) as other:
        assert pool.map(abs, [-1]) == other.map(abs, [-1])
    assert start(multiprocessing.cpu_count() - 1) == []
    print("ok")
"""

RULE = Rule(
    code="MP802",
    name="no-worker-on-one-processor",
    summary="The number of workers is computed from the number of processors, and is zero where there is one.",
    why=(
        "cpu_count() - 1, cpu_count() // 2 and int(cpu_count() * 0.75) are zero on machines with one processor, such as small "
        "virtual machines, containers and some machines of continuous integration. Pool and ProcessPoolExecutor "
        "raise ValueError for less than one worker."
    ),
    cure="Write max(1, cpu_count() - 1).",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool",
        "https://docs.python.org/3/library/os.html#os.cpu_count",
    ),
    catalogue=("D27",),
    bad=(
        Example(_LESS_ONE, Outcome("raises", "ValueError: Number of processes must be at least 1")),
        Example(_A_SHARE, Outcome("wrong", "failed:")),
        Example(_PASSED, Outcome("raises", "ValueError: Number of processes must be at least 1")),
    ),
    good=(Example(_AT_LEAST_ONE), Example(_TESTED), Example(_THREADS_AND_DEFAULTS)),
    check=check,
)
