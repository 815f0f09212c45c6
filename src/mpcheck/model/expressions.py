"""What each kind of expression may be."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING

from mpcheck.model import attributes, calling, iteration, just_set, operators
from mpcheck.model.feasible import narrowed, truth
from mpcheck.model.modules import OWN_NAME
from mpcheck.model.paths import PATH
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.types import is_text
from mpcheck.model.values import (
    COMPUTED,
    CallContext,
    Collection,
    Const,
    External,
    Function,
    Generator,
    Object,
    Param,
    Value,
    Values,
    union,
    unknown,
    value,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


def _constant(ev: Evaluator, node: ast.Constant, context: CallContext | None) -> Values:
    return value(Const(node.value, node))


def _unary(ev: Evaluator, node: ast.UnaryOp, context: CallContext | None) -> Values:
    if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        number = node.operand.value
        if isinstance(number, (int, float)):
            return value(Const(-number, node))
    if isinstance(node.op, ast.Not):
        negated = ev.evaluate(node.operand, context)
        if negated and all(isinstance(one, Const) for one in negated):
            return frozenset(Const(not one.value, node) for one in negated if isinstance(one, Const))
    return unknown(COMPUTED)


def _comparison(ev: Evaluator, node: ast.Compare, context: CallContext | None) -> Values:
    return unknown(COMPUTED)


def _conditional(ev: Evaluator, node: ast.IfExp, context: CallContext | None) -> Values:
    decided = truth(ev, node.test, context) if context is not None else None
    parts = {True: node.body, False: node.orelse}
    open_ = [outcome for outcome in parts if decided in (None, outcome)]
    return union(*(narrowed(ev, parts[outcome], node.test, context, outcome=outcome) for outcome in open_))


def _boolean(ev: Evaluator, node: ast.BoolOp, context: CallContext | None) -> Values:
    parts = [ev.evaluate(part, context) for part in node.values]
    if isinstance(node.op, ast.Or):
        # ``ctx or default``: a value that is false goes on to the next part.
        parts[:-1] = [frozenset(v for v in part if not _is_false(v)) for part in parts[:-1]]
    return union(*parts)


def _inner(ev: Evaluator, node: ast.Await | ast.NamedExpr | ast.Starred, context: CallContext | None) -> Values:
    return ev.evaluate(node.value, context)


def _lambda(ev: Evaluator, node: ast.Lambda, context: CallContext | None) -> Values:
    info = ev.found.info_of[node]
    assert isinstance(info, FunctionInfo)
    return value(Function(info, ev.function_context(info.outer.enclosing_function, context)))


def _display(ev: Evaluator, node: ast.expr, context: CallContext | None) -> Values:
    return value(Collection(node, context))


def _generator(ev: Evaluator, node: ast.GeneratorExp, context: CallContext | None) -> Values:
    return value(Generator(node, context))


def _attribute(ev: Evaluator, node: ast.Attribute, context: CallContext | None) -> Values:
    known = just_set.held(ev, node, context)
    return attributes.attribute(ev, ev.evaluate(node.value, context), node.attr) if known is None else known


def _call(ev: Evaluator, node: ast.Call, context: CallContext | None) -> Values:
    return calling.call(ev, node, context)


def _subscript(ev: Evaluator, node: ast.Subscript, context: CallContext | None) -> Values:
    return iteration.subscript(ev, node, context)


def _operation(ev: Evaluator, node: ast.BinOp, context: CallContext | None) -> Values:
    """``[a] + [b]`` and ``[a] * n`` are containers of their own, ``"%s" % a`` and ``"a" + b`` strings, ``folder / a`` a path."""
    made = operators.overloaded(ev, node, context)
    if made:
        return made
    if isinstance(node.op, ast.Div):
        divided = [one for one in ev.evaluate(node.left, context) if not isinstance(one, Param)]
        is_path = divided and all(isinstance(one, Object) and one.name == PATH for one in divided)
        return value(Object(PATH, node, context)) if is_path else unknown(COMPUTED)
    if not isinstance(node.op, (ast.Add, ast.Mult, ast.Mod)):
        return unknown(COMPUTED)
    parts = union(ev.evaluate(node.left, context), ev.evaluate(node.right, context))
    if any(isinstance(part, Collection) for part in parts) and not isinstance(node.op, ast.Mod):
        return value(Collection(node, context))
    left = ev.evaluate(node.left, context)
    if left and all(_is_text(part) for part in left):
        return value(Object("builtins.str", node, context))
    return unknown(COMPUTED)


def _text(ev: Evaluator, node: ast.JoinedStr, context: CallContext | None) -> Values:
    return value(Object("builtins.str", node, context))


def _is_text(one: Value) -> bool:
    return is_text(one) or (isinstance(one, External) and one.name == OWN_NAME)


def _is_false(one: object) -> bool:
    return isinstance(one, Const) and not one.value


#: By the kind of node: what an expression of that kind may be.
HANDLERS: dict[type[ast.expr], Callable[..., Values]] = {
    ast.Constant: _constant,
    ast.JoinedStr: _text,
    ast.UnaryOp: _unary,
    ast.Compare: _comparison,
    ast.IfExp: _conditional,
    ast.BoolOp: _boolean,
    ast.Await: _inner,
    ast.NamedExpr: _inner,
    ast.Starred: _inner,
    ast.Lambda: _lambda,
    ast.List: _display,
    ast.Tuple: _display,
    ast.Set: _display,
    ast.Dict: _display,
    ast.ListComp: _display,
    ast.SetComp: _display,
    ast.DictComp: _display,
    ast.GeneratorExp: _generator,
    ast.Attribute: _attribute,
    ast.Call: _call,
    ast.Subscript: _subscript,
    ast.BinOp: _operation,
}
#: What these may be depends on nothing else.
LEAVES = frozenset(kind for kind, find in HANDLERS.items() if find in (_constant, _comparison, _display, _text))
