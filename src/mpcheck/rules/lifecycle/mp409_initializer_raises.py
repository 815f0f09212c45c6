"""MP409: the initializer of a pool raises."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.raising import Raised, raised_by


def check(module: Module) -> Iterator[Finding]:
    """Report what ends initializers of pools with an exception."""
    reported: set[ast.AST] = set()
    for task in module.tasks:
        if task.role != "initializer" or task.event.kind != "pool":
            continue
        for raised in raised_by(module, module.functions(task.callables)):
            if raised.node in reported or not _is_at_hand(module, raised):
                continue
            reported.add(raised.node)
            certain = raised.always and len(task.callables) == 1
            yield from RULE.at(
                module,
                raised.node,
                _message(raised),
                breaks=module.narrow(raised.node, module.targets_of(task.event)),
                related=[
                    *((call, "called here") for call in raised.way[:-1]),
                    (task.event.call, "the pool is made here"),
                ],
                severity=Severity.ERROR if certain else None,
            )


def _is_at_hand(module: Module, raised: Raised) -> bool:
    """Whether what raises stands in this file or in that of the initializer, and not deep in what these import."""
    return module.ev.file(raised.node) in (module.found, module.ev.file(raised.way[0]))


def _message(raised: Raised) -> str:
    written = ast.unparse(raised.node).partition("\n")[0]
    verb = "ends" if raised.always else "may end"
    return (
        f"`{written}` {verb} the initializer of a pool: the worker dies and the pool starts another one, without end, "
        "while whoever waits for a result waits for ever"
    )


_MISSING = """
import os
from multiprocessing import Pool

settings = {}


def load(path):
    if not os.path.exists(path):
        raise FileNotFoundError(path)  # MP409
    settings["path"] = path


def work(number):
    return number, settings["path"]


if __name__ == "__main__":
    with Pool(1, initializer=load, initargs=("no-such-file",)) as pool:
        print(pool.map(work, range(3), chunksize=1))
"""

_EXIT = """
import multiprocessing as mp
import sys


class Connections:
    def __init__(self, limit):
        self.limit = limit

    def check(self, count):
        if count > self.limit:
            sys.exit("too many")  # MP409

    def open(self, count):
        self.check(count)


def work(number):
    return number + 1


def main():
    pool = mp.get_context("spawn").Pool(1, Connections(2).open, (3,))
    try:
        print(pool.map(work, [1, 2], chunksize=1))
    finally:
        pool.terminate()


if __name__ == "__main__":
    main()
"""

_KEPT = """
import os
from multiprocessing import Pool

state = {}


def load(path):
    try:
        if not os.path.exists(path):
            raise FileNotFoundError(path)
        state["path"] = path
    except OSError as error:
        state["error"] = str(error)


def work(number):
    if "error" in state:
        raise RuntimeError(state["error"])
    return number


if __name__ == "__main__":
    with Pool(1, initializer=load, initargs=("no-such-file",)) as pool:
        try:
            pool.map(work, range(3))
        except RuntimeError:
            print("ok")
"""

_EXECUTOR = """
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def prepare(limit):
    if limit < 1:
        raise ValueError(limit)


def work(number):
    return number


if __name__ == "__main__":
    with ProcessPoolExecutor(1, initializer=prepare, initargs=(0,)) as executor:
        try:
            list(executor.map(work, range(3)))
        except BrokenProcessPool:
            print("ok")
"""

_SIGNALS = """
import multiprocessing
import signal


def ignore_interrupts():
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def check(number):
    if number < 0:
        raise ValueError(number)
    return number


def main():
    with multiprocessing.Pool(1, ignore_interrupts) as pool:
        check(3)
        assert pool.map(check, [1, 2]) == [1, 2]
    print("ok")


if __name__ == "__main__":
    main()
"""

RULE = Rule(
    code="MP409",
    name="initializer-raises",
    summary="The initializer of a pool raises an exception.",
    why=(
        "A multiprocessing.Pool replaces a worker that has died, also one that died in its initializer. If the "
        "initializer fails again and again, workers are started without end, each printing its traceback, and no task "
        "ever runs: map() and get() wait for ever. An executor gives up with BrokenProcessPool."
    ),
    cure=(
        "Check what can fail before the pool is made, or catch the exception in the initializer, keep it and raise it "
        "in the task; or use ProcessPoolExecutor, which reports it."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#module-multiprocessing.pool",
        "https://github.com/python/cpython/issues/87472",
    ),
    catalogue=("C04",),
    bad=(Example(_MISSING, Outcome("hangs")), Example(_EXIT, Outcome("hangs"))),
    good=(Example(_KEPT), Example(_EXECUTOR), Example(_SIGNALS)),
    check=check,
)
