"""Which methods run on an object between its making and its sending, where both stand in one function."""

from __future__ import annotations

import ast
from collections.abc import Collection
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.order import Body
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.uses import Use, uses_of
from mpcheck.model.values import Instance

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_ITERATING = ("__iter__", "__next__")


def called_before(
    module: Module, one: Instance, sending: ast.AST, places: Collection[ast.AST]
) -> set[FunctionInfo] | None:
    """The functions that run on an object before one of the places in its function, but for what the ``sending`` call does.

    None where that is not to be seen: others may call any method of it.
    """
    if not isinstance(one.call, ast.expr):
        return None
    order, maker = Body(module, one.call), module.function(one.call)
    called: set[FunctionInfo] = set()
    for use in uses_of(module, one.call):
        if sending in module.ancestors(use.node):
            continue
        if module.function(use.node) is not maker:
            if _is_within(module, use.node, maker):
                return None
            continue  # it has been returned by then
        if any(order.leads(use.node, place) for place in places):
            run = _run_by(module, one, use)
            if run is None:
                return None
            called |= run
    return module.graph.reached_from(called)


def _is_within(module: Module, node: ast.AST, maker: FunctionInfo | None) -> bool:
    """Whether a node is in a function within the one that makes the object, which may run at any time."""
    return maker is None or any(scope.function is maker for scope in module.scope(node).chain())


def _run_by(module: Module, one: Instance, use: Use) -> set[FunctionInfo] | None:
    """The methods that one use of an object runs; None where they are not known."""
    if use.how == "dropped":
        return set()
    parent = module.parent(use.node)
    asked = parent.attr if isinstance(parent, ast.Attribute) and parent.value is use.node else ""
    names = _ITERATING if use.how == "iterated" else (asked,)
    methods = [attributes.find_method(module.ev, one.info, name) for name in names]
    found = {method for method in methods if method is not None}
    return found if found or (asked and use.how == "other") else None
