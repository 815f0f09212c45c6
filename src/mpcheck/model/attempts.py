"""Flags that tell how an attempt went: ``try: queue.qsize()``, and another value in the handler."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from mpcheck.model.conditions import conditions
from mpcheck.model.displays import handled_types, last_name
from mpcheck.model.sources import sources

if TYPE_CHECKING:
    from mpcheck.model.module import Module

#: From a flag to a function that has tried.
_MAX_STEPS = 3


def is_told_by_attempt(module: Module, call: ast.Call, error: str) -> bool:
    """Whether a test around a call asks for what was set, or returned, where the same call had raised a built-in exception."""
    tests = (test for test, _ in conditions(module.ev, call))
    return any(_tells(module, node, call, error) for test in tests for node in ast.walk(test))


def _tells(module: Module, asked: ast.AST, call: ast.Call, error: str, steps: int = _MAX_STEPS) -> bool:
    if not isinstance(asked, (ast.Name, ast.Attribute, ast.Call)) or not steps:
        return False
    return any(
        _is_in_handler(module, source, call, error) or _tells(module, source, call, error, steps - 1)
        for source in sources(module.ev, asked)
    )


def _is_in_handler(module: Module, value: ast.expr, call: ast.Call, error: str) -> bool:
    handlers = (outer for outer in module.ancestors(value) if isinstance(outer, ast.ExceptHandler))
    return any(_takes(handler, error) and _tries(module.parent(handler), call) for handler in handlers)


def _takes(handler: ast.ExceptHandler, error: str) -> bool:
    classes = {cls.__name__ for cls in getattr(builtins, error).__mro__}
    return handler.type is None or not classes.isdisjoint(map(last_name, handled_types(handler)))


def _tries(tried: ast.AST | None, call: ast.Call) -> bool:
    """Whether the body of a ``try`` calls something of the same name."""
    nodes = (node for statement in getattr(tried, "body", ()) for node in ast.walk(statement))
    return any(isinstance(node, ast.Call) and last_name(node.func) == last_name(call.func) for node in nodes)
