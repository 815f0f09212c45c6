"""MP601: a start method is asked for by name that not every platform has."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.fields import FACTORIES
from mpcheck.model.module import Module
from mpcheck.model.outcomes import contains
from mpcheck.model.values import Const, Partial, only
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.platforms.guards import FACTS, is_doubtful, may_ask_for_platform
from mpcheck.targets import START_METHODS, Target

_CHOOSING = ("multiprocessing.get_context", "multiprocessing.set_start_method")


def check(module: Module) -> Iterator[Finding]:
    """Report literal start methods that reach ``get_context`` or ``set_start_method`` where they do not exist."""
    seen: set[tuple[ast.AST, ast.AST]] = set()
    for event in (event for event in module.events_to_tell if event.name in _CHOOSING):
        values = event.values("method")
        literals = [one for one in only(Const, values) if one.value in START_METHODS]
        for one in literals:
            targets = _lacking(module, event, one) - _better_chosen(module, one, literals)
            tolerated = (
                _in_table(module, one) or _is_one_to_try(module, one) or module.is_caught(event.call, "ValueError")
            )
            if not targets or tolerated or (event.call, one.node) in seen:
                continue
            seen.add((event.call, one.node))
            message = _message(one)
            related = [(one.node, "the start method")] if one.node is not event.argument("method") else []
            sure = len(values) == 1 and event.is_certain and not _asks_for_platform(module, event)
            confidence = Confidence.HIGH if sure else Confidence.MEDIUM
            if is_doubtful(module, event.call, targets) or may_ask_for_platform(module, one.node, targets):
                confidence = Confidence.LOW
            yield from RULE.at(module, event.call, message, breaks=targets, related=related, confidence=confidence)
    yield from _of_factories(module)


def _of_factories(module: Module) -> Iterator[Finding]:
    """The same for fields whose factory is a partial of ``get_context``: each object that is made calls it."""
    for call in module.calls_of("functools.partial"):
        field, values = module.parent(call), module.values(call)
        names = {module.external_name(one.call.args[0]) for one in values if isinstance(one, Partial)}
        if isinstance(field, ast.keyword) and field.arg in FACTORIES and names == {"multiprocessing.get_context"}:
            written = [*call.args[1:], *(keyword.value for keyword in call.keywords if keyword.arg == "method")]
            literals = [one for node in written[:1] for one in only(Const, module.values(node))]
            for one in literals if len(literals) == 1 and literals[0].value in START_METHODS else ():
                targets = module.narrow(one.node, _without_method(module, one))
                doubtful = is_doubtful(module, call, targets) or may_ask_for_platform(module, one.node, targets)
                confidence = Confidence.LOW if doubtful else Confidence.MEDIUM
                yield from RULE.at(module, call, _message(one), breaks=targets, confidence=confidence)


def _message(one: Const) -> str:
    return f"there is no start method {one.value!r} on Windows: this raises ValueError there"


def _without_method(module: Module, one: Const) -> Iterator[Target]:
    """The targets on Windows, which has only spawn."""
    return (t for t in module.targets if t.platform == "windows" and one.value != "spawn")


def _lacking(module: Module, event: Event, one: Const) -> frozenset[Target]:
    """The targets without the method that the tests around the call and the literal let through."""
    reached = module.narrow(one.node, module.narrow(event.call, _without_method(module, one)))
    return frozenset(target for target in reached if not _is_found_in_table(module, one, target))


def _better_chosen(module: Module, one: Const, literals: Iterable[Const]) -> frozenset[Target]:
    """The targets for which another literal stands under a test of the target: ``if windows: method = "spawn"``."""
    chosen: set[Target] = set()
    for other in literals:
        let_through = module.narrow(other.node, module.targets)
        if other is not one and let_through != module.targets:
            chosen |= let_through
    return frozenset(chosen)


def _asks_for_platform(module: Module, event: Event) -> bool:
    """Whether the file, or that of the call, looks at the platform somewhere: perhaps this is reached only where it fits."""
    files = {module.found, module.ev.file(event.call)}
    nodes = (node for file in files for name in file.names for node in (name, module.parent(name)))
    return any(isinstance(node, (ast.Name, ast.Attribute)) and module.external_name(node) in FACTS for node in nodes)


def _in_table(module: Module, one: Const) -> bool:
    """Whether the literal is a value of a dict, from which the platform may choose it."""
    return isinstance(module.parent(one.node), ast.Dict)


def _is_one_to_try(module: Module, one: Const) -> bool:
    """Whether the literal is one of a list from which the file may take those that the platform has."""
    listed = isinstance(module.parent(one.node), (ast.Tuple, ast.List, ast.Set))
    files = {module.found, module.ev.file(one.node)} if listed else ()
    return any("get_all_start_methods" in file.text for file in files)


def _is_found_in_table(module: Module, default: Const, target: Target) -> bool:
    """Whether a dict has a method for the target's platform, so that what ``get`` is given as well does not count."""
    call = module.parent(default.node)
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or call.func.attr != "get":
        return False
    return default.node in call.args[1:] and contains(module.ev, call.args[0], call.func.value, target) is True


