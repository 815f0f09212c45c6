"""Objects that do work of their own to come out of a pickle: an index that ``__setstate__`` makes anew, say."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.collect import COMPREHENSIONS
from mpcheck.model.scopes import ClassInfo, FunctionInfo

if TYPE_CHECKING:
    from mpcheck.model.module import Module


def is_rebuilt(module: Module, info: ClassInfo) -> bool:
    """Whether unpickling an object of a class goes through what the object holds."""
    setting = attributes.find_method(module.ev, info, "__setstate__")
    if setting is None and attributes.find_method(module.ev, info, "__reduce__") is not None:
        setting = attributes.find_method(module.ev, info, "__init__")
    if setting is None:
        return False
    return any(_goes_through_own(function) for function in module.graph.reached_from([setting]))


def _goes_through_own(function: FunctionInfo) -> bool:
    """Whether a method loops over what its object holds, and not over the names of its attributes alone."""
    if function.cls is None or not function.parameters:
        return False
    own = function.parameters[0].arg
    return any(_is_of(own, iterable) for node in ast.walk(function.node) for iterable in _iterables(node))


def _iterables(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, (ast.For, ast.AsyncFor)):
        return [node.iter]
    return [part.iter for part in node.generators] if isinstance(node, COMPREHENSIONS) else []


def _is_of(own: str, iterable: ast.expr) -> bool:
    return any(
        isinstance(part, ast.Attribute)
        and isinstance(part.value, ast.Name)
        and part.value.id == own
        and not part.attr.startswith("__")
        for part in ast.walk(iterable)
    )
