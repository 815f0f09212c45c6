"""What the arguments of a call decide: tests that come out one way, and code that then cannot run."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model.conditions import conditions
from mpcheck.model.values import CallContext, Const, Param, Unknown, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


def is_feasible(ev: Evaluator, node: ast.AST, context: CallContext | None) -> bool:
    """Whether the tests around a node, in its own function, may let it run in a calling context."""
    if context is None:
        return True
    return all(truth(ev, test, context) in (None, outcome) for test, outcome in conditions(ev, node))


def truth(ev: Evaluator, test: ast.expr, context: CallContext) -> bool | None:
    """How a test comes out in a calling context; None where that is open."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = truth(ev, test.operand, context)
        return None if inner is None else not inner
    if isinstance(test, ast.BoolOp):
        parts = [truth(ev, part, context) for part in test.values]
        deciding = isinstance(test.op, ast.Or)
        if deciding in parts:
            return deciding
        return None if None in parts else not deciding
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        return _compared(test.ops[0], ev.evaluate(test.left, context), ev.evaluate(test.comparators[0], context))
    if isinstance(test, (ast.Name, ast.Constant)):
        values = ev.evaluate(test, context)
        return _agreed({bool(one.value) if isinstance(one, Const) else None for one in values})
    return None


def _agreed(outcomes: set[bool | None]) -> bool | None:
    return outcomes.pop() if len(outcomes) == 1 else None


def _compared(operator: ast.cmpop, left: Values, right: Values) -> bool | None:
    if not isinstance(operator, (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)) or not left or not right:
        return None
    positive = isinstance(operator, (ast.Eq, ast.Is))
    outcomes: set[bool | None] = set()
    for one in left:
        for other in right:
            if isinstance(one, Const) and isinstance(other, Const):
                outcomes.add((one.value == other.value) is positive)
            elif {type(one), type(other)} & {Param, Unknown}:
                return None
            elif any(isinstance(side, Const) and side.value is None for side in (one, other)):
                outcomes.add(not positive)
            else:
                return None
    return _agreed(outcomes)
