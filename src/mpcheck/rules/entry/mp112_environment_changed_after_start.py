"""MP112: the environment is changed when the server of forkserver has taken its copy."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model import mappings
from mpcheck.model.accesses import reads_in
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import Const, only
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.entry.sequence import Order, order, repeats
from mpcheck.rules.entry.starts import starts
from mpcheck.targets import Target

_ENVIRON = "os.environ"
_SETTERS = {f"{_ENVIRON}.{name}" for name in ("update", "setdefault", "pop", "popitem", "clear")} | {"os.putenv"}
_GETTERS = {f"{_ENVIRON}.{name}" for name in ("get", "setdefault", "pop")} | {"os.getenv"}


@dataclass(frozen=True, slots=True)
class _Change:
    """A place that changes the environment.

    ``value`` is what a variable is set to, if that is written there; ``variables`` are the names of those that it may
    change, None where any may be.  ``through`` is the call of this file, if it is done in a function of another one.
    """

    node: ast.expr
    value: ast.expr | None
    variables: frozenset[str] | None
    through: ast.Call | None = None

    @property
    def here(self) -> ast.expr:
        """What changes it in this file."""
        return self.through or self.node


def check(module: Module) -> Iterator[Finding]:
    """Report changes between the start of one process and that of another."""
    changes = list(_changes(module))
    starting = list(starts(module, module.reached_events)) if changes else []
    found = {change: around for change in changes if (around := _around(module, change, starting))}
    set_in = [module.function(change.node) for change in found if not _takes_back(module, change.node)]
    for change, (first, later) in found.items():
        # Who is told where a variable is set needs not be told where that is taken back.
        if not (_takes_back(module, change.node) and module.function(change.node) in set_in):
            yield from _report(module, change, first, later)


def _around(module: Module, change: _Change, starting: list[Event]) -> tuple[Event, Event] | None:
    """A start of a process before a change, with which the server starts, and one after it."""
    for first in starting:
        later = next((e for e in starting if _is_between(module, first, change, e)), None)
        if later and _by_server(module, first) & _by_server(module, later):
            return first, later
    return None


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


def _report(module: Module, change: _Change, first: Event, later: Event) -> Iterator[Finding]:
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
    likely = (_ask(module, run, change) or _is_new_each_time(module, change)) and not _set_anew(module, run, change)
    confidence = Confidence.MEDIUM if likely else Confidence.LOW
    targets = _by_server(module, first) & _by_server(module, later)
    yield from RULE.at(module, change.here, message, breaks=targets, related=related, confidence=confidence)


def _changes(module: Module) -> Iterator[_Change]:
    """Every place of the file that changes the environment, or calls a function of another one that does."""
    yield from _changes_by(module, module.found.nodes_of(ast.Subscript), module.calls_of(*_SETTERS))
    for function, edges in module.graph.callers.items():
        file = module.ev.file(function.node)
        if file is not module.found and ("environ" in file.text or "putenv" in file.text):
            stores = [node for node in file.nodes_of(ast.Subscript) if module.function(node) is function]
            calls = [call for call in function.calls if module.external_name(call.func) in _SETTERS]
            for edge in (one for one in edges if one.is_direct and not one.is_late and module.is_here(one.call)):
                yield from (replace(one, through=edge.call) for one in _changes_by(module, stores, calls))


def _changes_by(module: Module, stores: Iterable[ast.Subscript], calls: Iterable[ast.Call]) -> Iterator[_Change]:
    for node in stores:
        if not isinstance(node.ctx, ast.Load) and module.external_name(node.value) == _ENVIRON:
            parent = module.parent(node)
            value = parent.value if isinstance(parent, ast.Assign) else None
            yield _Change(node, value, _texts(module, node.slice))
    for call in calls:
        value = call.args[1] if len(call.args) > 1 else None
        yield _Change(call, value, _set_by(module, call))


def _set_by(module: Module, call: ast.Call) -> frozenset[str] | None:
    """The variables that a call changes, as far as it names them."""
    if module.external_name(call.func) != f"{_ENVIRON}.update":
        return _texts(module, *call.args[:1])
    merged = [mappings.constant_keys(module.ev, one) for node in call.args for one in module.values(node)]
    keys = {key for held in merged for key in ((None,) if held is None else held)}
    keys |= {keyword.arg for keyword in call.keywords}
    return None if None in keys else frozenset(map(str, keys))


def _is_between(module: Module, first: Event, change: _Change, later: Event) -> bool:
    if Order.NEVER in (order(module, first.call, change.here), order(module, change.here, later.call)):
        return False
    # What is set to the same before each start was so when the server started.
    return not (_is_same_each_time(module, change) and order(module, change.here, first.call) is Order.ALWAYS)


def _is_same_each_time(module: Module, change: _Change) -> bool:
    value = change.value
    if isinstance(value, ast.Call) and len(value.args) == 1 and module.external_name(value.func) == "builtins.str":
        value = value.args[0]
    values = module.contexts.values(value) if value is not None else frozenset()
    return len(values) == 1 and all(isinstance(one, Const) for one in values)


def _by_server(module: Module, event: Event) -> frozenset[Target]:
    return frozenset(target for target in module.targets_of(event) if target.start_method == "forkserver")


def _run_by_workers(module: Module) -> set[FunctionInfo]:
    tasks = (task for task in module.reached_tasks if task.where == "process")
    return module.graph.reached_from({info for task in tasks for info in module.functions(task.callables)})


def _ask(module: Module, run: Iterable[FunctionInfo], change: _Change) -> bool:
    """Whether a function that runs in a worker looks at what is changed, or may do so.

    What another file sets is mostly its own affair: there the worker has to ask for it by its name.
    """
    asked = (_asked_for(module, node) for info in run for node in reads_in(module, info))
    if change.through is not None:
        return any(names and names & (change.variables or frozenset()) for names in asked)
    return any(names is None or (bool(names) and _overlap(names, change.variables)) for names in asked)


def _is_new_each_time(module: Module, change: _Change) -> bool:
    """Whether this file sets something again and again, for each process that it starts."""
    return change.through is None and repeats(module, change.here)


def _set_anew(module: Module, run: set[FunctionInfo], change: _Change) -> bool:
    """Whether a function that runs in a worker sets the same there: from what it was given, most likely."""
    files = {module.ev.file(info.node): None for info in run}
    stores = (node for file in files for node in file.nodes_of(ast.Subscript) if module.function(node) in run)
    calls = (call for info in run for call in info.calls if module.external_name(call.func) in _SETTERS - _GETTERS)
    return any(_overlap(one.variables, change.variables) for one in _changes_by(module, stores, calls))


def _overlap(some: frozenset[str] | None, others: frozenset[str] | None) -> bool:
    return some is None or others is None or not some.isdisjoint(others)


def _asked_for(module: Module, node: ast.Name | ast.Attribute) -> frozenset[str] | None:
    """The variables that code asks for where it names something; None where it may be any."""
    name, parent = module.external_name(node), module.parent(node)
    if name in _GETTERS:
        return _texts(module, *parent.args[:1]) if isinstance(parent, ast.Call) else None
    if name != _ENVIRON:
        return frozenset()
    if isinstance(parent, ast.Subscript):
        return _texts(module, parent.slice) if isinstance(parent.ctx, ast.Load) else frozenset()
    if isinstance(parent, ast.Compare) and isinstance(parent.ops[0], (ast.In, ast.NotIn)):
        return _texts(module, parent.left)
    is_told_elsewhere = isinstance(parent, ast.Attribute) and f"{_ENVIRON}.{parent.attr}" in _GETTERS | _SETTERS
    return frozenset() if is_told_elsewhere else None


def _texts(module: Module, *nodes: ast.expr) -> frozenset[str] | None:
    """The strings that an expression may be; None where there is none, or it may be something else."""
    values = [one for node in nodes for one in module.values(node)]
    texts = frozenset(one.value for one in only(Const, values) if isinstance(one.value, str))
    return texts if texts and len(texts) == len(values) else None


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
    ),
    good=(Example(_BEFORE), Example(_ARGUMENT), Example(_SAME_EACH_TIME)),
    check=check,
)
