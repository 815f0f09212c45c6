"""MP806: forked workers read many objects of the parent, and so copy the memory that they share with it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.attributes import find_method
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.module_state import StateUse, uses_of_workers
from mpcheck.model.parents import Parent
from mpcheck.model.scopes import Collected
from mpcheck.model.tasks import Task
from mpcheck.model.values import Const, Instance, only
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.several_workers import has_several_workers
from mpcheck.rules.shared.worker_reads import workers_share_import
from mpcheck.targets import Target

_MANY = 100_000
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp)
#: Give as many objects as there are files, lines or records.
_LISTINGS = {"os.listdir", "glob.glob", "json.load", "pickle.load"}
_METHODS = ("readlines", "splitlines", "glob", "rglob", "iterdir")
_PASS_ON = {"builtins.list", "builtins.sorted"}


def check(module: Module) -> Iterator[Finding]:
    """Report large globals that forked workers read, and listings that a dataset keeps for forked workers."""
    parent = Parent(module) if module.worker_tasks else None
    for (owner, name), uses in _uses_of_workers(module).items() if parent is not None else ():
        made = _large_value(module, owner, name) if not any(use.is_change for use in uses) else None
        tasks = [task for use in uses if use.function for task in module.worker_tasks[use.function]]
        if made is not None and parent is not None and has_several_workers(module, parent, tasks):
            yield from _report(module, made, tasks[0].event, tasks)
    for event in module.events_reached("data-loader", "new"):
        for made in _listings(module, event):
            yield from _report(module, made, event, [])


def _report(module: Module, made: ast.expr, event: Event, tasks: list[Task]) -> Iterator[Finding]:
    message = "reading these objects changes their reference counts, so each forked worker comes to copy all of them"
    events = [task.event for task in tasks] or [event]
    by_import = bool(tasks) and "import" in module.graph.place_of(made)
    targets = {target for one in events for target in module.targets_of(one)}
    breaks = (target for target in targets if _is_inherited(target, by_import=by_import))
    yield from RULE.at(module, made, message, breaks=breaks, related=[(event.call, "workers that read them")])


def _is_inherited(target: Target, *, by_import: bool) -> bool:
    """Whether workers are forked from a process that has the objects: the server of forkserver may have imported them."""
    return target.start_method == "fork" or (by_import and workers_share_import(target) is True)


def _uses_of_workers(module: Module) -> dict[tuple[Collected, str], list[StateUse]]:
    """What functions that run in workers do with each module-level name, be it of another file."""
    found: dict[tuple[Collected, str], list[StateUse]] = {}
    for use in module.once(uses_of_workers):
        found.setdefault(use.key, []).append(use)
    return found


def _large_value(module: Module, owner: Collected, name: str) -> ast.expr | None:
    """What a module-level name is bound to, if these are many objects."""
    values = [binding.value for binding in owner.module.bindings.get(name, ()) if binding.kind != "annotation"]
    if len(values) != 1:
        return None
    return values[0] if isinstance(values[0], _COMPREHENSIONS) and _is_long(module, values[0]) else None


def _is_long(module: Module, made: ast.ListComp | ast.SetComp | ast.DictComp) -> bool:
    """Whether a comprehension without conditions makes objects for each number of a long ``range``."""
    loop = made.generators[0]
    steps = loop.iter
    is_range = isinstance(steps, ast.Call) and module.external_name(steps.func) == "builtins.range"
    if not is_range or loop.ifs or isinstance(getattr(made, "elt", None), ast.Constant):
        return False
    assert isinstance(steps, ast.Call)
    bounds = [one.value for argument in steps.args[:2] for one in only(Const, module.values(argument))]
    return any(isinstance(bound, int) and bound >= _MANY for bound in bounds)


def _listings(module: Module, event: Event) -> Iterator[ast.expr]:
    """The listings that the constructor of a dataset keeps in attributes of it."""
    written = event.argument("dataset")
    for one in only(Instance, event.evaluate(written)) if written is not None else ():
        constructor = find_method(module.ev, one.info, "__init__")
        nodes = ast.walk(constructor.node) if constructor is not None else ()
        assignments = (node for node in nodes if isinstance(node, ast.Assign))
        kept = (node.value for node in assignments if isinstance(node.targets[0], ast.Attribute))
        yield from (value for value in kept if _lists(module, value))


def _lists(module: Module, node: ast.expr) -> bool:
    if isinstance(node, _COMPREHENSIONS):
        return _lists(module, node.generators[0].iter) or _is_long(module, node)
    if not isinstance(node, ast.Call):
        return False
    name = module.external_name(node.func)
    if name in _PASS_ON:
        return bool(node.args) and _lists(module, node.args[0])
    return name in _LISTINGS or (isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS)


_GLOBAL = """
import multiprocessing as mp

