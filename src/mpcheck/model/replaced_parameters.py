"""Parameters that a function binds anew where something lacks: ``if jobs is None: jobs = 4``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model.conditions import conditions
from mpcheck.model.feasible import truth
from mpcheck.model.nodes import parent_of
from mpcheck.model.scopes import Binding
from mpcheck.model.values import NOTHING, CallContext, Const, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_PLAIN = (ast.Name, ast.Constant, ast.Compare, ast.BoolOp, ast.UnaryOp)
_WORDS = (ast.expr_context, ast.cmpop, ast.boolop, ast.unaryop)


def bound_in(ev: Evaluator, bindings: list[Binding], context: CallContext) -> list[Binding]:
    """Those of the bindings that may give a name its value in a calling context, as far as what is passed decides.

    Only tests that name nothing but the parameter are asked, and only before it is bound anew: to find out all that
    tests may hang on would take longer than anything else.
    """
    passed = next((one for one in bindings if one.kind == "param"), None)
    if passed is None:
        return bindings
    runs = {one: _runs(ev, one, passed, context) for one in bindings if one.statement is not None}
    is_replaced = any(known and _stands_alone(one, passed) for one, known in runs.items())
    left = [one for one in bindings if runs.get(one) is not False and not (is_replaced and one is passed)]
    return left or bindings


def unseen(ev: Evaluator, bindings: list[Binding]) -> Values:
    """What a parameter is by default and nothing after ``if jobs is None: jobs = 4`` sees, whoever calls."""
    passed = next((one for one in bindings if one.kind == "param"), None)
    if passed is None:
        return NOTHING
    others = [one.statement for one in bindings if one.statement is not None and _stands_alone(one, passed)]
    tests = [test for statement in others for test, outcome in conditions(ev, statement) if outcome]
    if not any(_asks_for_none(test, passed.name) for test in tests):
        return NOTHING
    given = NOTHING.union(*(ev.binding(one, None) for one in bindings if one is not passed))
    return frozenset(one for one in ev.binding(passed, None) - given if isinstance(one, Const) and one.value is None)


def _asks_for_none(test: ast.expr, name: str) -> bool:
    """``name is None``, ``not name``."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return isinstance(test.operand, ast.Name) and test.operand.id == name
    if not isinstance(test, ast.Compare) or not isinstance(test.left, ast.Name) or test.left.id != name:
        return False
    (operator, *_), (other, *_) = test.ops, test.comparators
    return isinstance(operator, (ast.Is, ast.Eq)) and isinstance(other, ast.Constant) and other.value is None


def _runs(ev: Evaluator, binding: Binding, passed: Binding, context: CallContext) -> bool | None:
    """Whether what is passed lets a statement run; None where something else decides."""
    assert binding.statement is not None
    runs: bool | None = True
    for test, outcome in conditions(ev, binding.statement):
        known = truth(ev, test, context) if _is_about(ev, test, passed) else None
        if known is not None and known is not outcome:
            return False
        runs = None if known is None else runs
    return runs


def _is_about(ev: Evaluator, test: ast.expr, passed: Binding) -> bool:
    """Whether a test asks nothing but what the parameter was when the function was called."""
    nodes = list(ast.walk(test))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    scope = passed.owner.scope if passed.owner is not None else None
    return (
        scope is not None
        and all(isinstance(node, (*_PLAIN, *_WORDS)) for node in nodes)
        and all(name.id == passed.name and ev.reaching.bindings(name, scope) == [passed] for name in names)
    )


def _stands_alone(binding: Binding, passed: Binding) -> bool:
    """Whether a statement stands in an ``if`` of the function's own block: it runs whenever the test lets it."""
    test = parent_of(binding.statement) if binding.statement is not None else None
    return isinstance(test, ast.If) and passed.owner is not None and parent_of(test) is passed.owner.node
