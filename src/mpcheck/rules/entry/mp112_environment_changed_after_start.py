"""MP112: the environment is changed when the server of forkserver has taken its copy."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.accesses import reads_in
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.entry.environment import Change, asked_for, changes, changes_in, constants, overlap
from mpcheck.rules.entry.sequence import Order, is_always_first, leads_to, order, repeats
from mpcheck.rules.entry.starts import starts
from mpcheck.targets import Target


def check(module: Module) -> Iterator[Finding]:
    """Report changes between the start of one process and that of another."""
    starting = list(starts(module, module.reached_events))
    changed = list(changes(module)) if starting else []
    found = {change: around for change in changed if (around := _around(module, change, changed, starting))}
    set_in = [module.function(change.node) for change in found if not _takes_back(module, change.node)]
    reports: dict[ast.expr, list[Finding]] = {}
    for change, (first, later) in found.items():
        # Who is told where a variable is set needs not be told where that is taken back.
        if not (_takes_back(module, change.node) and module.function(change.node) in set_in):
            reports.setdefault(change.here, []).extend(_report(module, change, first, later))
    for findings in reports.values():
        yield from sorted(findings, key=lambda finding: finding.confidence.rank)[-1:]  # one call may set several


def _around(module: Module, change: Change, changed: list[Change], starting: list[Event]) -> tuple[Event, Event] | None:
    """A start of a process before a change, with which the server starts, and one after it."""
    same = [other for other in changed if _sets_the_same(module, change, other)]
    for first in starting:
        if order(module, first.call, change.here) is Order.NEVER or _is_so_at(module, first, same):
            continue
        later = next((e for e in starting if _comes_before(module, change, e)), None)
        if later and _by_server(module, first) & _by_server(module, later):
            return first, later
    return None


def _comes_before(module: Module, change: Change, start: Event) -> bool:
    """Whether a process is started after a change; the call that leads to one may lead to the other as well."""
    within = change.through is not None and leads_to(module, change.through, start.call)
    places = [change.here, change.node] if within else [change.here]
    return any(order(module, place, start.call) is not Order.NEVER for place in places)


def _is_so_at(module: Module, first: Event, same: list[Change]) -> bool:
    """Whether one of the changes, which set the same each time, is made before each start: the server knows it."""
    return any(is_always_first(module, one.here, first.call) for one in same)


def _sets_the_same(module: Module, change: Change, other: Change) -> bool:
    """Whether two changes give the same variables the same values, which are always the same."""
    values = constants(module, change)
    return bool(values) and other.variables == change.variables and constants(module, other) == values


def _takes_back(module: Module, node: ast.expr) -> bool:
    """Whether a change stands in the ``finally`` of its function."""
    inner: ast.AST = node
    for outer in module.ancestors(node):
        if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return False
        if isinstance(outer, ast.Try) and inner in outer.finalbody:
            return True
        inner = outer
    return False


def _report(module: Module, change: Change, first: Event, later: Event) -> Iterator[Finding]:
    message = (
        "processes that are started after this do not see it under forkserver: "
        "their environment is the one that its server started with"
    )
    related: list[tuple[ast.AST, str]] = [(first.call, "the first process, with which the server starts")]
    if later.call is not first.call:
        related.append((later.call, "this process still gets the old environment"))
    if change.through is not None:
        related.append((change.node, "changes the environment"))
    run = _run_by_workers(module)
    # What sets any variable that it is told, away from where processes start, is a tool for something else, most likely.
    is_meant = change.variables is not None or module.function(change.here) in (first.function, later.function)
    likely = _ask(module, run, change) or (is_meant and _is_new_each_time(module, change))
    likely = likely and not _set_anew(module, run, change)
    confidence = Confidence.MEDIUM if likely else Confidence.LOW
    targets = _by_server(module, first) & _by_server(module, later)
    yield from RULE.at(module, change.here, message, breaks=targets, related=related, confidence=confidence)


def _by_server(module: Module, event: Event) -> frozenset[Target]:
    return frozenset(target for target in module.targets_of(event) if target.start_method == "forkserver")


def _run_by_workers(module: Module) -> set[FunctionInfo]:
    tasks = (task for task in module.reached_tasks if task.where == "process")
    return module.graph.reached_from({info for task in tasks for info in module.functions(task.callables)})


def _ask(module: Module, run: Iterable[FunctionInfo], change: Change) -> bool:
    """Whether a function that runs in a worker looks at what is changed, or may do so.

    What another file sets is mostly its own affair: there the worker has to ask for it by its name.
    """
    asked = (asked_for(module, node) for info in run for node in reads_in(module, info))
    if change.through is not None:
        return any(change.may_be_of(name) for names in asked for name in names or ())
    return any(names is None or (bool(names) and overlap(names, change.variables)) for names in asked)


def _is_new_each_time(module: Module, change: Change) -> bool:
    """Whether this file sets something again and again, for each process that it starts."""
    return change.through is None and repeats(module, change.here)


def _set_anew(module: Module, run: set[FunctionInfo], change: Change) -> bool:
    """Whether a function that runs in a worker sets the same there: from what it was given, most likely."""
    return any(overlap(one.variables, change.variables) for one in changes_in(module, run))


_LOOP = """
import multiprocessing as mp
import os


