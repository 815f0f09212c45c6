"""How much a process surely puts into a queue: at least so many bytes, however it goes."""

from __future__ import annotations

import ast
import math

from mpcheck.model.collect import FUNCTIONS
from mpcheck.model.module import Module
from mpcheck.model.rounds import rounds
from mpcheck.model.sources import sources
from mpcheck.model.text_length import shortest
from mpcheck.model.values import Const
from mpcheck.rules.lifecycle.amounts import allocated
from mpcheck.rules.lifecycle.channels import ChannelUse

#: What any object takes in a pipe at least, and what one takes that is part of another.
_LEAST, _PART = 9, 2
_LEAVES = (ast.Break, ast.Return, ast.Raise, ast.Continue)
_PASSED = (ast.Expr, ast.Assign, ast.Await, ast.With, ast.AsyncWith, ast.Module)
_MAX_DEPTH = 4


def surely_written(module: Module, use: ChannelUse) -> float:
    """How many bytes a use writes at least in one run of its process; infinity where a loop of unknown length does."""
    often = math.prod(_times(module, site) for site in use.sites)
    written = use.call.args[0] if use.call.args else None
    return often * _size(module, written) if written is not None and often else 0


def _times(module: Module, node: ast.AST) -> float:
    """How often a node is reached at least in one run of its function: not at all where something decides whether it is."""
    found, child = 1.0, node
    for outer in module.ancestors(node):
        if isinstance(outer, FUNCTIONS):
            return found
        if isinstance(outer, (ast.For, ast.AsyncFor)):
            is_repeated = child in outer.body and not _may_be_left(outer)
            found *= rounds(module, outer, None) if is_repeated else 0
        elif isinstance(outer, ast.Try):
            found *= child in outer.body or child in outer.finalbody
        elif not isinstance(outer, _PASSED):
            return 0
        child = outer
    return found


def _may_be_left(loop: ast.For | ast.AsyncFor) -> bool:
    return any(isinstance(node, _LEAVES) for one in loop.body for node in ast.walk(one))


def _size(module: Module, node: ast.expr, depth: int = _MAX_DEPTH) -> int:
    """How many bytes an object takes at least that an expression gives."""
    if isinstance(node, (ast.List, ast.Tuple)) and depth:
        return _LEAST + sum(max(_PART, _size(module, one, depth - 1) - _LEAST) for one in node.elts)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and isinstance(node.left, ast.List):
        counts = [one.value for one in module.values(node.right) if isinstance(one, Const)]
        return _LEAST + _PART * min((count for count in counts if isinstance(count, int)), default=0)
    written = sources(module.ev, node) if isinstance(node, ast.Name) else []
    if len(written) == 1 and depth:
        return _size(module, written[0], depth - 1)
    return _LEAST + max(shortest(module, node), allocated(module, node, None))
