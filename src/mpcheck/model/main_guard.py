"""Whether a test tells the main module of the parent process from others: ``if __name__ == "__main__"``, in any spelling."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model.sources import sources
from mpcheck.model.values import Const

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: No outcome depends on more tests than these.
_MAX_TESTS = 100


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
    if mentions_main(test):
        return outcome
    return _mentions_process(test)


def _compares_main(ev: Evaluator, test: ast.Compare, outcome: bool) -> bool:
    operator, sides = test.ops[0], [test.left, test.comparators[0]]
    positive = isinstance(operator, (ast.Eq, ast.Is, ast.In))
    if _is_parent_process(ev, sides):
        return positive is outcome
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
    names = {
        sub.attr if isinstance(sub, ast.Attribute) else sub.id
        for side in sides
        for sub in ast.walk(side)
        if isinstance(sub, (ast.Attribute, ast.Name))
    }
    return bool(names & ({"parent_process"} if None in constants else {"current_process"}))


def _mentions_process(node: ast.expr) -> bool:
    """``not parent_process()``, ``current_process().daemon``: whoever asks for the process means a guard."""
    names = {sub.attr if isinstance(sub, ast.Attribute) else getattr(sub, "id", "") for sub in ast.walk(node)}
    return bool(names & {"parent_process", "current_process"})


def _module_names(ev: Evaluator, side: ast.expr) -> Iterator[object]:
    """The names of a main module that a side of a comparison holds, written there or in a constant that it names."""
    constants: list[object] = [sub.value for sub in ast.walk(side) if isinstance(sub, ast.Constant)]
    constants += [one.value for one in ev.evaluate(side) if isinstance(one, Const)]
    return (value for value in constants if value in ("__main__", "__mp_main__"))


def mentions_main(node: ast.expr) -> bool:
    """Whether an expression holds the name of the main module."""
    while isinstance(node, ast.Attribute):
        node = node.value
    if isinstance(node, ast.Name):  # most are no more than that
        return False
    return any(isinstance(sub, ast.Constant) and sub.value == "__main__" for sub in ast.walk(node))
