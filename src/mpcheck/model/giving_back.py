"""Functions of the standard library that give back what they are given, or what they find in it or make of it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING

from mpcheck.model import attributes, calling, changed_copies, iteration
from mpcheck.model.values import (
    NOTHING,
    BoundMethod,
    CallContext,
    ClassRef,
    Const,
    Generator,
    Instance,
    Partial,
    Unknown,
    Values,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: Functions that give back (a copy of) one of their arguments, by its place.
_IDENTITY = {"typing.cast": 1, "copy.deepcopy": 0, "weakref.proxy": 0, "contextlib.ExitStack.enter_context": 0}

#: Functions that copy a record with other values for some of its fields.
_CHANGING = ("dataclasses.replace", "copy.replace", "attr.evolve", "attrs.evolve", "attr.assoc")


def given_back(ev: Evaluator, name: str, node: ast.Call, context: CallContext | None) -> Values | None:
    """What a call of a function by its dotted name gives; None where it is not one of these."""
    if name in _IDENTITY and len(node.args) > _IDENTITY[name]:
        given = ev.evaluate(node.args[_IDENTITY[name]], context)
        # A generator cannot be copied: the call raises TypeError.
        return frozenset(one for one in given if name != "copy.deepcopy" or not isinstance(one, Generator))
    return _FOLLOWED[name](ev, node, context) if name in _FOLLOWED else None


def _partial(ev: Evaluator, node: ast.Call, context: CallContext | None) -> Values | None:
    return frozenset(Partial(f, node, context) for f in ev.evaluate(node.args[0], context)) if node.args else None


def _folded(ev: Evaluator, node: ast.Call, context: CallContext | None) -> Values | None:
    """``reduce(compose, functions)``: what a function of the scanned code makes of the items; None for any other."""
    if len(node.args) < 2 or any(isinstance(argument, ast.Starred) for argument in node.args):
        return None
    folding = frozenset(one for one in ev.evaluate(node.args[0], context) if any(calling.functions_of(ev, one)))
    if not folding:
        return None
    items = iteration.follow(ev, ev.evaluate(node.args[1], context), ("elem",))
    first = ev.evaluate(node.args[2], context) if len(node.args) > 2 else items
    return calling.apply(ev, folding, None, context, (first, items)) if items else first


def _getattr(ev: Evaluator, node: ast.Call, context: CallContext | None) -> Values | None:
    """``getattr(owner, "name", default)`` with a name that is written out or passed as one.

    By another name it may be anything, but what is called most likely is a method of the object.
    """
    if len(node.args) < 2:
        return None
    names = {one.value for one in ev.evaluate(node.args[1], context) if isinstance(one, Const)}
    known = {name for name in names if isinstance(name, str)}
    default = ev.evaluate(node.args[2], context) if len(node.args) > 2 else NOTHING
    owners = ev.evaluate(node.args[0], context)
    if not known:
        objects = (one for one in owners if isinstance(one, Instance) and attributes.calls_own_methods(ev, one))
        return default.union((Unknown("attribute"),), (BoundMethod(one, "") for one in objects))
    return default.union(*(attributes.attribute(ev, owners, name) for name in known))


def _class_of(ev: Evaluator, node: ast.Call, context: CallContext | None) -> Values | None:
    """``type(one)``, where ``one`` is an object of a scanned class."""
    owners = ev.evaluate(node.args[0], context) if len(node.args) == 1 else NOTHING
    classes = frozenset(ClassRef(one.info) for one in owners if isinstance(one, Instance))
    return classes or None


def _changed(ev: Evaluator, node: ast.Call, context: CallContext | None) -> Values | None:
    """``replace(job, work=f)``"""
    return changed_copies.changed_copies(ev, ev.evaluate(node.args[0], context), node, context) if node.args else None


#: What others make of theirs; None where a call of them is not understood.
_FOLLOWED: dict[str, Callable[[Evaluator, ast.Call, CallContext | None], Values | None]] = {
    "builtins.getattr": _getattr,
    "builtins.type": _class_of,
    **dict.fromkeys(_CHANGING, _changed),
    "functools.partial": _partial,
    "functools.reduce": _folded,
}
