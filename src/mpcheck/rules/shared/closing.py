"""Code by which each process closes what it has itself."""

from __future__ import annotations

import ast

from mpcheck.model.module import Module

_CLOSES = ("cleanup", "close", "disconnect", "dispose", "release", "shutdown", "stop", "terminate")


def only_closes(module: Module, node: ast.Attribute) -> bool:
    """Whether an attribute is read to close what it holds, or to see whether there is something to close."""
    if _is_closed(module.parent(node)):
        return True
    around = next((outer for outer in module.ancestors(node) if isinstance(outer, ast.stmt)), None)
    if not isinstance(around, ast.If) or node not in ast.walk(around.test):
        return False
    calls = [one.value for one in around.body if isinstance(one, ast.Expr) and isinstance(one.value, ast.Call)]
    closed = (call.func.value for call in calls if isinstance(call.func, ast.Attribute) and _is_closed(call.func))
    return len(calls) == len(around.body) and all(ast.dump(one) == ast.dump(node) for one in closed)


def _is_closed(method: ast.AST | None) -> bool:
    return isinstance(method, ast.Attribute) and method.attr.startswith(_CLOSES)
