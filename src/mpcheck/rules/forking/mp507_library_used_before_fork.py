"""MP507: a library that does not survive a fork is used before it, and again in the worker."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.forks import Fork, forks_reached, may_precede, place_to_report
from mpcheck.model.library_uses import library_uses
from mpcheck.model.module import Module
from mpcheck.model.tables.forking_libraries import Unforkable
from mpcheck.rules.base import Example, Outcome, Rule

Uses = list[tuple[ast.Call, Unforkable]]


def check(module: Module) -> Iterator[Finding]:
    """Report forks before which the parent, and after which the worker, uses such a library."""
    forks = forks_reached(module)
    uses = list(library_uses(module)) if forks else []
    for fork in forks if uses else ():
        in_worker = _of_worker(module, fork, uses)
        before = _before(module, fork, uses)
        for library in dict.fromkeys(library for _, library in in_worker):
            earlier = [call for call, other in before if other is library]
            if earlier:
                later = next(call for call, other in in_worker if other is library)
                message = f"{library.words} is used before this fork: in the worker it {library.symptom}"
                related = [(earlier[0], "used here by the parent"), (later, "used here by the worker")]
                confidence = Confidence.MEDIUM if fork.is_certain else Confidence.LOW
                place = place_to_report(module, fork, earlier[0])
                yield from RULE.at(module, place, message, breaks=fork.targets, related=related, confidence=confidence)


def _of_worker(module: Module, fork: Fork, uses: Uses) -> Uses:
    functions = {info for task in fork.tasks for info in module.functions(task.callables)}
    reached = module.graph.reached_from(functions)
    return [(call, library) for call, library in uses if module.function(call) in reached]


def _before(module: Module, fork: Fork, uses: Uses) -> Uses:
    return [(call, library) for call, library in uses if may_precede(module, (call,), fork.event.sites)]


_POOL = """
import multiprocessing as mp

import polars as pl


def total(group):
    frame = pl.DataFrame({"a": range(1000)})
    return frame.filter(pl.col("a") % 3 == group).height


def main():
    frame = pl.DataFrame({"group": [0, 1, 2]})
    groups = frame.sort("group")["group"].to_list()
    with mp.Pool(2) as pool:  # MP507
        totals = pool.map(total, groups)
    print("ok" if totals == [334, 333, 333] else totals)


if __name__ == "__main__":
    main()
"""

_PROCESS = """
from multiprocessing import get_context

from polars import DataFrame, concat

table = concat([DataFrame({"a": [n] * 1000}) for n in range(4)])


class Report:
    def __init__(self, column):
        self.column = column

    def work(self):
        print(table.sort(self.column).group_by(self.column).len().height, flush=True)


def run(context):
    report = Report("a")
    worker = context.Process(target=report.work)
    worker.start()  # MP507
    worker.join()
    print("ok" if worker.exitcode == 0 else worker.exitcode)


run(get_context("fork"))  # MP601
"""

_SPAWN = """
import multiprocessing as mp

import polars as pl


def total(group):
    frame = pl.DataFrame({"a": range(1000)})
    return frame.filter(pl.col("a") % 3 == group).height


if __name__ == "__main__":
    groups = pl.DataFrame({"group": [0, 1, 2]}).sort("group")["group"].to_list()
    with mp.get_context("spawn").Pool(2) as pool:
        totals = pool.map(total, groups)
    print("ok" if totals == [334, 333, 333] else totals)
"""

_ONLY_WORKERS = """
from concurrent.futures import ProcessPoolExecutor

import polars as pl

MULTIPLES = pl.col("a") % 3 == 0


def count(last):
    return pl.DataFrame({"a": range(last)}).filter(MULTIPLES).height


def main():
    with ProcessPoolExecutor(2) as executor:
        counts = list(executor.map(count, [3, 6]))
    totals = pl.DataFrame({"n": counts}).sort("n")
    print("ok" if totals["n"].to_list() == [1, 2] else totals)


if __name__ == "__main__":
    main()
"""

_ONLY_PARENT = """
from multiprocessing import Pool
from multiprocessing.pool import ThreadPool

import polars as pl


def double(number):
    return 2 * number


def rows(last):
    return pl.DataFrame({"n": range(last)}).filter(pl.col("n") > 0).height


if __name__ == "__main__":
    numbers = pl.DataFrame({"n": [2, 1]}).sort("n")["n"].to_list()
    with Pool(2) as pool:
        doubled = pool.map(double, numbers)
    with ThreadPool(2) as threads:
        counts = threads.map(rows, numbers)
    print("ok" if (doubled, counts) == ([2, 4], [0, 1]) else (doubled, counts))
"""

RULE = Rule(
    code="MP507",
    name="library-used-before-fork",
    summary="A library with threads or a device of its own is used, and then again in a forked worker.",
    why=(
        "A fork copies the memory of a library, but neither its threads nor its hold on a device. The worker's copy still "
        "counts on them: Polars and JAX wait for ever for threads that are not there, CUDA says `Cannot re-initialize "
        "CUDA in forked subprocess`. To import the library, or to use it in workers alone, does no harm."
    ),
    cure=(
        'Start the workers by spawn or forkserver (`multiprocessing.get_context("spawn")`), or use the library only in '
        "the workers, or only in the parent."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.pola.rs/user-guide/misc/multiprocessing/",
        "https://docs.pytorch.org/docs/stable/notes/multiprocessing.html",
    ),
    catalogue=("C10", "C11"),
    bad=(
        Example(_POOL, Outcome("hangs"), methods=("fork",), platforms=("linux",), requires=("polars",)),
        Example(_PROCESS, Outcome("hangs"), platforms=("linux",), requires=("polars",)),
    ),
    good=(
        Example(_SPAWN, requires=("polars",)),
        Example(_ONLY_WORKERS, requires=("polars",)),
        Example(_ONLY_PARENT, requires=("polars",)),
    ),
    check=check,
)
