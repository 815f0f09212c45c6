"""What the arguments of a call decide: tests that come out one way, and code that then cannot run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from mpcheck.model import attributes, enumerations, outcomes
from mpcheck.model.conditions import conditions
from mpcheck.model.ranges import order
from mpcheck.model.values import (
    BoundMethod,
    CallContext,
    ClassRef,
    Collection,
    Const,
    External,
    Function,
    Instance,
    Object,
    Param,
    Unknown,
    Value,
    Values,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_Node = TypeVar("_Node", bound=ast.AST)
#: Built-in classes that tests name, to tell a number of workers from a pool.
_TYPES: dict[str, type] = {f"builtins.{one.__name__}": one for one in (int, float, str, bytes, bool, list, tuple, dict)}
_STREAMS = ("sys.stdin", "sys.stdout", "sys.stderr")
_DISPLAYED: dict[type[ast.AST], type] = {ast.List: list, ast.ListComp: list, ast.Tuple: tuple, ast.Dict: dict}


def is_feasible(ev: Evaluator, node: ast.AST, context: CallContext | None) -> bool:
    """Whether the tests around a node, in its own function, may let it run in a calling context."""
    return any(True for _ in feasible(ev, [node], context))


def feasible(ev: Evaluator, nodes: Iterable[_Node], context: CallContext | None) -> Iterator[_Node]:
    """Those of the nodes that may run; a test that is around several of them is asked once."""
    if context is None:
        yield from nodes
        return
    known: dict[ast.expr, bool | None] = {}
    for node in nodes:
        for test, outcome in conditions(ev, node):
            if test not in known:
                known[test] = truth(ev, test, context)
            if known[test] is not None and known[test] is not outcome:
                break
        else:
            yield node


def truth(ev: Evaluator, test: ast.expr, context: CallContext) -> bool | None:
    """How a test comes out in a calling context, or on all targets; None where that is open."""
    known = _by_values(ev, test, context)
    return outcomes.holds_on_all(ev, test, ev.targets) if known is None else known


def _by_values(ev: Evaluator, test: ast.expr, context: CallContext) -> bool | None:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = truth(ev, test.operand, context)
        return None if inner is None else not inner
    if isinstance(test, ast.BoolOp):
        parts = [truth(ev, part, context) for part in test.values]
        deciding = isinstance(test.op, ast.Or)
        if deciding in parts:
            return deciding
        return None if None in parts else not deciding
    if (known := _of_type(ev, test, context)) is not None:
        return known
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        if isinstance(test.ops[0], (ast.In, ast.NotIn)):
            return _contained(ev, test, context)
        left, right = ev.evaluate(test.left, context), ev.evaluate(test.comparators[0], context)
        known = _compared(ev, test.ops[0], left, right)
        return order(ev, test.ops[0], left, right) if known is None else known
    if isinstance(test, (ast.Name, ast.Attribute, ast.Constant)):
        return _agreed({_is_true(one) for one in ev.evaluate(test, context)})
    return None


def _is_true(one: Value) -> bool | None:
    if isinstance(one, Const):
        return bool(one.value)
    return True if isinstance(one, (Function, ClassRef)) else None


def _of_type(ev: Evaluator, test: ast.expr, context: CallContext | None) -> bool | None:
    """How a test of the type of a value comes out where the type is a built-in one and the value known."""
    asked = _asked_type(ev, test, context)
    if asked is None:
        return None
    subject, types, positive = asked
    known = _agreed({_has_type(ev, one, types) for one in ev.evaluate(subject, context)})
    return None if known is None else known is positive


def _asked_type(
    ev: Evaluator, test: ast.expr, context: CallContext | None
) -> tuple[ast.expr, tuple[type, ...], bool] | None:
    """What a test asks for its type, for which built-in types, and how it comes out for what has one of these.

    ``isinstance(value, type)``, and ``type(value) is type``: of built-in types hardly anything is derived.
    """
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = _asked_type(ev, test.operand, context)
        return (*inner[:2], not inner[2]) if inner is not None else None
    call, written, positive = test, None, True
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)):
        call, written, positive = test.left, test.comparators[0], isinstance(test.ops[0], (ast.Eq, ast.Is))
    if not isinstance(call, ast.Call) or len(call.args) != (2 if written is None else 1):
        return None
    if ev.evaluate(call.func, context) != {External("builtins.isinstance" if written is None else "builtins.type")}:
        return None
    written = call.args[-1] if written is None else written
    nodes = written.elts if isinstance(written, ast.Tuple) else [written]
    named = [one for node in nodes for one in ev.evaluate(node, context)]
    types = tuple(_TYPES[one.name] for one in named if isinstance(one, External) and one.name in _TYPES)
    return (call.args[0], types, positive) if types and len(types) == len(named) else None


def narrowed(ev: Evaluator, node: ast.expr, test: ast.expr, context: CallContext | None, *, outcome: bool) -> Values:
    """What an expression may be where a test has come out so: ``value if isinstance(value, str) else value.name``."""
    values = ev.evaluate(node, context)
    asked = _asked_type(ev, test, context) if isinstance(node, ast.Name) else None
    if asked is None or ast.dump(asked[0]) != ast.dump(node):
        return values
    return frozenset(one for one in values if _has_type(ev, one, asked[1]) in (None, outcome is asked[2]))


def _has_type(ev: Evaluator, one: Value, types: tuple[type, ...]) -> bool | None:
    if isinstance(one, Const):
        return isinstance(one.value, types)
    if isinstance(one, External) and one.name in _STREAMS:
        return False
    if isinstance(one, Instance) and not attributes.external_bases(ev, one.info):
        return False
    if isinstance(one, Object) and one.name in _TYPES:
        return issubclass(_TYPES[one.name], types)
    if isinstance(one, Object) and one.name.startswith("multiprocessing.managers.") and one.name.endswith("Proxy"):
        return False
    if isinstance(one, Collection) and type(one.node) in _DISPLAYED:
        return issubclass(_DISPLAYED[type(one.node)], types)
    return False if isinstance(one, Function) else None


def _contained(ev: Evaluator, test: ast.Compare, context: CallContext) -> bool | None:
    """How ``value in (constant, ...)`` comes out."""
    container = test.comparators[0]
    if not isinstance(container, (ast.Tuple, ast.List, ast.Set)):
        return None
    held = [ev.evaluate(node, context) for node in container.elts]
    values = ev.evaluate(test.left, context)
    found = {_agreed_any(_compared(ev, ast.Eq(), frozenset((one,)), other) for other in held) for one in values}
    inside = _agreed(found)
    return inside if inside is None or isinstance(test.ops[0], ast.In) else not inside


def _agreed_any(found: Iterable[bool | None]) -> bool | None:
    """Whether one of several tests holds; None where that is open."""
    seen = set(found)
    return True if True in seen else None if None in seen else False


def _agreed(found: set[bool | None]) -> bool | None:
    return found.pop() if len(found) == 1 else None


def _compared(ev: Evaluator, operator: ast.cmpop, left: Values, right: Values) -> bool | None:
    if not isinstance(operator, (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)) or not left or not right:
        return None
    positive = isinstance(operator, (ast.Eq, ast.Is))
    found: set[bool | None] = set()
    for one in left:
        for other in right:
            if isinstance(one, Const) and isinstance(other, Const):
                found.add((one.value == other.value) is positive)
            elif enumerations.is_member(ev, one) and enumerations.is_member(ev, other):
                found.add((one == other) is positive)
            elif _may_be_anything(one) or _may_be_anything(other):
                return None
            elif any(isinstance(side, Const) and side.value is None for side in (one, other)):
                found.add(not positive)
            else:
                return None
    return _agreed(found)


def _may_be_anything(one: Value) -> bool:
    """Whether a value may be None, too.

    What a function of a library gives back may be, such as a match of ``re.search``; so may an attribute of an object of
    one, such as ``process.exitcode``.
    """
    if isinstance(one, Object):
        return one.name not in _TYPES and not one.name.rpartition(".")[2][:1].isupper()
    return isinstance(one, (Param, Unknown)) or (isinstance(one, BoundMethod) and one.function is None)
