"""Locks that a worker takes while it holds others."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import CallContext, Object
from mpcheck.model.worker import Run, run_by_task
from mpcheck.rules.lifecycle.taken_locks import LOCKS, regions

_PROXIES = {"multiprocessing.managers.LockProxy", "multiprocessing.managers.RLockProxy"}


@dataclass(frozen=True, slots=True)
class Wait:
    """A lock for which ``node`` waits without limit; ``held`` are the locks held meanwhile, with what takes them."""

    lock: Object
    node: ast.expr
    held: dict[Object, ast.expr]


def nested_waits(module: Module, task: Task) -> list[Wait]:
    """The locks for which what a task runs waits while it holds others, in the order of the source."""
    return sorted(module.once(_nested_waits, task), key=lambda wait: _position(module, wait.node))


def _position(module: Module, node: ast.expr) -> tuple[str, int, int]:
    location = module.location(node)
    return location.path, location.line, location.column


def _nested_waits(module: Module, task: Task) -> Iterator[Wait]:
    for run in run_by_task(module, task):
        for node, _ in regions(module, run.function.info):
            held = _held(module, run, node) if _is_endless(module, node) else {}
            for lock in _locks(module, node, run.context) if held else ():
                if lock not in held:  # waiting for what one holds is another matter
                    yield Wait(lock, node, held)


def _locks(module: Module, node: ast.expr, context: CallContext | None) -> list[Object]:
    """The lock that an expression is; none where it may be one of several, or anything else."""
    values = module.values(node, context)
    locks = [one for one in values if isinstance(one, Object) and (module.kind(one) in LOCKS or one.name in _PROXIES)]
    return locks if len(locks) == len(values) == 1 else []


def _is_endless(module: Module, node: ast.expr) -> bool:
    """Whether taking a lock, by ``with`` or ``acquire``, has no time limit."""
    method = module.parent(node)
    call = module.parent(method) if isinstance(method, ast.Attribute) else None
    return not (isinstance(call, ast.Call) and (call.args or call.keywords))


def _held(module: Module, run: Run, node: ast.expr) -> dict[Object, ast.expr]:
    """The locks that are held where a function takes another one, by itself or by those that call it."""
    held: dict[Object, ast.expr] = {}
    for function, here, context in _around(run, node):
        for other, block in regions(module, function):
            if other is not node and _is_inside(module, here, other, block):
                held |= dict.fromkeys(_locks(module, other, context), other)
    return held


def _around(run: Run, node: ast.expr) -> Iterator[tuple[FunctionInfo, ast.AST, CallContext | None]]:
    """A node of a function, and the calls that lead to it in the same worker: each with its function and context."""
    context = run.context
    yield run.function.info, node, context
    while context is not None and context.caller is not None and context.call in context.caller.function.calls:
        here, context = context.call, context.caller
        yield context.function, here, context


def _is_inside(module: Module, node: ast.AST, taken: ast.expr, block: list[ast.stmt]) -> bool:
    """Whether a node runs while a lock is held: in the block, or in a later item of the same ``with`` statement."""
    if module.statement(node) in block or any(outer in block for outer in module.ancestors(node)):
        return True
    first, second = module.parent(taken), module.parent(node)
    if not isinstance(first, ast.withitem) or not isinstance(second, ast.withitem):
        return False
    items = getattr(module.parent(first), "items", [])
    return second in items and items.index(first) < items.index(second)
