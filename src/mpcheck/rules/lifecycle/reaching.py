"""How a worker gets to a node: the calls from the function that it runs."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection

from mpcheck.model.edge import Edge
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo

#: Functions that call their argument at once, in the same thread.
_CALL_AT_ONCE = {*(f"builtins.{name}" for name in ("map", "filter", "sorted", "min", "max")), "functools.reduce"}


def route(
    module: Module, node: ast.AST, goals: Collection[FunctionInfo], passes: Callable[[ast.AST], bool]
) -> list[ast.AST] | None:
    """The shortest way from the body of one of ``goals`` to a node: calls, outermost first, and the node.

    Only nodes that ``passes`` accepts are on it, and calls that run the next function themselves:
    what is given to a thread, a signal or ``atexit`` does not count.  None where there is no way.
    """
    seen: set[FunctionInfo] = set()
    ways: list[list[ast.AST]] = [[node]]
    while ways:
        way = ways.pop(0)
        function = module.function(way[0])
        if function is None or function in seen or not passes(way[0]):
            continue
        if function in goals:
            return way
        seen.add(function)
        ways += [
            [edge.call, *edge.through, *way]
            for edge in module.graph.callers.get(function, ())
            if _runs(module, edge, function) and all(map(passes, edge.through))
        ]
    return None


def _runs(module: Module, edge: Edge, function: FunctionInfo) -> bool:
    if edge.is_direct or edge.leading or function in module.functions(module.values(edge.call.func)):
        return True
    return module.external_name(edge.call.func) in _CALL_AT_ONCE
