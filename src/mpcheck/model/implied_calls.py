"""The calls of methods that are not written as calls: those that operators and subscripts make, and asking for a property."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model.attributes import GETTER
from mpcheck.model.nodes import method_call, scope_of
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
                call = method_call(operand, name, operand, arguments)
                found.setdefault(scope_of(node).enclosing_function, []).append(call)
    for load in file.loads if ev.properties else ():
        if isinstance(load, ast.Attribute) and load.attr in ev.properties:
            call = method_call(load.value, load.attr + GETTER, load)
            found.setdefault(scope_of(load).enclosing_function, []).append(call)
    return found


def as_written(call: ast.Call) -> str:
    """What a call does, in the words of the source."""
    asked = ast.unparse(call.func)
    return f"asks for `{asked.removesuffix(GETTER)}`" if asked.endswith(GETTER) else f"calls `{asked}`"