def report(queue):
    queue.put(os.environ.get("DEVICE"))


if __name__ == "__main__":
    queue = mp.Queue()
    seen = []
    for device in ("0", "1"):
        os.environ["DEVICE"] = device  # MP112
        child = mp.Process(target=report, args=(queue,))
        child.start()
        seen.append(queue.get())
        child.join()
    print("ok" if seen == ["0", "1"] else f"stale: {seen}")
"""

_EXECUTORS = """
import os
from concurrent.futures import ProcessPoolExecutor


def ask(name):
    return os.getenv(name)


class Runner:
    def run(self):
        with ProcessPoolExecutor(1) as executor:
            return executor.submit(ask, "SECRET").result()


def main():
    os.environ["SECRET"] = "a"
    before = Runner().run()
    os.environ.pop("SECRET")  # MP112
    after = Runner().run()
    print("ok" if (before, after) == ("a", None) else f"stale: {after}")


if __name__ == "__main__":
    main()
"""

_CONSTANTS = """
import os
from contextlib import contextmanager
from multiprocessing import Pool
from unittest import mock


@contextmanager
def workers():
    pool = Pool(1)
    try:
        yield pool
        pool.close()
    finally:
        pool.join()


def unit(_):
    return os.environ.get("UNIT")


def export():
    with workers() as pool:
        return pool.map(unit, [0])[0]


if __name__ == "__main__":
    os.environ["UNIT"] = "mg"
    seen = [export()]
    os.environ["UNIT"] = "mmol"  # MP112
    seen.append(export())
    with mock.patch.dict(os.environ, {"UNIT": "mol"}):  # MP112
        seen.append(export())
    print("ok" if seen == ["mg", "mmol", "mol"] else f"stale: {seen}")
"""

_BEFORE = """
import multiprocessing as mp
import os

os.environ.setdefault("MODE", "fast")


def ask(name):
    return os.environ.get(name)


def run():
    with mp.Pool(1) as pool:
        return pool.apply(ask, ("DEVICE",))


if __name__ == "__main__":
    os.environ["DEVICE"] = "1"
    assert run() == run() == "1"
    os.environ.pop("DEVICE")
    print("ok")
"""

_ARGUMENT = """
import multiprocessing as mp
import os
import subprocess
import sys


def work(device, queue):
    os.environ["DEVICE"] = device
    queue.put(os.environ["DEVICE"])


if __name__ == "__main__":
    queue = mp.Queue()
    for device in ("0", "1"):
        child = mp.Process(target=work, args=(device, queue))
        child.start()
        assert queue.get() == device
        child.join()
    environment = {**os.environ, "DEVICE": "2"}
    subprocess.run([sys.executable, "-c", "import os; os.environ['DEVICE']"], env=environment, check=True)
    print("ok")
"""

_SAME_EACH_TIME = """
import os
from multiprocessing import Process


def main():
    for number in range(2):
        os.environ["OMP_NUM_THREADS"] = "1"
        child = Process(target=print, args=(number,))
        child.start()
        child.join()


if __name__ == "__main__":
    main()
    print("ok")
"""

RULE = Rule(
    code="MP112",
    name="environment-changed-after-start",
    summary="os.environ is changed between the starts of two processes.",
    why=(
        "Under forkserver, the default on Linux from Python 3.14 on, a server is started together with the first process, "
        "and all later ones are forked from it. They get the environment of the moment in which the server started: "
        "a variable that is set, changed or removed afterwards is stale in them, without any error. A device or a number "
        "of threads that is chosen for each worker by its environment is the same for all. Processes of fork and spawn "
        "get the environment of their own start."
    ),
    cure="Pass the value as an argument and let the worker, or an initializer, set os.environ; or set it before the first process.",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",
        "https://github.com/airspeed-velocity/asv/pull/1551",
    ),
    catalogue=("A20",),
    bad=(
        Example(_LOOP, Outcome("wrong", "stale"), methods=("forkserver",), platforms=("linux",)),
        Example(_EXECUTORS, Outcome("wrong", "stale"), methods=("forkserver",), platforms=("linux",)),
        Example(_CONSTANTS, Outcome("wrong", "stale"), methods=("forkserver",), platforms=("linux",)),
    ),
    good=(Example(_BEFORE), Example(_ARGUMENT), Example(_SAME_EACH_TIME)),
    check=check,
)
