"""What is added to the numbers of a shared Value or Array, and about how much that is in all."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator

from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.parameters import passed
from mpcheck.model.parents import loops_around
from mpcheck.model.rounds import times
from mpcheck.model.values import NOTHING, CallContext, Object
from mpcheck.rules.shared import number_sizes

#: So many additions a counter has to stand where nothing tells how many there are; one that is chosen narrow a few.
_MANY, _FEW = 100, 32
_NARROW = "bBhH"
_MAX_DEPTH = 5
_CONDITIONS = (ast.If, ast.IfExp, ast.While, ast.ExceptHandler, ast.Match)


def is_array(event: Event) -> bool:
    return event.kind in ("array", "raw-array")


def is_number_of(module: Module, target: ast.expr, event: Event) -> bool:
    """Whether an expression is the number of a Value, or one of those of an Array."""
    if is_array(event):
        is_number = isinstance(target, ast.Subscript) and not isinstance(target.slice, ast.Slice)
    else:
        is_number = isinstance(target, ast.Attribute) and target.attr == "value"
    owners = module.contexts.values(target.value) if is_number else NOTHING  # type: ignore[attr-defined]
    return bool(owners) and all(isinstance(one, Object) and one.call is event.call for one in owners)


def sums(module: Module, event: Event, code: str) -> Iterator[tuple[ast.AugAssign, float]]:
    """The additions to a number of the given type that are made again and again, each with about what it adds in all."""
    many = _FEW if code in _NARROW else _MANY
    for node in (node for file in module.files_reached for node in file.nodes_of(ast.AugAssign)):
        if isinstance(node.op, ast.Add) and is_number_of(module, node.target, event):
            often = {way: (_often(module, event, way, many), written) for way, written in _ways(module, node)}
            found = [(count, number_sizes.usual(module, written)) for count, written in often.values() if count]
            added = [count * amount for count, amount in found if amount is not None]
            if added and len(added) == len(found):
                yield node, sum(added)


def _ways(module: Module, node: ast.AugAssign) -> Iterator[tuple[ast.AST, ast.expr]]:
    """Where something is added, with what: the statement, or the calls that pass it."""
    function, written = module.function(node), node.value
    names = [parameter.arg for parameter in function.parameters] if function is not None else []
    if function is None or not isinstance(written, ast.Name) or written.id not in names:
        yield node, written
        return
    for edge in module.graph.callers.get(function, ()):
        given = passed(module.ev, edge.call, names, written.id, None, len(edge.leading)) if edge.is_direct else None
        if given is not None:
            yield edge.call, given


def _often(module: Module, event: Event, node: ast.AST, many: int) -> float:
    """How often a node adds to one number; nothing where it is not known, and no loop is around it."""
    count = _runs(module, node, many)
    if count == math.inf:
        return many if loops_around(module, node) else 0
    made = _runs(module, event.call, many)
    share = count / made if 1 < made < math.inf else count
    return min(share, many) if is_array(event) else share


def _runs(module: Module, node: ast.AST, many: int, depth: int = _MAX_DEPTH) -> float:
    """How often a node runs in all, in each process; infinity where that is not known.

    Where that depends on a condition, it is taken for no more than ``many``.
    """
    function = module.function(node)
    contexts: list[CallContext | None] = [*module.contexts.of(function)] if function is not None else []
    count = max(times(module, node, context) for context in contexts or [None])
    if function is not None:
        sites = [edge.call for edge in module.graph.callers.get(function, ())]
        tasks = [task for task in module.tasks if function in module.functions(task.callables)]
        if depth == 0 or not (sites or tasks) or any(task.event.api.iterable for task in tasks):
            return math.inf
        sites += [task.event.call for task in tasks]
        count *= sum(_runs(module, site, many, depth - 1) for site in sites)
    return min(count, many) if count < math.inf and _is_conditional(module, node) else count


def _is_conditional(module: Module, node: ast.AST) -> bool:
    function = module.function(node)
    for outer in module.ancestors(node):
        if function is not None and outer is function.node:
            return False
        if isinstance(outer, _CONDITIONS):
            return function is not None
    return False
