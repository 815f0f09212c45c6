"""Loops that read part after part until an empty one tells that nothing more comes."""

from __future__ import annotations

import ast

from mpcheck.model.collect import FUNCTIONS, LOOPS
from mpcheck.model.module import Module

#: With these a read comes back, whether there is something or not.
UNBLOCKS = ("os.set_blocking", "fcntl.fcntl", "signal.alarm", "signal.setitimer")
_LEAVES = (ast.Break, ast.Return)
#: Whether a comparison with what is empty is true of what is empty.
_COMPARED = {ast.Eq: True, ast.Is: True, ast.NotEq: False, ast.IsNot: False, ast.Gt: False}


def ends_when_empty(module: Module, call: ast.Call) -> bool:
    """Whether the innermost loop around a call that reads a part ends only where that is empty, or the program is over.

    A loop that writes to the program as well talks with it, and may end when it likes.
    """
    loop = next((outer for outer in module.ancestors(call) if isinstance(outer, (*LOOPS, *FUNCTIONS))), None)
    if not isinstance(loop, ast.While):
        return False
    inside = [node for one in loop.body for node in ast.walk(one)]
    if any(isinstance(node, ast.Attribute) and node.attr == "stdin" for node in inside):
        return False
    part = _name_of(module, call)
    leaves = [node for node in inside if isinstance(node, _LEAVES)]
    if isinstance(loop.test, ast.Constant) and loop.test.value:
        ends = bool(leaves)
    else:
        ends = _means_empty(loop.test, part) is False
    return ends and all(_is_at_end(module, one, part, loop) for one in leaves)


def _name_of(module: Module, call: ast.Call) -> str:
    """The name that what is read gets, be it decoded or stripped; "" if it gets none."""
    for outer in module.ancestors(call):
        if isinstance(outer, ast.NamedExpr):
            return outer.target.id
        if not isinstance(outer, (ast.Attribute, ast.Call, ast.Await)):
            targets = outer.targets if isinstance(outer, ast.Assign) else []
            return targets[0].id if len(targets) == 1 and isinstance(targets[0], ast.Name) else ""
    return ""


def _is_at_end(module: Module, leave: ast.stmt, part: str, loop: ast.While) -> bool:
    """Whether a test around a statement lets control come to it only at the end."""
    child: ast.AST = leave
    for outer in module.ancestors(leave):
        if outer is loop:
            return False
        if isinstance(outer, ast.If):
            if child in outer.orelse and _means_empty(outer.test, part) is False:
                return True
            if child in outer.body and _asks_for_end(outer.test, part):
                return True
        child = outer
    return False


def _asks_for_end(test: ast.expr, part: str) -> bool:
    """Whether a test holds only where a part is empty, or only where the program has ended."""
    if isinstance(test, ast.BoolOp):
        found = [_asks_for_end(one, part) for one in test.values]
        return any(found) if isinstance(test.op, ast.And) else all(found)
    asks_program = any(isinstance(node, ast.Attribute) and node.attr == "poll" for node in ast.walk(test))
    return asks_program or _means_empty(test, part) is True


def _means_empty(test: ast.expr, part: str) -> bool | None:
    """Whether a test is true where a part is empty (False: where it is not); None where it asks something else."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = _means_empty(test.operand, part)
        return None if inner is None else not inner
    if isinstance(test, ast.Compare):
        other = test.comparators[0]
        is_empty = isinstance(other, ast.Constant) and not other.value
        return _COMPARED.get(type(test.ops[0])) if is_empty and _means_empty(test.left, part) is False else None
    if isinstance(test, ast.NamedExpr):
        test = test.target
    elif (
        isinstance(test, ast.Call) and len(test.args) == 1 and isinstance(test.func, ast.Name) and test.func.id == "len"
    ):
        test = test.args[0]
    return False if isinstance(test, ast.Name) and test.id == part else None
