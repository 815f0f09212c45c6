"""Whether a lock is held where a statement runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model.conditions import is_body
from mpcheck.model.values import Const, Generator, Object, Param, Value, root_of

if TYPE_CHECKING:
    from mpcheck.model.contexts import Contexts
    from mpcheck.model.module import Module
    from mpcheck.model.scopes import FunctionInfo

_LOCKS = {"lock", "rlock", "semaphore", "bounded-semaphore", "condition", "thread-lock", "thread-rlock"}
_NAMES = ("lock", "mutex", "semaphore", "condition")
#: Their names where a call makes them, which a call of ``get_lock`` does not.
_MAKERS = ("Lock", "RLock")
_TAKING = {"acquire", "enter_context", "__enter__", "flock", "lockf", "locking"}
_GIVING = {"release", "__exit__"}
_MAX_CALLERS = 4


def may_be_locked(contexts: Contexts, node: ast.AST, depth: int = 0) -> bool:
    """Whether a lock is, or what may be one is, held when a node runs: here, by a decorator, or in all functions that call this one."""
    module = contexts.module
    if _is_locked_here(contexts, node):
        return True
    function = module.function(node)
    if function is None:
        return False
    if any(_calls_locked(contexts, wrapper) for wrapper in module.graph.wrappers.get(function, ())):
        return True
    calls = [edge.call for edge in module.graph.callers.get(function, ()) if edge.call not in function.decorators]
    if not calls or depth > _MAX_CALLERS or _is_task(module, function):
        return False
    return all(may_be_locked(contexts, call, depth + 1) for call in calls)


def _is_locked_here(contexts: Contexts, node: ast.AST) -> bool:
    """The same by the function around the node alone."""
    entered = _entered(contexts.module, node)
    return any(_may_lock(contexts, item, node) for item in entered) or _is_acquired(contexts, node)


def _calls_locked(contexts: Contexts, wrapper: FunctionInfo) -> bool:
    """Whether what a decorator puts in the place of a function calls that while it holds a lock."""
    ev = contexts.module.ev
    outer = wrapper.outer.enclosing_function
    calls = [call for call in wrapper.calls if any(_is_param_of(one, outer) for one in ev.evaluate(call.func))]
    return bool(calls) and all(_is_locked_here(contexts, call) for call in calls)


def _is_param_of(one: Value, function: FunctionInfo | None) -> bool:
    root = root_of(one)
    return isinstance(root, Param) and root.function is function


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


def _may_lock(contexts: Contexts, entered: ast.expr, node: ast.AST) -> bool:
    """Whether entering an expression may take a lock for a node: all that is not known to be something else."""
    values = contexts.values(entered)
    return not values or any(_is_perhaps_lock(contexts, one, node) for one in values)


def _is_perhaps_lock(contexts: Contexts, one: Value, node: ast.AST) -> bool:
    module = contexts.module
    if isinstance(one, Generator) and one.function is not None and module.with_blocks.is_manager(one.function.info):
        return not _takes_own_locks(contexts, one.function.info)
    kind = module.kind(one)
    if kind in _LOCKS:
        return not _is_of_own_process(module, one, node)
    if kind:
        return any(word in getattr(one, "name", "").lower() for word in _NAMES)
    if isinstance(one, Object):
        return any(word in one.name.lower() for word in _NAMES)
    return not isinstance(one, Const)


def _is_of_own_process(module: Module, lock: Value, node: ast.AST) -> bool:
    """Whether each of the workers that come to a node makes the lock anew, so that it does not exclude the others."""
    if not isinstance(lock, Object) or lock.call is None or module.kind(lock) not in _LOCKS:
        return False
    if lock.name.rpartition(".")[2] not in _MAKERS:
        return False
    maker, user = module.function(lock.call), module.function(node)
    if maker is None or user is None or module.places(lock.call) != {"worker"}:
        return False
    return set(module.worker_tasks.get(user, ())) <= set(module.worker_tasks[maker])


def _takes_own_locks(contexts: Contexts, manager: FunctionInfo) -> bool:
    """Whether all that a context manager, written as a generator, enters or acquires are locks that each process has for itself."""
    module = contexts.module
    taken = [item for point in manager.yields for item in _entered(module, point)]
    taken += [owner for call in manager.calls if (owner := _acquired(call)) is not None]
    values = {one for node in taken for one in contexts.values(node)}
    return bool(values) and all(_is_of_own_process(module, one, manager.yields[0]) for one in values)


def _acquired(call: ast.Call) -> ast.expr | None:
    """What a call takes, where it is one of a method that does so."""
    return call.func.value if isinstance(call.func, ast.Attribute) and call.func.attr in _TAKING else None


def _is_acquired(contexts: Contexts, node: ast.AST) -> bool:
    """Whether a lock is taken on some way to a node and not given back."""
    module = contexts.module
    function = module.function(node)
    calls = function.calls if function is not None else []
    taken = [call for call in calls if _acquired(call) is not None and not _takes_own(contexts, call, node)]
    if not taken:
        return False
    given = [module.statement(call) for call in calls if getattr(call.func, "attr", "") in _GIVING]
    statement, flow = module.statement(node), module.flow(node)
    return any(flow.can_follow(module.statement(call), statement, given) for call in taken)


def _takes_own(contexts: Contexts, call: ast.Call, node: ast.AST) -> bool:
    owner = _acquired(call)
    values = contexts.values(owner) if owner is not None else ()
    return bool(values) and all(_is_of_own_process(contexts.module, one, node) for one in values)
