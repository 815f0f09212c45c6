"""Joins of pools that an exit stack makes before it closes them: it calls first what it was given last."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.mentions import mentions
from mpcheck.model.module import Module
from mpcheck.model.values import origin
from mpcheck.rules.lifecycle.stacks import Registered, registered

_POOLS = ("pool", "thread-pool")
_CLOSING = ("close", "terminate")


def stacked_joins(module: Module) -> Iterator[tuple[ast.Call, ast.Call]]:
    """The calls that register such joins, each with the call that makes the pool."""
    of_pools = [one for one in registered(module) if module.kind(one.method.receiver) in _POOLS]
    for join in of_pools:
        pool = origin(join.method.receiver)
        if join.method.name == "join" and isinstance(pool, ast.Call) and module.is_here(join.call):
            same = [one for one in of_pools if origin(one.method.receiver) is pool]
            closings = [one for one in same if one.method.name in _CLOSING]
            if all(_is_later(module, one, join) for one in closings) and not _may_be_closed(module, pool, same):
                yield join.call, pool


def _is_later(module: Module, closing: Registered, join: Registered) -> bool:
    """Whether the stack closes the pool only after the join: it was told so before."""
    if closing.stack != join.stack or module.function(closing.call) is not module.function(join.call):
        return False
    first, second = module.statement(closing.call), module.statement(join.call)
    return first is not second and not module.flow(join.call).can_follow(second, first)


def _may_be_closed(module: Module, pool: ast.Call, known: list[Registered]) -> bool:
    """Whether anything else may close the pool: a call, a ``with`` statement, whoever else gets it."""
    passed = {one.call.args[0] for one in known}
    for use in mentions(module, pool):
        parent = module.parent(use)
        if isinstance(parent, ast.Attribute):
            if parent.attr in (*_CLOSING, "__exit__") and parent not in passed:
                return True
        elif not isinstance(parent, (ast.Assign, ast.AnnAssign)) and not isinstance(
            getattr(use, "ctx", None), ast.Store
        ):
            return True
    return False
