"""The tests under which a statement runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import matching
from mpcheck.model.flow import ends_process
from mpcheck.model.nodes import parent_of

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: Nodes that decide whether a part of them runs.
_DECIDING = (ast.If, ast.While, ast.IfExp, ast.BoolOp, ast.Assert, ast.match_case)


def conditions(ev: Evaluator, node: ast.AST) -> list[tuple[ast.expr, bool]]:
    """The tests that hold (True) or fail (False) where ``node`` runs, innermost first.

    Stops at the function whose body holds the node.
    """
    known = ev.found.index.tests_around.get(node)
    if known is None:
        known = ev.found.index.tests_around[node] = list(_search(ev, node))
    return known


def _search(ev: Evaluator, node: ast.AST) -> Iterator[tuple[ast.expr, bool]]:
    child, parent = node, parent_of(node)
    while parent is not None:
        if may_decide(parent, child):
            yield from conditions_in(ev, parent, child)
        if is_body(parent, child):
            return
        child, parent = parent, parent_of(parent)


def may_decide(parent: ast.AST, child: ast.AST) -> bool:
    """Whether a test in ``parent`` may decide that its part ``child`` runs: in most expressions none does."""
    return isinstance(child, (ast.stmt, ast.match_case)) or isinstance(parent, _DECIDING)


def conditions_in(ev: Evaluator, parent: ast.AST, child: ast.AST) -> Iterator[tuple[ast.expr, bool]]:
    """The tests in ``parent`` that hold (True) or fail (False) where its part ``child`` runs."""
    if isinstance(parent, _DECIDING):
        yield from _deciding(parent, child)
    if isinstance(parent, ast.Match) and isinstance(child, ast.match_case):
        yield from matching.decided(ev, parent, child)
    if isinstance(child, ast.stmt):
        yield from _left_behind(ev, parent, child)


def _deciding(parent: ast.AST, child: ast.AST) -> Iterator[tuple[ast.expr, bool]]:
    """The tests by which a node decides that a part of it runs."""
    if isinstance(parent, (ast.If, ast.While)):
        if child in parent.body:
            yield parent.test, True
        elif child in parent.orelse and isinstance(parent, ast.If):
            yield parent.test, False
    elif isinstance(parent, ast.IfExp) and child is not parent.test:
        yield parent.test, child is parent.body
    elif isinstance(parent, ast.BoolOp) and child in parent.values:
        for earlier in parent.values[: parent.values.index(child)]:
            yield earlier, isinstance(parent.op, ast.And)
    elif isinstance(parent, ast.Assert) and child is parent.msg:
        yield parent.test, False
    elif isinstance(parent, ast.match_case) and parent.guard is not None and child in parent.body:
        yield parent.guard, True


def is_body(function: ast.AST, part: ast.AST) -> bool:
    """Whether ``part`` runs when the function is called, and not, as a decorator or default does, when it is made."""
    if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return part in function.body
    return isinstance(function, ast.Lambda) and part is function.body


def _left_behind(ev: Evaluator, parent: ast.AST, child: ast.stmt) -> Iterator[tuple[ast.expr, bool]]:
    """Tests of earlier statements of the same block that leave it: ``if test: return``."""
    leaving = ev.found.index.leaving
    if parent not in leaving:
        leaving[parent] = list(_blocks_left(ev, parent))
    for siblings, tests in leaving[parent]:
        if child in siblings:
            place = siblings.index(child)
            yield from ((test, outcome) for number, test, outcome in tests if number < place)


def _blocks_left(ev: Evaluator, parent: ast.AST) -> Iterator[tuple[list[ast.stmt], list[tuple[int, ast.expr, bool]]]]:
    """The blocks that may be left, each with the number of the statement, the test and how it turns out if one stays."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(parent, name, None)
        if isinstance(block, list):
            tests = [(number, *stays) for number, one in enumerate(block) for stays in _stays(ev, one)]
            if tests:
                yield block, tests


def _stays(ev: Evaluator, statement: ast.stmt) -> Iterator[tuple[ast.expr, bool]]:
    """The test of a statement that may leave its block, and how it turns out where it does not."""
    if isinstance(statement, ast.If):
        if _leaves(statement.body) and not (statement.orelse and _leaves(statement.orelse)):
            yield statement.test, False
        elif statement.orelse and _leaves(statement.orelse):
            yield statement.test, True
    elif isinstance(statement, ast.Assert):
        yield statement.test, True
    elif isinstance(statement, ast.Match):
        yield from matching.left_behind(ev, statement, _leaves)


def _leaves(body: list[ast.stmt]) -> bool:
    """Whether control never gets past the end of a block."""
    last = body[-1]
    if isinstance(last, (ast.With, ast.AsyncWith)):
        return _leaves(last.body)
    if isinstance(last, ast.If):
        return bool(last.orelse) and _leaves(last.body) and _leaves(last.orelse)
    if isinstance(last, ast.Try):
        ways = [last.orelse or last.body, *(handler.body for handler in last.handlers)]
        return all(map(_leaves, ways)) or bool(last.finalbody and _leaves(last.finalbody))
    return isinstance(last, (ast.Return, ast.Raise, ast.Continue, ast.Break)) or ends_process(last)
