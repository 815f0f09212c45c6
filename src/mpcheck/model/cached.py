"""Cached properties: an object holds their results from the first time on that it is asked for them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.conditions import conditions
from mpcheck.model.scopes import AttributeWrite, ClassInfo, FunctionInfo
from mpcheck.model.values import Instance, only

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator
    from mpcheck.model.module import Module


def cached_properties(ev: Evaluator, info: ClassInfo) -> Iterator[FunctionInfo]:
    """The methods of a class and its bases that make what its objects keep, unless a method removes that again."""
    family = attributes.bases(ev, info)
    removed = {name for here in family for name, writes in here.attributes.items() if any(map(_removes, writes))}
    for method in (one for here in family for one in here.methods.values()):
        if method.name not in removed and attributes.decorated_as(ev, method, *attributes.CACHED_PROPERTIES):
            yield method


def _removes(write: AttributeWrite) -> bool:
    return isinstance(write.node.ctx, ast.Del)


def asked_by(
    module: Module, one: Instance, name: str, functions: Iterable[FunctionInfo | None]
) -> Iterator[ast.Attribute]:
    """Where functions ask an object for an attribute."""
    for function in functions:
        file = module.ev.file(function.node) if function is not None else module.found
        for node in file.reads.get(function, ()):
            if isinstance(node, ast.Attribute) and node.attr == name and _may_be(module, node.value, one):
                yield node


def asked_by_methods(module: Module, one: Instance, name: str, before: ast.Call) -> Iterator[ast.Attribute]:
    """The same of the methods of an object that a function calls before it makes a call: what they ask for in any case."""
    for call in module.calls_by(module.function(before)):
        if isinstance(call.func, ast.Attribute) and _may_be(module, call.func.value, one):
            method = attributes.find_method(module.ev, one.info, call.func.attr)
            if method is not None and not method.is_generator and module.happens_before(call, before):
                yield from (node for node in asked_by(module, one, name, (method,)) if not conditions(module.ev, node))


def _may_be(module: Module, node: ast.expr, one: Instance) -> bool:
    """Whether an expression is the object: ``self`` is any one of its class, or of a subclass."""
    for other in only(Instance, module.values(node)):
        is_known = other.call is not None and one.call is not None
        if other.call is one.call if is_known else other.info in attributes.bases(module.ev, one.info):
            return True
    return False
