"""MP409: the initializer of a pool raises."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.tables.standard import PROCESS_EXECUTOR
from mpcheck.model.tasks import Task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.broken import expects_broken_executor
from mpcheck.rules.lifecycle.raising import Raised, raised_by


def check(module: Module) -> Iterator[Finding]:
    """Report what ends initializers of pools with an exception, and those of executors with each call."""
    reported: set[ast.AST] = set()
    for task in module.tasks:
        if task.role != "initializer" or not _is_of_processes(task):
            continue
        for raised in raised_by(module, module.functions(task.callables)):
            certain = raised.always and len(task.callables) == 1
            told = task.event.kind == "process-executor" and (not certain or expects_broken_executor(module))
            if raised.node in reported or told or not _is_at_hand(module, raised):
                continue
            reported.add(raised.node)
            yield from RULE.at(
                module,
                raised.node,
                _message(raised, task),
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


def _is_of_processes(task: Task) -> bool:
    """Whether it is the initializer of a Pool, or of the standard library's executor."""
    return task.event.kind == "pool" or task.event.api.returns == PROCESS_EXECUTOR


def _message(raised: Raised, task: Task) -> str:
    written = ast.unparse(raised.node).partition("\n")[0]
    if task.event.kind == "process-executor":
        return f"`{written}` ends the initializer of an executor: every task fails with BrokenProcessPool, and none ever runs"
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

_UNFINISHED = """
from concurrent.futures import ProcessPoolExecutor


class Engine:
    def __init__(self, model):
        self.executor = ProcessPoolExecutor(2, initializer=self.load, initargs=(model,))

    @classmethod
    def load(cls, model):
        print("loading", model)
        refuse(model)

    def sizes(self, texts):
        with self.executor:
            return list(self.executor.map(len, texts))


def refuse(model):
    raise NotImplementedError(model)  # MP409


if __name__ == "__main__":
    print(Engine("small").sizes(["a", "bc"]))
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
        "ever runs: map() and get() wait for ever. An executor gives up: every task fails with BrokenProcessPool, and the "
        "cause stands only in the traceback that the worker prints."
    ),
    cure=(
        "Check what can fail before the pool is made, or catch the exception in the initializer, keep it and raise it "
        "in the task. ProcessPoolExecutor at least does not hang."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#module-multiprocessing.pool",
        "https://github.com/python/cpython/issues/87472",
    ),
    catalogue=("C04",),
    bad=(
        Example(_MISSING, Outcome("hangs")),
        Example(_EXIT, Outcome("hangs")),
        Example(_UNFINISHED, Outcome("raises", "BrokenProcessPool")),
    ),
    good=(Example(_KEPT), Example(_EXECUTOR), Example(_SIGNALS)),
    check=check,
)
