"""Loops that read until an exception tells that nothing more comes."""

from __future__ import annotations

import ast

from mpcheck.model.collect import FUNCTIONS
from mpcheck.model.module import Module

_ENDS = (ast.Break, ast.Return)
_REMOVES = ("remove", "discard", "pop", "clear")


def reads_until_end(module: Module, read: ast.Call) -> bool:
    """Whether a loop around a read ends by the EOFError of the read, and in no other way."""
    if "EOFError" not in module.exceptions_caught(read):
        return False
    loop = next((node for node in module.ancestors(read) if isinstance(node, (ast.While, *FUNCTIONS))), None)
    if not isinstance(loop, ast.While):
        return False
    if not (isinstance(loop.test, ast.Constant) and loop.test.value):
        return _removes_at_end(module, read, loop)
    return not any(_leaves(module, node, loop) for statement in loop.body for node in ast.walk(statement))


def _removes_at_end(module: Module, read: ast.Call, loop: ast.While) -> bool:
    """Whether a loop goes on while there are ends, waits for what some of them have, and takes one out only at its end.

    ``while ends: for end in wait(ends): try: end.recv() except EOFError: ends.remove(end)``
    """
    ends = ast.unparse(loop.test)
    around = [node for node in module.ancestors(read) if loop in module.ancestors(node)]
    waits = [node.iter for node in around if isinstance(node, ast.For)]
    if not any(isinstance(one, ast.Call) and _waits_for(module, one, ends) for one in waits):
        return False
    inside = [node for statement in loop.body for node in ast.walk(statement)]
    removals = [node for node in inside if isinstance(node, ast.Attribute) and node.attr in _REMOVES]
    removals = [node for node in removals if ast.unparse(node.value) == ends]
    ways_out = [*removals, *(node for node in inside if isinstance(node, _ENDS))]
    return bool(removals) and all(_is_handled(module, node, loop) for node in ways_out)


def _waits_for(module: Module, call: ast.Call, ends: str) -> bool:
    """Whether a call waits for some ends without a limit."""
    return (
        module.external_name(call.func) == "multiprocessing.connection.wait"
        and len(call.args) == 1
        and not call.keywords
        and ends in {ast.unparse(node) for node in ast.walk(call.args[0])}
    )


def _is_handled(module: Module, node: ast.AST, loop: ast.While) -> bool:
    """Whether a node stands in a handler within the loop."""
    return any(isinstance(one, ast.ExceptHandler) and loop in module.ancestors(one) for one in module.ancestors(node))


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
