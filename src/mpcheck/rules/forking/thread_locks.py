"""Locks of threads: where functions take them, and which of them a thread and a forked child both take."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from mpcheck.model.forks import Fork
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.threads import Thread
from mpcheck.model.values import Value, Values, origin

LOCKS = {f"thread-{name}" for name in ("lock", "rlock", "condition", "semaphore", "bounded-semaphore")}


def taken_locks(module: Module, functions: Collection[FunctionInfo]) -> Iterator[tuple[ast.expr, Values]]:
    """Where the functions take what can only be locks of threads, and which these are."""
    for function in module.graph.in_order(functions):
        entered = (item.context_expr for item in module.ev.file(function.node).nodes_of(ast.withitem))
        waits = (call.func.value for call in function.calls if _waits(call) and isinstance(call.func, ast.Attribute))
        for node in (*(one for one in entered if module.function(one) is function), *waits):
            values = module.contexts.values(node)
            if values and all(module.kind(one) in LOCKS for one in values):
                yield node, values


def _waits(call: ast.Call) -> bool:
    """Whether a call takes a lock, however long that lasts."""
    return isinstance(call.func, ast.Attribute) and call.func.attr == "acquire" and not (call.args or call.keywords)


def lock_of_both(module: Module, thread: Thread, fork: Fork) -> ast.expr | None:
    """Where the children of a fork take a lock that a thread takes, too, and of which they have inherited a copy."""
    held = {_makers(one) for _, values in taken_locks(module, run_by_thread(module, thread)) for one in values}
    children = run_by(module, fork.tasks) if held else set()
    for node, values in taken_locks(module, children):
        if any(_makers(one) in held and is_inherited(module, one, children) for one in values):
            return node
    return None


def run_by_thread(module: Module, thread: Thread) -> set[FunctionInfo]:
    """The functions that run in a thread."""
    made = thread.made
    tasks = (task for task in module.reached_tasks if task.where == "thread")
    return run_by(module, [task for task in tasks if made in (task.event.call, task.event.origin)])


def run_by(module: Module, tasks: Collection[Task]) -> set[FunctionInfo]:
    """The functions that tasks run."""
    return module.graph.reached_from({info for task in tasks for info in module.functions(task.callables)})


def _makers(lock: Value) -> tuple[ast.AST | None, ast.AST | None]:
    """The call that makes a lock, and that of the function or class which makes it thereby: told apart by both."""
    context = getattr(lock, "context", None)
    return origin(lock), context.call if context is not None else None


def is_inherited(module: Module, lock: Value, children: Collection[FunctionInfo]) -> bool:
    """Whether importing a file makes a lock, or it belongs to an object that is made outside of the children."""
    made, owner = _makers(lock)
    if made is None:
        return False
    return module.function(made) is None or (owner is not None and module.function(owner) not in children)
