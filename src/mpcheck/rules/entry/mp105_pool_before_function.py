"""MP105: a pool is made before the function that it runs is defined."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeAlias

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import BoundMethod, ClassRef, Function, Instance, Object, Partial, Value
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.entry.sequence import Order, order
from mpcheck.targets import Target

Definition: TypeAlias = FunctionInfo | ClassInfo


def check(module: Module) -> Iterator[Finding]:
    """Report pools whose workers exist before a function or class that is sent to them."""
    reported: set[ast.AST] = set()
    for event in module.events_reached("pool", "new"):
        for task, made, info, how in _too_late(module, event):
            place = event.call if module.is_here(event.call) else made
            if place in reported:
                continue
            reported.add(place)
            sure = how is Order.ALWAYS and len(task.callables) == 1 and event.is_certain
            message = f"the pool is made before `{info.name}` is defined: its workers do not have it"
            related: list[tuple[ast.AST, str]] = [
                (info.node, "defined here"),
                (task.event.call, "sent to the pool here"),
            ]
            confidence = Confidence.HIGH if sure else Confidence.MEDIUM
            targets = _breaking(module, event, made, info)
            yield from RULE.at(module, place, message, breaks=targets, related=related, confidence=confidence)


def _too_late(module: Module, pool: Event) -> Iterator[tuple[Task, ast.AST, Definition, Order]]:
    """The tasks of a pool with the calls that make it, the definitions that they need and that come after it."""
    for task in module.tasks:
        receiver = task.event.receiver
        if task.role != "task" or not isinstance(receiver, Object) or receiver.call is not pool.call:
            continue
        made = _outermost_call(receiver) or pool.call
        for one in task.callables:
            info = _needed(module, one)
            how = _made_before(module, made, info) if info else Order.NEVER
            if info and how is not Order.NEVER:
                yield task, made, info, how


def _outermost_call(made: Object) -> ast.AST | None:
    """The outermost call, as far as it is known, that has led to the making of an object."""
    node, context = made.call, made.context
    while context is not None and context.call is not None:
        node, context = context.call, context.caller
    return node


def _needed(module: Module, one: Value) -> Definition | None:
    """The definition of this file that a worker looks up by name when it gets the callable; other files it imports then."""
    if isinstance(one, Partial):
        return _needed(module, one.function)
    if isinstance(one, BoundMethod):
        return _needed(module, one.receiver)
    info = one.info if isinstance(one, (Function, ClassRef, Instance)) else None
    is_named = info is not None and info.outer.is_module and not isinstance(info.node, ast.Lambda)
    return info if is_named and info is not None and module.is_here(info.node) else None


def _made_before(module: Module, made: ast.AST, info: Definition) -> Order:
    """Whether the pool is made before every binding of the definition's name."""
    bindings = module.found.module.bindings.get(info.name, [])
    orders = [order(module, made, binding.node) for binding in bindings if binding.kind != "annotation"]
    return min(orders, key=lambda one: one.value, default=Order.NEVER)


def _breaking(module: Module, pool: Event, made: ast.AST, info: Definition) -> frozenset[Target]:
    """Forked workers know what was defined before; others import the module, unless that stops at the pool or a guard."""
    targets = module.targets_of(pool)
    imported = module.graph.is_guarded(made) and not module.graph.is_guarded(info.node)
    return frozenset(target for target in targets if target.start_method == "fork" or not imported)


_TOP = """
from multiprocessing import Pool

pool = Pool(2)  # MP101, MP105


def square(x):
    return x * x


if __name__ == "__main__":
    print(pool.map(square, [1, 2, 3]))
    pool.close()
    pool.join()
    print("ok")
"""

_GUARDED_TOO_EARLY = """
import multiprocessing as mp


def make_pool(size):
    return mp.Pool(size)  # MP105


if __name__ == "__main__":
    pool = make_pool(2)

    class Scale:
        def __init__(self, factor):
            self.factor = factor

        def __call__(self, x):
            return x * self.factor

    results = [pool.apply_async(Scale(3), (x,)) for x in range(3)]  # MP110
    print([result.get() for result in results])
    pool.close()
    pool.join()
    print("ok")
"""

_DEFINED_FIRST = """
from multiprocessing import Pool


def run(numbers):
    with Pool(2) as pool:
        return pool.map(square, numbers)


def square(x):
    return x * x


if __name__ == "__main__":
    assert run([1, 2]) == [1, 4]
    with Pool(1) as pool:
        text = pool.map(str, [1])
        assert text == ["1"]
    print("ok")
"""

_STARTED_LATER = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.pool import ThreadPool

executor = ProcessPoolExecutor(2)
threads = ThreadPool(2)


def square(x):
    return x * x


if __name__ == "__main__":
    with executor:
        assert list(executor.map(square, [1, 2])) == [1, 4]
    with threads:
        assert threads.map(square, [1, 2]) == [1, 4]
    print("ok")
"""

_IMPORTED = """
import multiprocessing as mp


def work(name):
    return len(name)


if __name__ == "__main__":
    with mp.Pool(1) as pool:
        from os.path import basename

        def report(result):
            print(result)

        pool.apply_async(work, ("bob",), callback=report).get()
        assert pool.map(basename, ["/a/b"]) == ["b"]
    print("ok")
"""

RULE = Rule(
    code="MP105",
    name="pool-before-function",
    summary="A pool is made before the function that it is to run is defined.",
    why=(
        "A pool starts its workers when it is made, and forked workers know only what existed then. A function that is "
        "defined further down cannot be found in them: each worker that takes a task dies of AttributeError, the pool "
        "replaces it, the task is lost, and the caller waits for ever."
    ),
    cure="Define all functions and classes first; make the pool after them, inside a function or under the `__main__` guard.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#using-a-pool-of-workers",
        "https://github.com/uqfoundation/multiprocess/issues/19",
    ),
    catalogue=("A14",),
    bad=(
        Example(_TOP, Outcome("hangs"), methods=("fork",)),
        Example(_GUARDED_TOO_EARLY, Outcome("hangs")),
    ),
    good=(Example(_DEFINED_FIRST), Example(_STARTED_LATER), Example(_IMPORTED)),
    check=check,
)
