"""What the parameters of a function are in a calling context, and what annotations promise of them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model import attributes, calling, displays, mappings, parametrized, places
from mpcheck.model.api import CONTEXT_CLASSES, canonical, context_of, package_of_context
from mpcheck.model.nodes import put_at
from mpcheck.model.paths import PATH
from mpcheck.model.scopes import FunctionInfo, Scope
from mpcheck.model.values import (
    NOTHING,
    CallContext,
    ClassRef,
    Collection,
    External,
    Instance,
    Items,
    Object,
    Param,
    Value,
    Values,
    unknown,
    value,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


#: Types whose one argument, in an annotation, is the type of what iterating gives.
_ITERABLES = {
    *("list", "tuple", "set", "frozenset", "deque", "List", "Tuple", "Set", "FrozenSet", "Deque"),
    *("Iterable", "Iterator", "Sequence", "MutableSequence", "Collection", "AbstractSet"),
}

#: A method of classes, without a decorator that says so.
TOLD_OF_SUBCLASSES = "__init_subclass__"
DECIMAL_NUMBER = "decimal.Decimal"

#: Types that are, in an annotation, no other than their first argument.
_TRANSPARENT = {"Optional", "Annotated", "Final"}


def parameter(ev: Evaluator, function: FunctionInfo, name: str, context: CallContext | None) -> Values:
    """What a parameter is: the argument of the call, or symbolic where no call is known."""
    position = next((i for i, p in enumerate(function.parameters) if p.arg == name), None)
    if context is not None:
        if position is not None and position < len(context.leading):
            return context.leading[position]
        passed = _passed(ev, function, name, context)
        if passed is not None:
            return passed
    if (
        position == 0
        and function.cls is not None
        and not attributes.decorated_as(ev, function, "builtins.staticmethod")
    ):
        if function.name == TOLD_OF_SUBCLASSES or attributes.decorated_as(ev, function, "builtins.classmethod"):
            return value(ClassRef(function.cls))
        return value(Instance(function.cls))
    default = function.default(name)
    known = ev.evaluate(default) if default is not None else NOTHING
    called = context.call if context is not None else None
    if called is not None and default is not None and not calling.has_hidden_arguments(called):
        return known
    by_test = parametrized.given(ev, function, name) if function.name.startswith("test") else NOTHING
    annotation = None if by_test else function.annotation(name)  # which says less than the values that are given
    typed = annotated(ev, annotation, function.outer) if annotation is not None else NOTHING
    return known | typed | by_test | frozenset((Param(function, name),))


def _passed(ev: Evaluator, function: FunctionInfo, name: str, context: CallContext) -> Values | None:
    call = context.call
    arguments = function.node.args
    names = [p.arg for p in function.parameters]
    if call is None:
        return None
    if arguments.vararg is not None and arguments.vararg.arg == name:
        return _variadic(ev, call, len(names), context)
    if arguments.kwarg is not None and arguments.kwarg.arg == name:
        return value(Collection(_named(ev, call, function), context.caller))
    skip = len(context.leading)
    written = passed(ev, call, names, name, context.caller, skip)
    if written is not None:
        return ev.evaluate(written, context.caller)
    return unknown("*args") if name in names and _may_hide(ev, call, names.index(name) - skip, context.caller) else None


def _variadic(ev: Evaluator, call: ast.Call, count: int, context: CallContext) -> Values:
    """What ``*args`` of a function holds; ``count`` are the parameters before it."""
    first = max(count - len(context.leading), 0)
    given = call.args[first:]
    if not any(isinstance(g, ast.Starred) for g in call.args):
        return value(Items((*context.leading[count:], *(ev.evaluate(g, context.caller) for g in given))))
    if len(context.leading) > count or any(isinstance(g, ast.Starred) for g in call.args[:first]):
        return unknown("*args")
    key = (call, first)
    if key not in ev.made_up:
        ev.made_up[key] = put_at(ast.Tuple(given, ast.Load()), call.func)
    return value(Collection(ev.made_up[key], context.caller))


def _named(ev: Evaluator, call: ast.Call, function: FunctionInfo) -> ast.expr:
    """The dict that ``**kwargs`` of a function is: the keywords of the call that name none of its parameters."""
    key = (call, function)
    if key not in ev.made_up:
        own = {p.arg for p in (*function.parameters, *function.node.args.kwonlyargs)}
        rest = [keyword for keyword in call.keywords if keyword.arg not in own]
        keys: list[ast.expr | None] = [put_at(ast.Constant(k.arg), k.value) if k.arg else None for k in rest]
        ev.made_up[key] = put_at(ast.Dict(keys, [k.value for k in rest]), call.func)
    return ev.made_up[key]


def passed(
    ev: Evaluator,
    call: ast.Call,
    params: tuple[str, ...] | list[str],
    name: str,
    context: CallContext | None,
    skip: int = 0,
) -> ast.expr | None:
    """The expression that a call passes for a parameter, also in ``*args`` and ``**kwargs`` whose content is known.

    What these hold is made up as an expression: ``kwargs["name"]``.
    """
    written = calling.argument(call, params, name, skip)
    if written is not None:
        return written
    for keyword in call.keywords:
        if keyword.arg is None and any(mappings.may_hold(ev, one, name) for one in ev.evaluate(keyword.value, context)):
            return _taken(ev, keyword.value, name)
    place = _place_in_star(ev, call, list(params).index(name) - skip, context) if name in params else None
    return _taken(ev, *place) if place is not None else None


def _place_in_star(
    ev: Evaluator, call: ast.Call, index: int, context: CallContext | None
) -> tuple[ast.expr, int] | None:
    """The ``*args`` of a call that brings its positional argument number ``index``, and the place in it."""
    for given in call.args:
        if not isinstance(given, ast.Starred):
            index -= 1
            continue
        values = ev.evaluate(given.value, context)
        length = displays.common_length(values)
        if index < 0 or (length is None and not places.are_known(ev, values, index)):
            return None
        if length is None or index < length:
            return given.value, index
        index -= length
    return None


def _may_hide(ev: Evaluator, call: ast.Call, index: int, context: CallContext | None) -> bool:
    """Whether ``*args`` of unknown length may bring the positional argument number ``index``."""
    before = 0
    for given in call.args:
        if before > index:
            return False
        if isinstance(given, ast.Starred):
            length = displays.common_length(ev.evaluate(given.value, context))
            if length is None:
                return True
            before += length
        else:
            before += 1
    return False


def _taken(ev: Evaluator, container: ast.expr, key: str | int) -> ast.expr:
    """The expression ``container[key]``."""
    if (container, key) not in ev.made_up:
        constant = put_at(ast.Constant(key), container)
        ev.made_up[container, key] = put_at(ast.Subscript(container, constant, ast.Load()), container)
    return ev.made_up[container, key]


def call_of(ev: Evaluator, factory: ast.expr) -> ast.expr:
    """The call that a library makes of a function without arguments, as an expression."""
    if (factory,) not in ev.made_up:
        ev.made_up[factory,] = put_at(ast.Call(factory, [], []), factory)
    return ev.made_up[factory,]


def elements_annotated(ev: Evaluator, one: Param) -> Values:
    """The instances that the annotation of a parameter promises as its elements: ``workers: list[Worker]``."""
    annotation = None if one.derived else one.function.annotation(one.name)
    return NOTHING if annotation is None else _elements_promised(ev, annotation, one.function.outer)


def _elements_promised(ev: Evaluator, annotation: ast.expr, scope: Scope) -> Values:
    written = _unquoted(annotation)
    if isinstance(written, ast.BinOp) and isinstance(written.op, ast.BitOr):
        return _elements_promised(ev, written.left, scope) | _elements_promised(ev, written.right, scope)
    if not isinstance(written, ast.Subscript):
        return NOTHING
    word = _dotted(written.value).rpartition(".")[2]
    arguments = written.slice.elts if isinstance(written.slice, ast.Tuple) else [written.slice]
    if not arguments:
        return NOTHING
    if word in _TRANSPARENT:
        return _elements_promised(ev, arguments[0], scope)
    is_uniform = len(arguments) == 1 or isinstance(arguments[1], ast.Constant)  # tuple[Worker, ...]
    return annotated(ev, arguments[0], scope) if word in _ITERABLES and is_uniform else NOTHING


def _unquoted(annotation: ast.expr) -> ast.expr | None:
    """An annotation, parsed where it is written as a string; None where that is no expression."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        try:
            return ast.parse(annotation.value, mode="eval").body
        except (SyntaxError, ValueError, RecursionError):
            return None
    return annotation


