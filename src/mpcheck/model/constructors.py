"""The calls by which constructors give objects their attributes: with what the class itself passes on to its ancestors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import attributes, enumerations
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.values import BoundMethod, CallContext, Function, Instance, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_MAX_SITES = 6
_MAX_ANCESTORS = 4
_NAME = "__init__"


def writing_contexts(ev: Evaluator, owner: Instance, method: FunctionInfo) -> list[CallContext | None]:
    """The contexts in which a method may have written an attribute of ``owner``."""
    first = attributes.find_method(ev, owner.info, _NAME) if method.name == _NAME else None
    if first is None:
        return [None]
    made = _made_in(ev, owner, first)
    return made if first is method else list(_inherited(ev, first, made, method)) or [None]


def _made_in(ev: Evaluator, owner: Instance, constructor: FunctionInfo) -> list[CallContext | None]:
    """The contexts of the constructor that making an object calls."""
    itself: Values = frozenset((owner,))
    function = Function(constructor)
    if owner.call is not None:
        return [ev.enter(function, owner.call, owner.context, (itself,))]
    sites = ev.instantiations_of(owner.info)
    if not sites or len(sites) > _MAX_SITES:
        return [None]
    return [ev.enter(function, site, None, (itself,)) for site in sites]


def constructions(ev: Evaluator, info: ClassInfo) -> list[ast.Call]:
    """The calls that make the objects of a class, those among them that make the members of an enumeration."""
    return enumerations.constructions(ev, info) or ev.instantiations_of(info)


def _inherited(
    ev: Evaluator, caller: FunctionInfo, contexts: list[CallContext | None], method: FunctionInfo, depth: int = 0
) -> Iterator[CallContext | None]:
    """The contexts in which a constructor, in those of its own, comes to that of an ancestor: ``super().__init__(...)``."""
    for call in caller.calls if depth < _MAX_ANCESTORS else ():
        if getattr(call.func, "attr", "") != _NAME:
            continue
        for context in contexts:
            for one in ev.evaluate(call.func, context):
                function, leading = (
                    (one.function, (frozenset((one.receiver,)),)) if isinstance(one, BoundMethod) else (one, ())
                )
                if isinstance(function, Function):
                    entered = ev.enter(function, call, context, leading)
                    if function.info is method:
                        yield entered
                    elif function.info is not caller:
                        yield from _inherited(ev, function.info, [entered], method, depth + 1)
