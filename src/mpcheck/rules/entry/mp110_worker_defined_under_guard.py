"""MP110: what a worker needs by name is defined where workers do not go."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model import iteration, mappings
from mpcheck.model.crossings import Crossing
from mpcheck.model.globals import import_bindings
from mpcheck.model.module import Module
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.values import BoundMethod, ClassRef, Function, Instance, Partial, Value, Values, in_order
from mpcheck.rules.base import Example, Outcome, Rule

_MAX_DEPTH = 3


def check(module: Module) -> Iterator[Finding]:
    """Report callables and arguments of workers whose definition is behind the ``__main__`` guard."""
    reported: set[tuple[int, str]] = set()
    for crossing in module.crossings:
        if crossing.role == "message":
            continue  # the parent may be the one that reads it
        values = crossing.event.evaluate(crossing.node)
        for one in in_order(iteration.follow(module.ev, values, ("elem",)) if crossing.each else values):
            info = _guarded(module, one)
            key = (crossing.node.lineno, info.name if info else "")
            if info and key not in reported:
                reported.add(key)
                yield from _report(module, crossing, info, values)


def _report(module: Module, crossing: Crossing, info: FunctionInfo | ClassInfo, values: Values) -> Iterator[Finding]:
    message = f"`{info.name}` is defined under the `__main__` guard: a worker that imports this module does not find it"
    breaks = {target for target in module.targets_of(crossing.event) if target.start_method != "fork"}
    sure = crossing.event.is_certain and len(values) == 1
    confidence = Confidence.HIGH if sure else Confidence.MEDIUM
    defined: tuple[ast.AST, str] = (info.node, "defined here, for the parent process alone")
    sent: tuple[ast.AST, str] = (crossing.node, "sent to a worker here")
    # Another file may send whatever it is given.
    place, related = (crossing.node, [defined]) if module.is_here(crossing.node) else (info.node, [sent])
    yield from RULE.at(module, place, message, breaks=breaks, related=related, confidence=confidence)


def _guarded(module: Module, one: Value, depth: int = _MAX_DEPTH) -> FunctionInfo | ClassInfo | None:
    """The function or class that a worker has to look up for a value, if only the main module has it."""
    if isinstance(one, Partial):
        found = (_guarded(module, part, depth - 1) for part in (one.function, *(_bound(module, one) if depth else ())))
        return next((info for info in found if info), None)
    if isinstance(one, BoundMethod):
        return _guarded(module, one.receiver)
    if depth and iteration.is_container(one) and not mappings.is_dict(one):
        held = (_guarded(module, part, depth - 1) for part in in_order(iteration.elements(module.ev, one)))
        return next((info for info in held if info), None)
    info = one.info if isinstance(one, (Function, ClassRef, Instance)) else None
    if info is None or not info.outer.is_module or not module.is_here(info.node):
        return None
    is_named = isinstance(info, ClassInfo) or not info.is_lambda
    return info if is_named and module.graph.is_guarded(info.node) and not import_bindings(module, info.name) else None


def _bound(module: Module, one: Partial) -> Iterator[Value]:
    """The arguments that a partial holds, as far as each is one thing for certain."""
    for node in (*one.call.args[1:], *(keyword.value for keyword in one.call.keywords)):
        values = module.ev.evaluate(node, one.context)
        if len(values) == 1:
            yield from values


_PROCESS = """
from multiprocessing import Process

if __name__ == "__main__":

    def greet(name):
        print("hello", name)

    child = Process(target=greet, args=("bob",))  # MP110
    child.start()
    child.join()
    print("ok" if child.exitcode == 0 else "the child failed")
"""

_ARGUMENT = """
from concurrent.futures import ProcessPoolExecutor


def area(shape):
    return shape.width * shape.height


if __name__ == "__main__":

    class Box:
        def __init__(self, width, height):
            self.width = width
            self.height = height

    boxes = [Box(1, 2), Box(3, 4)]
    with ProcessPoolExecutor(1) as executor:
        areas = list(executor.map(area, boxes))  # MP110
    print("ok" if areas == [2, 12] else areas)
"""

_ABOVE = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Process


def greet(name):
    print("hello", name)


class Box:
    def __init__(self, width, height):
        self.area = width * height


def area(shape):
    return shape.area


if __name__ == "__main__":
    child = Process(target=greet, args=("bob",))
    child.start()
    child.join()
    with ProcessPoolExecutor(1) as executor:
        assert list(executor.map(area, [Box(1, 2), Box(3, 4)])) == [2, 12]
    print("ok" if child.exitcode == 0 else "the child failed")
"""

_PARENT_ONLY = """
import multiprocessing as mp
import threading

if __name__ == "__main__":

    def report(result):
        print(result)

    thread = threading.Thread(target=report, args=("started",))
    thread.start()
    thread.join()
    with mp.Pool(1) as pool:
        result = pool.apply_async(abs, (-1,), callback=report)
        assert result.get() == 1
    print("ok")
"""

_IMPORTED = """
import multiprocessing as mp


def main():
    with mp.Pool(1) as pool:
        return pool.map(basename, ["/a/b"])


if __name__ == "__main__":
    from os.path import basename

    def show(found):
        print(*found)

    found = main()
    show(found)
    print("ok" if found == ["b"] else "wrong")
"""

RULE = Rule(
    code="MP110",
    name="worker-defined-under-guard",
    summary="A function or class that a worker needs is defined under the `__main__` guard.",
    why=(
        "Functions and classes travel to a worker by name. Under spawn and forkserver the worker imports the main module "
        "to look the name up, and does not run what is under the `__main__` guard: it fails with AttributeError: can't "
        "get attribute. A Process shows that on its standard error only, an executor reports BrokenProcessPool, and a "
        "Pool replaces its dying workers while the caller waits for ever. A forked worker has the definitions already."
    ),
    cure="Define functions and classes at module level, above the guard; keep only the calls under it.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#the-spawn-and-forkserver-start-methods",
        "https://docs.python.org/3/library/pickle.html#what-can-be-pickled-and-unpickled",
    ),
    catalogue=("A15",),
    bad=(
        Example(_PROCESS, Outcome("wrong", "the child failed"), methods=("spawn", "forkserver")),
        Example(_ARGUMENT, Outcome("raises"), methods=("spawn", "forkserver")),
    ),
    good=(Example(_ABOVE), Example(_PARENT_ONLY), Example(_IMPORTED)),
    check=check,
)
