"""Joins of pools that an exit stack makes before it closes them: it calls first what it was given last."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.calling import STACKS
from mpcheck.model.mentions import mentions
from mpcheck.model.module import Module
from mpcheck.model.values import BoundMethod, Object, origin

_POOLS = ("pool", "thread-pool")
_CLOSING = ("close", "terminate")


@dataclass(frozen=True, slots=True)
class _Registered:
    """``stack.callback(pool.method)``: ``node`` is the method that is passed."""

    call: ast.Call
    node: ast.expr
    method: str
    stack: ast.AST | None
    pool: ast.Call


def stacked_joins(module: Module) -> Iterator[tuple[ast.Call, ast.Call]]:
    """The calls that register such joins, each with the call that makes the pool."""
    registered = list(_registered(module)) if "ExitStack" in module.text else []
    for join in registered:
        if join.method == "join":
            beside = [one for one in registered if one.pool is join.pool and one.method in _CLOSING]
            if all(_is_later(module, one, join) for one in beside) and not _may_be_closed(module, join, beside):
                yield join.call, join.pool


def _registered(module: Module) -> Iterator[_Registered]:
    for call in module.method_calls("callback"):
        stacks = module.values(call.func.value) if isinstance(call.func, ast.Attribute) else ()
        methods = module.values(call.args[0]) if call.args else ()
        if len(stacks) == len(methods) == 1:
            (stack,), (method,) = stacks, methods
            if isinstance(stack, Object) and stack.name in STACKS and isinstance(method, BoundMethod):
                pool = origin(method.receiver)
                if module.kind(method.receiver) in _POOLS and isinstance(pool, ast.Call):
                    yield _Registered(call, call.args[0], method.name, stack.call, pool)


def _is_later(module: Module, closing: _Registered, join: _Registered) -> bool:
    """Whether the stack closes the pool only after the join: it was told so before."""
    if closing.stack is not join.stack or module.function(closing.call) is not module.function(join.call):
        return False
    first, second = module.statement(closing.call), module.statement(join.call)
    return first is not second and not module.flow(join.call).can_follow(second, first)


def _may_be_closed(module: Module, join: _Registered, beside: list[_Registered]) -> bool:
    """Whether anything else may close the pool: a call, a ``with`` statement, whoever else gets it."""
    known = {one.node for one in (join, *beside)}
    for use in mentions(module, join.pool):
        parent = module.parent(use)
        if isinstance(parent, ast.Attribute):
            if parent.attr in (*_CLOSING, "__exit__") and parent not in known:
                return True
        elif not isinstance(parent, (ast.Assign, ast.AnnAssign)) and not isinstance(
            getattr(use, "ctx", None), ast.Store
        ):
            return True
    return False
