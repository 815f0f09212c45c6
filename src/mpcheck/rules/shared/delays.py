"""Numbers that only say how long something waits: that they are drawn alike does no harm."""

from __future__ import annotations

import ast
import re

from mpcheck.model.displays import last_name
from mpcheck.model.module import Module

#: Words of names for how long something waits.
_DELAY = re.compile(r"delay|jitter|back_?off|sleep", re.IGNORECASE)
#: Functions that give a number of those that they get.
_COMPUTING = {"abs", "float", "int", "max", "min", "round"}


def is_only_delay(module: Module, drawn: ast.expr) -> bool:
    """Whether a number goes nowhere but into a sleep, or under a name for a delay."""
    node, parent = _whole(module, drawn)
    if isinstance(parent, ast.Call):
        return node in parent.args and last_name(parent.func) == "sleep"
    if isinstance(parent, ast.keyword):
        return _is_named(parent.arg)
    if isinstance(parent, ast.Assign):
        return all(_is_named(last_name(target)) for target in parent.targets)
    if isinstance(parent, (ast.AnnAssign, ast.AugAssign)):
        return _is_named(last_name(parent.target))
    function = module.function(drawn)
    return isinstance(parent, ast.Return) and function is not None and _is_named(function.name)


def _whole(module: Module, node: ast.AST) -> tuple[ast.AST, ast.AST | None]:
    """The outermost number that is computed of one, and what it is part of."""
    parent = module.parent(node)
    while isinstance(parent, (ast.BinOp, ast.UnaryOp)) or (
        isinstance(parent, ast.Call) and node in parent.args and last_name(parent.func) in _COMPUTING
    ):
        node, parent = parent, module.parent(parent)
    return node, parent


def _is_named(name: str | None) -> bool:
    return _DELAY.search(name or "") is not None
