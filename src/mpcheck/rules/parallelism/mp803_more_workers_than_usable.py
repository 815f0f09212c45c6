"""MP803: as many workers as the machine has processors, of which the process may use fewer."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model import iteration
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.parallelism.worker_counts import Machine, counts

_MANY = 64


def check(module: Module) -> Iterator[Finding]:
    """Report pools whose number of workers grows with the processors of the machine, whatever may be used of them."""
    large, small = Machine(module, processors=_MANY, usable=1), Machine(module, processors=1, usable=1)
    for event, node in counts(module):
        many, few = large.count(node) or 0, small.count(node) or 0
        if many >= _MANY and 1 <= few < many:
            targets = (target for target in module.targets_of(event) if target.platform == "linux")
            message = "this counts the processors of the machine, not those that the process may use"
            confined = _confined(module, event)
            related = [(confined, "the process confines itself to some here")] if confined is not None else []
            # Elsewhere only those who run the program know whether anybody confines it.
            confidence = Confidence.MEDIUM if confined is not None else Confidence.LOW
            yield from RULE.at(module, node, message, breaks=targets, related=related, confidence=confidence)


def _confined(module: Module, event: Event) -> ast.Call | None:
    """The only call by which the parent limits itself to some processors, if the pool can be made after it."""
    calls = [
        call for call in module.calls_of("os.sched_setaffinity") if module.function(call) not in module.worker_tasks
    ]
    own = [call for call in calls if call.args and _is_own_process(module, call.args[0])]
    (call,) = own if len(own) == 1 else (None,)
    return call if call is not None and Parent(module).may_precede(call, event.call) else None


def _is_own_process(module: Module, node: ast.expr) -> bool:
    is_asked = isinstance(node, ast.Call) and module.external_name(node.func) == "os.getpid"
    return is_asked or iteration.constant(module.values(node)) == 0


_ALL = """
import multiprocessing
import os

if __name__ == "__main__":
    os.sched_setaffinity(0, list(os.sched_getaffinity(0))[:1])  # MP603
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
    os.sched_setaffinity(0, list(os.sched_getaffinity(0))[:1])  # MP603
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
    confidence=Confidence.MEDIUM,
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
