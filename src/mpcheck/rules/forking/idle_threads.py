"""Threads that only wait and pass something on: a child that is forked meanwhile is left with no lock that it needs."""

from __future__ import annotations

import ast
import re

from mpcheck.model.forks import Fork
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.threads import Thread
from mpcheck.model.values import Collection, Function, Object
from mpcheck.rules.forking.thread_locks import LOCKS, is_inherited, lock_of_both, run_by, run_by_thread, taken_locks

#: Objects at which threads wait, and by which they pass something on: what guards these is made anew in a forked child, or
#: is shared with the parent, where it is given back.
_PASSING = {"queue", "joinable-queue", "simple-queue", "connection", "event", "value", "thread-event"}
#: Functions that take no lock; files have one around their buffers, and modules while they are imported.
_PLAIN = re.compile(r"time\.\w+|builtins\.(?!(print|input|open|exec|eval|__import__)$)\w+")


def only_passes_on(module: Module, thread: Thread, fork: Fork) -> bool:
    """Whether a thread does no more than that, at locks which the children of a fork, as far as they are known, do not take."""
    functions = run_by_thread(module, thread)
    does_something = any(function.calls for function in functions)
    if fork.is_by_hand or not does_something or not all(_is_plain(module, function) for function in functions):
        return False
    children = run_by(module, fork.tasks)
    if children:
        return lock_of_both(module, thread, fork) is None
    return not any(is_inherited(module, one, ()) for _, values in taken_locks(module, functions) for one in values)


def _is_plain(module: Module, function: FunctionInfo) -> bool:
    """Whether a function takes no locks but those that are written in it."""
    nodes = list(ast.walk(function.node))
    if any(isinstance(one, (ast.Import, ast.ImportFrom)) for one in nodes):
        return False
    entered = (one.context_expr for one in nodes if isinstance(one, ast.withitem))
    return all(_is_simple(module, one) for one in entered) and all(
        _is_plain_call(module, one) for one in function.calls
    )


def _is_plain_call(module: Module, call: ast.Call) -> bool:
    if _PLAIN.fullmatch(module.external_name(call.func)):
        return True
    if isinstance(call.func, ast.Attribute):
        return _is_simple(module, call.func.value)
    called = module.contexts.values(call.func)
    return bool(called) and all(isinstance(one, Function) for one in called)


def _is_simple(module: Module, node: ast.expr) -> bool:
    """Whether something is a lock, passes something on, or is a container: what its methods do is known."""
    values = module.contexts.values(node)
    return bool(values) and all(
        isinstance(one, Collection)
        or (isinstance(one, Object) and _PLAIN.fullmatch(one.name) is not None)
        or module.kind(one) in LOCKS | _PASSING
        for one in values
    )
