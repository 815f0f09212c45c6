"""The calls of methods that are not written as calls: those that operators and subscripts make, and asking for a property."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model.attributes import GETTER
from mpcheck.model.nodes import put_at, scope_of
from mpcheck.model.operators import operands
from mpcheck.model.scopes import Collected, FunctionInfo

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


def implied_calls(ev: Evaluator, file: Collected) -> dict[FunctionInfo | None, list[ast.Call]]:
    """The calls that a file may make of methods of scanned classes in these ways, written out, by the functions that make them."""
    found: dict[FunctionInfo | None, list[ast.Call]] = {}
    for node in file.nodes_of(ast.BinOp, ast.AugAssign, ast.Subscript) if ev.operators else ():
        for operand, name, arguments in operands(node):
            if name in ev.operators:
                found.setdefault(scope_of(node).enclosing_function, []).append(
                    _written(operand, name, operand, arguments)
                )
    for load in file.loads if ev.properties else ():
        if isinstance(load, ast.Attribute) and load.attr in ev.properties:
            call = _written(load.value, load.attr + GETTER, load, [])
            found.setdefault(scope_of(load).enclosing_function, []).append(call)
    return found


def _written(owner: ast.expr, name: str, at: ast.expr, arguments: list[ast.expr]) -> ast.Call:
    """The call of a method, at the place of what makes it."""
    return put_at(ast.Call(put_at(ast.Attribute(owner, name, ast.Load()), at), arguments, []), at)


def as_written(call: ast.Call) -> str:
    """What a call does, in the words of the source."""
    asked = ast.unparse(call.func)
    return f"asks for `{asked.removesuffix(GETTER)}`" if asked.endswith(GETTER) else f"calls `{asked}`"
