"""MP803: as many workers as the machine has processors, of which the process may use fewer."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.parallelism.worker_counts import Machine, counts

_MANY = 64


def check(module: Module) -> Iterator[Finding]:
    """Report pools whose number of workers grows with the processors of the machine, whatever may be used of them."""
    large, small = Machine(module, processors=_MANY, usable=1), Machine(module, processors=1, usable=1)
    for event, node in counts(module):
        if (large.count(node) or 0) >= _MANY and (small.count(node) or 0) >= 1:
            targets = (target for target in module.targets_of(event) if target.platform == "linux")
            message = "this counts the processors of the machine, not those that the process may use"
            yield from RULE.at(module, node, message, breaks=targets)


_ALL = """
import multiprocessing
import os

if __name__ == "__main__":
    os.sched_setaffinity(0, list(os.sched_getaffinity(0))[:1])  # as taskset, batch systems and containers do
    workers = multiprocessing.cpu_count()
    with multiprocessing.Pool(workers) as pool:  # MP803
        pool.map(abs, range(3))
    usable = len(os.sched_getaffinity(0))
    print("ok" if workers <= usable else f"too many workers for {usable} processor")
"""

_TWICE = """
import os
from concurrent.futures import ProcessPoolExecutor


class Batch:
    def __init__(self):
        self.workers = (os.cpu_count() or 1) * 2

    def run(self, items):
        with ProcessPoolExecutor(max_workers=self.workers) as executor:  # MP803
            return list(executor.map(abs, items))


if __name__ == "__main__":
    os.sched_setaffinity(0, list(os.sched_getaffinity(0))[:1])
    batch = Batch()
    print(batch.run([-1]))
    print("ok" if batch.workers < 3 else "too many workers for 1 processor")
"""

_USABLE = """
import os
from multiprocessing import Pool


def usable():
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


if __name__ == "__main__":
    with Pool(usable()) as pool:
        assert pool.map(abs, [-1]) == [1]
    print("ok")
"""

_LIMITED = """
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool, cpu_count

if __name__ == "__main__":
    with Pool(min(4, cpu_count())) as pool, ProcessPoolExecutor(2) as executor:
        assert pool.map(abs, [-1]) == list(executor.map(abs, [1]))
    with Pool(int(os.environ.get("WORKERS", 2))) as pool:
        assert pool.map(abs, [-1]) == [1]
    print("ok")
"""

_THREADS = """
import os
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import Pool, ThreadPool

if __name__ == "__main__":
    with ThreadPool(os.cpu_count()) as pool, ThreadPoolExecutor(2 * os.cpu_count()) as executor:
        assert pool.map(abs, [-1]) == list(executor.map(abs, [1]))
    with Pool() as pool:
        assert pool.map(abs, [-1]) == [1]
    print("ok")
"""

RULE = Rule(
    code="MP803",
    name="more-workers-than-usable",
    summary="A pool has as many workers as the machine has processors, however few the process may use.",
    why=(
        "os.cpu_count() and multiprocessing.cpu_count() count the processors of the machine. Where taskset, a batch system "
        "or a container gives the process some of them, the workers of such a pool take turns, and each takes its memory. "
        "A limit of processor time, as containers often have, is seen by no function of the standard library."
    ),
    cure=(
        "Use os.process_cpu_count() (Python 3.13 and later) or len(os.sched_getaffinity(0)), and let users set the number "
        "of workers."
    ),
    severity=Severity.NOTE,
    confidence=Confidence.LOW,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/os.html#os.process_cpu_count",
        "https://github.com/python/cpython/issues/80235",
    ),
    catalogue=("D27",),
    bad=(
        Example(_ALL, Outcome("wrong", "too many workers for 1 processor"), platforms=("linux",)),
        Example(_TWICE, Outcome("wrong", "too many workers for 1 processor"), platforms=("linux",)),
    ),
    good=(Example(_USABLE), Example(_LIMITED), Example(_THREADS)),
    check=check,
)
