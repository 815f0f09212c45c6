"""Joins that come only when a process has said, by something that is shared, that it has sent all."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from mpcheck.model.conditions import conditions
from mpcheck.model.forks import may_precede
from mpcheck.model.module import Module
from mpcheck.model.sources import sources
from mpcheck.model.tasks import Task
from mpcheck.model.values import Object
from mpcheck.rules.lifecycle.channels import WRITES, ChannelUse

#: Kinds of objects that processes share and store something in.
_STORES = {"value", "raw-value", "array", "raw-array", "event"}
#: Queues into which ``put`` is done before anything is written; with others, and pipes, all is written when it comes back.
_DEFERRING = "queue joinable-queue"


def is_announced(module: Module, join: ast.Call, task: Task, writes: Sequence[ChannelUse]) -> bool:
    """Whether a test before the join holds only where the process of a task has written all that it writes."""
    deferring = {event.call for event in module.events_reached(_DEFERRING, "new")}
    if any(use.how not in WRITES or use.channel in deferring for use in writes):
        return False
    asked = [one for test, outcome in conditions(module.ev, join) for one in _asked(module, test, outcome)]
    told = [(node, made, value) for node, made, value in _announcements(module, task) if (made, value) in asked]
    return bool(told) and all(_comes_last(module, node, use) for node, _, _ in told for use in writes)


def _comes_last(module: Module, node: ast.AST, use: ChannelUse) -> bool:
    return may_precede(module, (use.call,), (node,)) and not may_precede(module, (node,), (use.call,))


def _asked(module: Module, test: ast.expr, outcome: bool) -> Iterator[tuple[ast.AST, object]]:
    """The calls that made the shared objects in which a test finds some value, each with that value."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        yield from _asked(module, test.operand, not outcome)
    elif isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) is outcome:
        for part in test.values:
            yield from _asked(module, part, outcome)
    elif isinstance(test, ast.Compare) and isinstance(test.comparators[0], ast.Constant):
        if outcome and isinstance(test.ops[0], (ast.Eq, ast.Is)) and test.comparators[0].value:
            yield from ((made, test.comparators[0].value) for made in _looked_at(module, test.left))
    elif outcome and not isinstance(test, (ast.Compare, ast.BoolOp)):
        yield from ((made, True) for made in _looked_at(module, test))


def _looked_at(module: Module, node: ast.expr) -> Iterator[ast.AST]:
    """The shared objects that an expression is about, also by a copy: ``done = list(flags)``."""
    nodes = list(_names_in(node))
    copies = (source for name in nodes if isinstance(name, ast.Name) for source in sources(module.ev, name))
    for name in (*nodes, *(name for copy in copies for name in _names_in(copy))):
        yield from _shared(module, name)


def _names_in(node: ast.expr) -> Iterator[ast.Name | ast.Attribute]:
    return (sub for sub in ast.walk(node) if isinstance(sub, (ast.Name, ast.Attribute)))


def _shared(module: Module, node: ast.expr) -> set[ast.AST]:
    found = (one for one in module.values(node) if isinstance(one, Object) and module.kind(one) in _STORES)
    return {one.call for one in found if one.call is not None}


def _announcements(module: Module, task: Task) -> Iterator[tuple[ast.AST, ast.AST, object]]:
    """Where the code of a task stores a constant in something shared, or sets an event; who made that; what is stored."""
    for statement in module.found.nodes_of(ast.Assign):
        for target in statement.targets:
            if isinstance(target, (ast.Attribute, ast.Subscript)) and _runs_in(module, statement, task):
                value = statement.value.value if isinstance(statement.value, ast.Constant) else None
                yield from ((statement, made, value) for made in _shared(module, target.value))
    for call in module.method_calls("set"):
        if isinstance(call.func, ast.Attribute) and _runs_in(module, call, task):
            yield from ((call, made, True) for made in _shared(module, call.func.value))


def _runs_in(module: Module, node: ast.AST, task: Task) -> bool:
    function = module.function(node)
    tasks = module.worker_tasks.get(function, ()) if function is not None else ()
    return any(one.event.call is task.event.call for one in tasks)
