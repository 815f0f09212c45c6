"""Whether a test tells the main module of the parent process from others: ``if __name__ == "__main__"``, in any spelling."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model.displays import last_name
from mpcheck.model.nodes import is_collected, scope_of
from mpcheck.model.sources import sources
from mpcheck.model.values import Const

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: No outcome depends on more tests than these.
_MAX_TESTS = 100
#: What the main module is called, where it runs and where a child imports it.
_MAIN_NAMES = ("__main__", "__mp_main__")
#: Functions that tell a parent from its children.
_PROCESSES = frozenset(("parent_process", "current_process"))


def implies_main(ev: Evaluator, test: ast.expr, outcome: bool) -> bool:
    """Whether the test turning out so means that this is the main module of the parent process."""
    key = (test, outcome)
    if key not in ev.guards:
        ev.guards[key] = _implies_main(ev, test, outcome, {})
    return ev.guards[key]


def _implies_main(ev: Evaluator, test: ast.expr, outcome: bool, seen: dict[tuple[ast.expr, bool], bool]) -> bool:
    """The same; ``seen`` is what was asked on the way, since names may depend on each other in circles."""
    key = (test, outcome)
    if key not in seen and len(seen) < _MAX_TESTS:
        seen[key] = False
        seen[key] = _is_guard(ev, test, outcome, seen)
    return seen.get(key, False)


def _is_guard(ev: Evaluator, test: ast.expr, outcome: bool, seen: dict[tuple[ast.expr, bool], bool]) -> bool:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _implies_main(ev, test.operand, not outcome, seen)
    if isinstance(test, ast.BoolOp):
        parts = [_implies_main(ev, part, outcome, seen) for part in test.values]
        return any(parts) if isinstance(test.op, ast.And) is outcome else all(parts)
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        return _compares_main(ev, test, outcome)
    if isinstance(test, (ast.Name, ast.Attribute, ast.Call)):
        assigned = sources(ev, test)
        if assigned:
            return all(_implies_main(ev, source, outcome, seen) for source in assigned)
    if "__main__" in _marks(ev, test):
        return outcome
    return bool(_processes_asked(ev, test))  # whoever asks for the process means a guard


def _compares_main(ev: Evaluator, test: ast.Compare, outcome: bool) -> bool:
    operator, sides = test.ops[0], [test.left, test.comparators[0]]
    positive = isinstance(operator, (ast.Eq, ast.Is, ast.In))
    if _is_parent_process(ev, sides):
        return positive is outcome
    if any(isinstance(side, ast.Constant) and side.value not in _MAIN_NAMES for side in sides):
        return False
    names = {name for side in sides for name in _module_names(ev, side)}
    if names == {"__mp_main__"}:
        # The name of the main module where a child imports it.
        return positive is not outcome
    return names == {"__main__"} and positive is outcome


def _is_parent_process(ev: Evaluator, sides: list[ast.expr]) -> bool:
    """``parent_process() is None`` and ``current_process().name == "MainProcess"``."""
    constants = {side.value for side in sides if isinstance(side, ast.Constant)}
    if not constants & {None, "MainProcess"}:
        return False
    wanted = "parent_process" if None in constants else "current_process"
    return any(wanted in _processes_asked(ev, side) for side in sides)


def _processes_asked(ev: Evaluator, node: ast.expr) -> frozenset[str]:
    """The functions by which an expression tells a parent from its children.

    While a child that is not forked imports the main module, ``parent_process()`` is None there as well: see
    https://github.com/python/cpython/issues/111627.
    """
    asked = _marks(ev, node) & _PROCESSES
    is_imported = is_collected(node) and scope_of(node).enclosing_function is None
    return asked - {"parent_process"} if is_imported else asked


def _marks(ev: Evaluator, node: ast.expr) -> frozenset[str]:
    """What of a guard is written in an expression: a name of the main module as a constant, a function for the process."""
    known = ev.found.index.guard_marks.get(node)
    if known is None:
        known = ev.found.index.guard_marks[node] = frozenset(_find_marks(node))
    return known


def _find_marks(node: ast.expr) -> Iterator[str]:
    for sub in ast.walk(node):
        if isinstance(sub, ast.Constant):
            if sub.value in _MAIN_NAMES:
                yield sub.value
        else:
            name = last_name(sub)
            if name in _PROCESSES:
                yield name


def _module_names(ev: Evaluator, side: ast.expr) -> Iterator[object]:
    """The names of a main module that a side of a comparison holds, written there or in a constant that it names."""
    yield from _marks(ev, side) - _PROCESSES
    yield from (one.value for one in ev.evaluate(side) if isinstance(one, Const) and one.value in _MAIN_NAMES)


def mentions_main(node: ast.expr) -> bool:
    """Whether an expression holds the name of the main module."""
    while isinstance(node, ast.Attribute):
        node = node.value
    if isinstance(node, ast.Name):  # most are no more than that
        return False
    return any(isinstance(sub, ast.Constant) and sub.value == "__main__" for sub in ast.walk(node))
