"""Whether a lock is held where a statement runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model.conditions import is_body
from mpcheck.model.values import Const, Object, Value

if TYPE_CHECKING:
    from mpcheck.model.contexts import Contexts
    from mpcheck.model.module import Module
    from mpcheck.model.scopes import FunctionInfo

_LOCKS = {"lock", "rlock", "semaphore", "bounded-semaphore", "condition", "thread-lock", "thread-rlock"}
_NAMES = ("lock", "mutex", "semaphore", "condition")
_TAKING = {"acquire", "enter_context", "__enter__"}
_GIVING = {"release", "__exit__"}
_MAX_CALLERS = 4


def may_be_locked(contexts: Contexts, node: ast.AST, depth: int = 0) -> bool:
    """Whether a lock is, or what may be one is, held when a node runs: here or in all functions that call this one."""
    module = contexts.module
    if any(_may_lock(contexts, item) for item in _entered(module, node)) or _is_acquired(module, node):
        return True
    function = module.function(node)
    calls = [edge.call for edge in module.graph.callers.get(function, ())] if function is not None else []
    if not calls or depth > _MAX_CALLERS or (function is not None and _is_task(module, function)):
        return False
    return all(may_be_locked(contexts, call, depth + 1) for call in calls)


def _is_task(module: Module, function: FunctionInfo) -> bool:
    return any(function in module.functions(task.callables) for task in module.tasks)


def _entered(module: Module, node: ast.AST) -> Iterator[ast.expr]:
    """What the ``with`` statements around a node enter, in its own function."""
    child = node
    for parent in module.ancestors(node):
        if isinstance(parent, (ast.With, ast.AsyncWith)) and child in parent.body:
            yield from (item.context_expr for item in parent.items)
        if is_body(parent, child):
            return
        child = parent


def _may_lock(contexts: Contexts, entered: ast.expr) -> bool:
    """Whether entering an expression may take a lock: all that is not known to be something else."""
    values = contexts.values(entered)
    return not values or any(_is_perhaps_lock(contexts.module, one) for one in values)


def _is_perhaps_lock(module: Module, one: Value) -> bool:
    kind = module.kind(one)
    if kind:
        return kind in _LOCKS or any(word in getattr(one, "name", "").lower() for word in _NAMES)
    if isinstance(one, Object):
        return any(word in one.name.lower() for word in _NAMES)
    return not isinstance(one, Const)


def _is_acquired(module: Module, node: ast.AST) -> bool:
    """Whether a lock is taken on some way to a node and not given back."""
    function = module.function(node)
    calls = function.calls if function is not None else []
    taken = [call for call in calls if getattr(call.func, "attr", "") in _TAKING]
    if not taken:
        return False
    given = [module.statement(call) for call in calls if getattr(call.func, "attr", "") in _GIVING]
    statement, flow = module.statement(node), module.flow(node)
    return any(flow.can_follow(module.statement(call), statement, given) for call in taken)
