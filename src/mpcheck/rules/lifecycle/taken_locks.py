"""Locks of multiprocessing that a process and its parent both take."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import CallContext, Object
from mpcheck.model.worker import run_by_task
from mpcheck.rules.lifecycle.waiting import takes_long

LOCKS = {"lock", "rlock"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A lock, by the call that made it, and the expression by which it is taken.

    ``is_long``: it is held while something waits or loops, and not for a moment.
    """

    lock: ast.Call
    node: ast.expr
    is_long: bool = False


def taken_by_task(module: Module, task: Task) -> Iterator[Taken]:
    """The locks that what a task runs holds: in ``with`` statements, or until it releases them."""
    for run in run_by_task(module, task):
        for node, held in regions(module, run.function.info):
            for lock in _locks(module, node, run.context):
                yield Taken(lock, node, takes_long(module, held, run.context))


def regions(module: Module, function: FunctionInfo) -> Iterator[tuple[ast.expr, list[ast.stmt]]]:
    """What a function enters or acquires, and the statements that it runs before it leaves or releases that."""
    yield from _entered(module, function)
    yield from _acquired(module, function)


def _entered(module: Module, function: FunctionInfo) -> Iterator[tuple[ast.expr, list[ast.stmt]]]:
    """What the ``with`` statements of a function enter, and the statements inside."""
    for item in module.ev.file(function.node).nodes_of(ast.withitem):
        block = module.parent(item)
        if isinstance(block, (ast.With, ast.AsyncWith)) and module.function(item.context_expr) is function:
            yield item.context_expr, block.body


def _acquired(module: Module, function: FunctionInfo) -> Iterator[tuple[ast.expr, list[ast.stmt]]]:
    """What a function acquires by a statement, and the statements before it releases that in the same block."""
    for call in function.calls:
        statement = module.parent(call)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "acquire" and isinstance(statement, ast.Expr):
            lock = call.func.value
            yield lock, _until_released(module, statement, ast.unparse(lock))


def _until_released(module: Module, acquires: ast.Expr, lock: str) -> list[ast.stmt]:
    outer = module.parent(acquires)
    blocks = (getattr(outer, name, []) for name in ("body", "orelse", "finalbody"))
    block = next((block for block in blocks if isinstance(block, list) and acquires in block), [])
    held: list[ast.stmt] = []
    for statement in block[block.index(acquires) + 1 :] if block else ():
        if isinstance(statement, ast.Try) and _release(statement.finalbody, lock):
            return [*held, *statement.body]
        if isinstance(statement, ast.Expr) and _release([statement], lock):
            return held
        held.append(statement)
    return held if isinstance(outer, ast.Try) and _release(outer.finalbody, lock) else []


def _release(statements: list[ast.stmt], lock: str) -> bool:
    calls = (node for statement in statements for node in ast.walk(statement) if isinstance(node, ast.Call))
    return any(ast.unparse(call.func) == f"{lock}.release" for call in calls)


def taken_by_parent(module: Module) -> Iterator[Taken]:
    """The locks for which code that no worker runs waits without a limit, here and in functions of other files."""
    waits = [item.context_expr for item in module.found.nodes_of(ast.withitem)]
    waits += [node for function in module.functions_called for node, _ in _entered(module, function)]
    waits += [call.func.value for call in module.reached_calls if _waits_for_ever(call)]  # type: ignore[attr-defined]
    for node in waits:
        if module.places(node) != {"worker"}:
            for lock in _locks(module, node, None):
                yield Taken(lock, node)


def _waits_for_ever(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "acquire" and not (call.args or call.keywords)


def _locks(module: Module, node: ast.expr, context: CallContext | None) -> list[ast.Call]:
    """The call that made the lock; none where an expression may be another one, or anything else."""
    values = module.values(node, context)
    made = {one.call for one in values if isinstance(one, Object) and module.kind(one) in LOCKS}
    known = len(made) == 1 and all(isinstance(one, Object) and one.call in made for one in values)
    return [one for one in made if isinstance(one, ast.Call)] if known else []
