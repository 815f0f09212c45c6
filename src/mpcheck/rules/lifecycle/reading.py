"""Loops that read until an exception tells that nothing more comes."""

from __future__ import annotations

import ast

from mpcheck.model.collect import FUNCTIONS
from mpcheck.model.module import Module

_ENDS = (ast.Break, ast.Return)


def reads_until_end(module: Module, read: ast.Call) -> bool:
    """Whether an endless loop around a read ends by the EOFError of the read, and in no other way."""
    if "EOFError" not in module.exceptions_caught(read):
        return False
    loop = next((node for node in module.ancestors(read) if isinstance(node, (ast.While, *FUNCTIONS))), None)
    if not isinstance(loop, ast.While) or not (isinstance(loop.test, ast.Constant) and loop.test.value):
        return False
    return not any(_leaves(module, node, loop) for statement in loop.body for node in ast.walk(statement))


def _leaves(module: Module, node: ast.AST, loop: ast.While) -> bool:
    """An end of the loop outside of handlers, or a question whether there is something to read."""
    if isinstance(node, ast.Attribute) and node.attr in ("poll", "wait"):
        return True
    if not isinstance(node, _ENDS):
        return False
    for outer in module.ancestors(node):
        if isinstance(outer, ast.ExceptHandler):
            return False
        if outer is loop:
            return True
    return True
