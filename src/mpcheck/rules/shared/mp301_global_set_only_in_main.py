"""MP301: a worker reads a module-level name that only the parent process binds."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.conditions import conditions
from mpcheck.model.globals import import_bindings
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent
from mpcheck.model.scopes import Binding
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.other_modules import MissedChange, missed_changes
from mpcheck.rules.shared.worker_reads import WorkerRead, worker_reads

#: Tell whether there is a name.
_ASK = ("builtins.globals", "builtins.hasattr")


def check(module: Module) -> Iterator[Finding]:
    """Report the first read in each function that a worker runs."""
    if not (module.worker_tasks or module.served_tasks) or _binds_by_other_means(module):
        return
    parent = Parent(module)
    for name, uses in module.global_reads.items():
        bindings = _bindings_of_parent(module, parent, name)
        if not bindings:
            continue
        seen = set()
        for read in worker_reads(module, uses, served=True):
            if read.function not in seen and not _expects_absence(module, read.use.node):
                seen.add(read.function)
                yield from _report(module, parent, read, bindings)
    for missed in missed_changes(module):
        if not missed.is_bound_by_import and not _expects_absence(module, missed.read.node):
            yield from _report_other(module, missed)


def _report_other(module: Module, missed: MissedChange) -> Iterator[Finding]:
    error = "AttributeError" if isinstance(missed.read.node, ast.Attribute) else "NameError"
    message = (
        f"`{missed.name}` is set only while the parent process runs, so a worker that imports the module anew finds no "
        f"such name: {error}"
    )
    node, related = missed.place(module)
    yield from RULE.at(module, node, message, breaks=missed.targets, related=related, confidence=Confidence.MEDIUM)


def _report(module: Module, parent: Parent, read: WorkerRead, bindings: list[Binding]) -> Iterator[Finding]:
    name, function = read.use.name, read.function.name
    clear = all(parent.runs(b.node) for b in bindings) and not module.found.module.star_imports
    place = "under the `__main__` guard" if bindings[0].owner is None else f"by `{bindings[0].owner.name}()`"
    message = (
        f"`{name}` is set only {place} in the parent process, so a worker that imports this module "
        f"finds no `{name}` in `{function}`: NameError"
    )
    related = [
        (bindings[0].node, "set here, which workers do not run"),
        (read.tasks[0].event.call, f"leads to `{function}` in a worker process"),
    ]
    confidence = read.confidence if clear else Confidence.MEDIUM
    yield from RULE.at(module, read.use.node, message, breaks=read.targets, related=related, confidence=confidence)


def _bindings_of_parent(module: Module, parent: Parent, name: str) -> list[Binding]:
    """All bindings of a name if none but the parent process makes them, else nothing."""
    bindings = [b for b in module.found.module.bindings[name] if b.kind not in ("annotation", "del")]
    if hasattr(builtins, name) or import_bindings(module, name):
        return []
    return bindings if all(parent.runs(b.node) is not False for b in bindings) else []


def _binds_by_other_means(module: Module) -> bool:
    """Whether importing the module may bind names that are not written out."""
    return any("import" in module.graph.place_of(call) for call in module.calls_of("builtins.globals", "builtins.exec"))


def _expects_absence(module: Module, node: ast.AST) -> bool:
    """Whether the code around a read is made for the case that the name is not bound."""
    if {"NameError", "AttributeError"} & module.exceptions_caught(node):
        return True
    tested = (part for test, _ in conditions(module.ev, node) for part in ast.walk(test))
    return any(isinstance(part, ast.Call) and module.external_name(part.func) in _ASK for part in tested)


_UNDER_GUARD = """
from multiprocessing import Process


def scale(x):
    print(x * factor)  # MP301


if __name__ == "__main__":
    factor = 3
    p = Process(target=scale, args=(2,))
    p.start()
    p.join()
    print("ok" if p.exitcode == 0 else "the child failed")
"""

_GLOBAL_IN_MAIN = """
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor, as_completed


def prefix():
    return options["prefix"]  # MP301


class Job:
    def __init__(self, word):
        self.word = word

    def __call__(self):
        return prefix() + self.word


def main():
    global options
    options = {"prefix": "un"}
    with ProcessPoolExecutor(2, mp_context=mp.get_context("spawn")) as executor:
        for future in as_completed([executor.submit(Job(word)) for word in ("do", "tie")]):
            print(future.result())


if __name__ == "__main__":
    main()
"""

_INITIALIZER = """
from multiprocessing import Pool


def set_factor(value):
    global factor
    factor = value


def scale(x):
    return x * factor


if __name__ == "__main__":
    set_factor(1)
    with Pool(2, initializer=set_factor, initargs=(3,)) as pool:
        assert pool.map(scale, [1, 2]) == [3, 6]
    print("ok")
"""

_OWN_NAMES = """
import multiprocessing as mp

limit = 10


def work(x):
    global total
    total = 0
    for step in range(x):
        total += step
    return min(total, limit)


def pair(value, scale=limit):
    return value * scale


if __name__ == "__main__":
    value, step, total = 4, 2, 0
    with mp.Pool(2) as pool:
        assert pool.map(work, [3, value]) == [3, 6]
        assert pool.map(pair, [1, 2]) == [10, 20]
    print("ok")
"""

_PARENT_READS = """
import threading
from concurrent.futures import ProcessPoolExecutor


def square(x):
    if __name__ == "__main__":
        return x * x + offset
    try:
        return x * x + offset - offset
    except NameError:
        return x * x


def report():
    print(results)


if __name__ == "__main__":
    offset = 0
    with ProcessPoolExecutor(2) as executor:
        results = list(executor.map(square, range(3)))
    thread = threading.Thread(target=report)
    thread.start()
    thread.join()
    print("ok" if results == [0, 1, 4] else results)
"""

RULE = Rule(
    code="MP301",
    name="global-set-only-in-main",
    summary="A worker reads a module-level name that only the parent process sets.",
    why=(
        "Under spawn and forkserver a worker imports the module by itself. It does not run what stands under the "
        "`__main__` guard, nor the functions that are called from there, so names that are set only there do not exist in "
        "the worker: it fails with NameError. For a Process this shows on its standard error only. Under fork the worker "
        "is a copy of the parent and has them, so the program works until it runs on Windows, on macOS or on Linux with "
        "Python 3.14."
    ),
    cure=(
        "Pass the value to the worker as an argument, or set the name in each worker: "
        "`Pool(initializer=..., initargs=(...))`."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#the-spawn-and-forkserver-start-methods",
        "https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",
    ),
    catalogue=("A09",),
    bad=(
        Example(_UNDER_GUARD, Outcome("child", "NameError"), methods=("spawn", "forkserver")),
        Example(_GLOBAL_IN_MAIN, Outcome("raises", "NameError")),
    ),
    good=(Example(_INITIALIZER), Example(_OWN_NAMES), Example(_PARENT_READS)),
    check=check,
)