def annotated(ev: Evaluator, annotation: ast.expr, scope: Scope) -> Values:
    """The instances that an annotation promises, where it names a known class."""
    written = _unquoted(annotation)
    return _promised(ev, written, scope) if written is not None else NOTHING


def _promised(ev: Evaluator, annotation: ast.expr, scope: Scope) -> Values:
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
        return annotated(ev, annotation.left, scope) | annotated(ev, annotation.right, scope)
    if isinstance(annotation, ast.Subscript):
        if _dotted(annotation.value).rpartition(".")[2] in _TRANSPARENT:
            inner = annotation.slice
            return annotated(ev, inner.elts[0] if isinstance(inner, ast.Tuple) else inner, scope)
        annotation = annotation.value
    first, _, rest = _dotted(annotation).partition(".")
    if not first or (first, scope) in ev.annotating:
        return NOTHING
    ev.annotating.add((first, scope))
    try:
        named = ev.lookup(first, scope)
    finally:
        ev.annotating.discard((first, scope))
    for attr in rest.split(".") if rest else ():
        named = attributes.attribute(ev, named, attr)
    return NOTHING.union(*(_instance_of(ev, one) for one in named))


def _dotted(node: ast.expr) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr)
        node = node.value
    return ".".join([node.id, *parts]) if isinstance(node, ast.Name) else ""


def _instance_of(ev: Evaluator, one: Value) -> Values:
    if isinstance(one, ClassRef):
        return frozenset((Instance(one.info),))
    if not isinstance(one, External):
        return NOTHING
    if one.name in CONTEXT_CLASSES:
        return frozenset((Object(context_of(one.name), None, None, CONTEXT_CLASSES[one.name]),))
    if package_of_context(canonical(one.name)):
        return frozenset((Object(context_of(canonical(one.name)), None, None, "unknown"),))
    if canonical(one.name) in (PATH, DECIMAL_NUMBER):
        return frozenset((Object(canonical(one.name)),))
    api = ev.tables.functions.get(canonical(one.name))
    return frozenset((Object(api.returns, None, None, "unknown"),)) if api and api.returns else NOTHING
