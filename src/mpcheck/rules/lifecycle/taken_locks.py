"""Locks of multiprocessing that a process and its parent both take."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.collect import FUNCTIONS
from mpcheck.model.module import Module
from mpcheck.model.tasks import Task
from mpcheck.model.values import CallContext, Object
from mpcheck.model.worker import run_by_task
from mpcheck.rules.lifecycle.waiting import may_wait

_LOCKS = {"lock", "rlock"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A lock, by the call that made it, and the expression by which it is taken.

    ``is_long``: it is held while something waits or loops, and not for a moment.
    """

    lock: ast.Call
    node: ast.expr
    is_long: bool = False


def taken_by_task(module: Module, task: Task) -> Iterator[Taken]:
    """The locks that ``with`` statements of what a task runs hold."""
    for run in run_by_task(module, task):
        for item in module.ev.file(run.function.info.node).nodes_of(ast.withitem):
            if module.function(item.context_expr) is run.function.info:
                for lock in _locks(module, item.context_expr, run.context):
                    yield Taken(lock, item.context_expr, _takes_long(module, item))


def taken_by_parent(module: Module) -> Iterator[Taken]:
    """The locks for which code of this file that no worker runs waits without a limit."""
    waits = [item.context_expr for item in module.found.nodes_of(ast.withitem)]
    waits += [call.func.value for call in module.found.calls if _waits_for_ever(call)]  # type: ignore[attr-defined]
    for node in waits:
        if module.places(node) != {"worker"}:
            for lock in _locks(module, node, None):
                yield Taken(lock, node)


def _waits_for_ever(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "acquire" and not (call.args or call.keywords)


def _locks(module: Module, node: ast.expr, context: CallContext | None) -> list[ast.Call]:
    """The call that made the lock; none where an expression may be another one, or anything else."""
    values = module.values(node, context)
    made = {one.call for one in values if isinstance(one, Object) and module.kind(one) in _LOCKS}
    known = len(made) == 1 and all(isinstance(one, Object) and one.call in made for one in values)
    return [one for one in made if isinstance(one, ast.Call)] if known else []


def _takes_long(module: Module, item: ast.withitem) -> bool:
    block = module.parent(item)
    assert isinstance(block, (ast.With, ast.AsyncWith))
    nodes = [node for statement in block.body for node in ast.walk(statement)]
    if any(isinstance(node, FUNCTIONS) for node in nodes):
        return False
    loops = any(isinstance(node, (ast.For, ast.While)) for node in nodes)
    return loops or may_wait(module, (node for node in nodes if isinstance(node, ast.Call))) is True