RECORDS = [f"{number:030}" for number in range(300_000)]  # MP806


def private_kilobytes():
    with open("/proc/self/smaps_rollup") as file:
        rows = dict(line.split(":", 1) for line in file.readlines()[1:])
    return int(rows["Private_Dirty"].split()[0])


def growth(number):
    before = private_kilobytes()
    assert sum(len(record) for record in RECORDS) == 9_000_000
    return private_kilobytes() - before


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        grown = max(pool.map(growth, [1, 2], chunksize=1))
    print("ok" if grown < 10_000 else f"{grown} kilobytes copied by reading")
"""

_INDEX = """
from concurrent.futures import ProcessPoolExecutor

COUNT = 200_000
NAMES = {number: f"name of {number}" for number in range(COUNT)}  # MP806


class Memory:
    def __init__(self):
        with open("/proc/self/smaps_rollup") as file:
            rows = dict(line.split(":", 1) for line in file.readlines()[1:])
        self.private = int(rows["Private_Dirty"].split()[0])


def look_up(start):
    before = Memory()
    longest = max(NAMES[number] for number in range(start, COUNT))
    return Memory().private - before.private if longest else 0


def main():
    with ProcessPoolExecutor(2) as executor:
        grown = max(executor.map(look_up, [0, 1]))
    print("ok" if grown < 5_000 else f"{grown} kilobytes copied by reading")


if __name__ == "__main__":
    main()
"""

_ARRAY = """
import multiprocessing as mp
from array import array

NUMBERS = array("d", range(200_000))
FEW = [str(number) for number in range(100)]


def total(number):
    return sum(NUMBERS[:number]) + len(FEW)


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        assert pool.map(total, [2, 3]) == [101, 103]
    print("ok")
"""

_PARENT_ALONE = """
import multiprocessing as mp

RECORDS = [str(number) for number in range(100_000)]


def length(record):
    return len(record)


def main():
    with mp.Pool(2) as pool:
        assert sum(pool.map(length, RECORDS[:10])) == 10
    print("ok")


if __name__ == "__main__":
    main()
"""

_SPAWNED = """
import multiprocessing as mp

RECORDS = [str(number) for number in range(100_000)]


def record(number):
    return RECORDS[number]


if __name__ == "__main__":
    with mp.get_context("spawn").Pool(2) as pool:
        assert pool.map(record, [1, 2]) == ["1", "2"]
    print("ok")
"""

_FORKED = ("fork",)

RULE = Rule(
    code="MP806",
    name="objects-copied-when-read",
    summary="Forked workers read a large list or dict of Python objects that they inherit.",
    why=(
        "A fork shares memory until one side writes to it. CPython writes the reference count into each object that it "
        "looks at, so that reading a list copies the pages of its elements into the worker. Memory grows slowly to that of "
        "as many copies as there are workers, which in trainings with a DataLoader looks like a leak. "
        "From Python 3.14 on this holds for forkserver, too: its server imports the main module before it forks workers."
    ),
    cure=(
        "Keep the data in few large objects: an array of numpy, bytes with offsets, an Arrow table or a memory map; "
        "gc.freeze() before the fork saves only what the garbage collector would write."
    ),
    severity=Severity.NOTE,
    confidence=Confidence.LOW,
    since="0.1.0",
    references=(
        "https://github.com/pytorch/pytorch/issues/13246",
        "https://docs.python.org/3/library/gc.html#gc.freeze",
    ),
    catalogue=("D26",),
    bad=(
        Example(_GLOBAL, Outcome("wrong", "kilobytes copied"), methods=_FORKED, platforms=("linux",)),
        Example(_INDEX, Outcome("wrong", "kilobytes copied"), methods=_FORKED, platforms=("linux",)),
    ),
    good=(Example(_ARRAY), Example(_PARENT_ALONE), Example(_SPAWNED)),
    check=check,
)
