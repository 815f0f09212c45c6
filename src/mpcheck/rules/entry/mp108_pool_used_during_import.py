"""MP108: a module waits for workers to run its own function while it is being imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.uses import uses_of
from mpcheck.model.values import BoundMethod, ClassRef, Function, Instance, Partial, Value
from mpcheck.rules.base import Example, Outcome, Rule

_WAITS = {"result", "get", "wait", "next", "iterated", "waited", "argument"}


def check(module: Module) -> Iterator[Finding]:
    """Report tasks that importing the module sends and waits for, in modules that are imported."""
    if not _is_imported(module):
        return
    for task in module.tasks:
        event = task.event
        chain = module.import_chain_to(event) if event.kind in ("pool", "process-executor") else []
        own = next((info for one in task.callables if (info := _defined(module, one))), None)
        if chain and own and task.role == "task" and _is_waited_for(module, event):
            yield from _report(module, task, chain, own)
            return


def _report(module: Module, task: Task, chain: list[ast.AST], own: FunctionInfo | ClassInfo) -> Iterator[Finding]:
    message = (
        f"importing this module waits for workers to run its own `{own.name}`, which the thread that sends it "
        "looks up by importing the module: both wait for ever"
    )
    related: list[tuple[ast.AST, str]] = [(own.node, "looked up by name while it is sent")]
    if task.event.call is not chain[0]:
        related.append((task.event.call, "sent here"))
    yield from RULE.at(module, chain[0], message, breaks=module.targets_of(task.event), related=related)


def _is_imported(module: Module) -> bool:
    """Whether the file can only be imported: it is a package's own, or imports relative to its package."""
    bindings = (binding for held in module.found.module.bindings.values() for binding in held)
    return module.path.rpartition("/")[2] == "__init__.py" or any(
        binding.kind == "import" and binding.origin.startswith(".") and "import" in module.graph.place_of(binding.node)
        for binding in bindings
    )


def _defined(module: Module, one: Value) -> FunctionInfo | ClassInfo | None:
    """The definition in this module whose name is looked up when the callable is sent."""
    if isinstance(one, Partial):
        return _defined(module, one.function)
    if isinstance(one, BoundMethod):
        return _defined(module, one.receiver)
    info = one.info if isinstance(one, (Function, ClassRef, Instance)) else None
    return info if info is not None and not info.is_local and module.is_here(info.node) else None


def _is_waited_for(module: Module, event: Event) -> bool:
    """Whether the thread that sends a task waits for it: by a call, or by leaving the executor's ``with``."""
    if event.api.blocks or any(use.how in _WAITS for use in uses_of(module, event.call)):
        return True
    items = (item for outer in module.ancestors(event.call) for item in getattr(outer, "items", ()))
    return event.kind == "process-executor" and any(
        isinstance(item, ast.withitem) and event.receiver in module.values(item.context_expr) for item in items
    )


_PACKAGE = """
from concurrent.futures import ProcessPoolExecutor


def square(x):
    return x * x


with ProcessPoolExecutor(2) as executor:
    squares = list(executor.map(square, range(3)))  # MP101, MP108
"""

_SIBLING = """
from multiprocessing import Pool

from .numbers import LIMIT


class Scale:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, x):
        return x * self.factor


def table(factor):
    with Pool(2) as pool:
        return pool.map(Scale(factor), range(LIMIT))


TABLE = table(3)  # MP101, MP108
"""

_USES_PACKAGE = """
if __name__ == "__main__":
    from package import squares

    print("ok" if squares == [0, 1, 4] else squares)
"""

_USES_SIBLING = """
import sys


def main():
    import package.tables

    print(package.tables.TABLE, file=sys.stderr)
    print("ok")


if __name__ == "__main__":
    main()
"""

_IN_FUNCTION = """
from package import squares

if __name__ == "__main__":
    print("ok" if squares(3) == [0, 1, 4] else "wrong")
"""

_PACKAGE_IN_FUNCTION = """
from concurrent.futures import ProcessPoolExecutor


def square(x):
    return x * x


def squares(limit):
    with ProcessPoolExecutor(2) as executor:
        return list(executor.map(square, range(limit)))
"""

_THREADS = """
from package import SQUARES

if __name__ == "__main__":
    print("ok" if SQUARES == [0, 1, 4] else SQUARES)
"""

_PACKAGE_WITH_THREADS = """
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

executor = ProcessPoolExecutor(2)


def square(x):
    return x * x


with ThreadPool(2) as pool:
    SQUARES = pool.map(square, range(3))
with ThreadPoolExecutor(2) as threads:
    assert list(threads.map(square, range(3))) == SQUARES
"""

_GUARDED = """
import package

if __name__ == "__main__":
    print("ok" if package.run() == [1, 2] else "wrong")
"""

_PACKAGE_GUARDED = """
from multiprocessing import Pool


def double(x):
    return 2 * x


def run():
    with Pool(1) as pool:
        return pool.map(abs, [-1, -2])


if __name__ == "__main__":
    with Pool(1) as pool:
        print(pool.map(double, [1, 2]))
"""

RULE = Rule(
    code="MP108",
    name="pool-used-during-import",
    summary="A module waits, while it is being imported, for workers to run one of its own functions.",
    why=(
        "A pool or an executor pickles a function by its name, in a thread of its own, and looks the name up by "
        "importing the function's module. While that module is still being imported, by a thread that waits for the "
        "result, neither gets on: the import never ends, under every start method. A time limit of the result does not "
        "help, because leaving the executor waits as well. In the main module itself nothing is looked up that way, so "
        "the same code works as a script under fork."
    ),
    cure="Move the work into a function, and call it once the module has been imported.",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/concurrent.futures.html#processpoolexecutor",
        "https://github.com/python/cpython/issues/155890",
    ),
    catalogue=("A27",),
    bad=(
        Example(_USES_PACKAGE, Outcome("hangs"), files=(("package/__init__.py", _PACKAGE),)),
        Example(
            _USES_SIBLING,
            Outcome("hangs"),
            files=(
                ("package/__init__.py", ""),
                ("package/numbers.py", "LIMIT = 3\n"),
                ("package/tables.py", _SIBLING),
            ),
        ),
    ),
    good=(
        Example(_IN_FUNCTION, files=(("package/__init__.py", _PACKAGE_IN_FUNCTION),)),
        Example(_THREADS, files=(("package/__init__.py", _PACKAGE_WITH_THREADS),)),
        Example(_GUARDED, files=(("package/__init__.py", _PACKAGE_GUARDED),)),
    ),
    check=check,
)