_CONTEXT = """
import multiprocessing as mp


def square(x):
    return x * x


def main():
    context = mp.get_context("fork")  # MP601
    with context.Pool(2) as pool:
        assert pool.map(square, [1, 2]) == [1, 4]


if __name__ == "__main__":
    main()
    print("ok")
"""

_SET = """
from multiprocessing import Process, set_start_method

METHOD = "forkserver"


class Greeter:
    def __init__(self, method=METHOD):
        set_start_method(method)  # MP601

    def greet(self):
        child = Process(target=print, args=("hello",))
        child.start()
        child.join()


if __name__ == "__main__":
    Greeter().greet()
    print("ok")
"""

_TESTED = """
import multiprocessing as mp
import os
import sys


def square(x):
    return x * x


def contexts():
    yield mp.get_context("fork" if "fork" in mp.get_all_start_methods() else "spawn")
    if sys.platform != "win32":
        yield mp.get_context("forkserver")
    if hasattr(os, "fork"):
        yield mp.get_context("fork")


if __name__ == "__main__":
    for context in contexts():
        with context.Pool(1) as pool:
            assert pool.map(square, [1, 2]) == [1, 4]
    print("ok")
"""

_CAUGHT = """
import contextlib
import multiprocessing


def best_context():
    try:
        return multiprocessing.get_context("forkserver")
    except ValueError:
        return multiprocessing.get_context()


if __name__ == "__main__":
    with contextlib.suppress(ValueError):
        multiprocessing.set_start_method("fork")
    child = best_context().Process(target=print, args=("hello",))
    child.start()
    child.join()
    print("ok")
"""

_CHOSEN = """
import multiprocessing as mp
import platform

METHODS = {"Linux": "fork", "Darwin": "spawn", "Windows": "spawn"}


def start_method():
    method = "forkserver"
    if platform.system() == "Windows":
        method = "spawn"
    return method


if __name__ == "__main__":
    for name in (start_method(), METHODS[platform.system()], "spawn"):
        child = mp.get_context(name).Process(target=print, args=(name,))
        child.start()
        child.join()
    print("ok")
"""

RULE = Rule(
    code="MP601",
    name="start-method-not-everywhere",
    summary="The start method fork or forkserver is asked for where Windows runs the code as well.",
    why=(
        "Windows knows only spawn: asking get_context or set_start_method for fork or forkserver raises ValueError "
        "there. Asking for fork by name has become a popular way to keep programs running on Linux with Python 3.14, "
        "whose default is forkserver; it gives up Windows, and keeps what made fork a poor default: a child of a "
        "process with threads may deadlock, and on macOS system libraries may crash."
    ),
    cure=(
        "Test `in multiprocessing.get_all_start_methods()` first or leave the choice to the platform; prefer to make "
        "the code work under spawn."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",),
    catalogue=("A07",),
    bad=(
        Example(_CONTEXT, Outcome("raises", "ValueError: cannot find context for 'fork'"), platforms=("windows",)),
        Example(_SET, Outcome("raises", "ValueError: cannot find context for 'forkserver'"), platforms=("windows",)),
    ),
    good=(Example(_TESTED), Example(_CAUGHT), Example(_CHOSEN)),
    check=check,
)
