"""Calls that wait for some time at most: for tasks of an executor, and for whatever a coroutine awaits."""

from __future__ import annotations

import ast

from mpcheck.model import iteration
from mpcheck.model.attributes import is_literal
from mpcheck.model.calling import argument
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.tables.standard import FUTURE
from mpcheck.model.values import NOTHING, BoundMethod, Object, Value, Values, origin

#: What tells which tasks are done.
WAIT = "concurrent.futures.wait"
FOR_SEVERAL = {WAIT, "concurrent.futures.as_completed"}
#: The parameter for what is waited for.
_WAITED_FOR = {**dict.fromkeys(FOR_SEVERAL, "fs"), "asyncio.wait_for": "fut"}
#: Blocks that end after a time.
TIMEOUTS = {"asyncio.timeout", "async_timeout.timeout"}
_LIMITS = {"result": 0, "exception": 0}


def limits_wait(module: Module, call: ast.Call, submission: Event) -> bool:
    """Whether a call waits for a task of the submission, no longer than some time, and then gives up."""
    if call is submission.call:
        return submission.method == "map" and is_limited(module, call, None)
    if any(is_future(one, submission) for one in _passed(module, call)):
        return is_limited(module, call, 1)
    if module.external_name(call.func) in TIMEOUTS:
        return is_limited(module, call, 0) and _is_awaited_under(module, call, submission)
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in _LIMITS:
        return False
    for one in module.contexts.values(call.func):
        if isinstance(one, BoundMethod) and one.name in _LIMITS and is_future(one.receiver, submission):
            return is_limited(module, call, _LIMITS[one.name])
    return False


def _is_awaited_under(module: Module, timeout: ast.Call, submission: Event) -> bool:
    """Whether a block that a time limit ends awaits a task: ``async with asyncio.timeout(5): await work``."""
    item = module.parent(timeout)
    block = module.parent(item) if isinstance(item, ast.withitem) else None
    statements = block.body if isinstance(block, ast.AsyncWith) else []
    awaited = [node.value for one in statements for node in ast.walk(one) if isinstance(node, ast.Await)]
    return any(is_future(one, submission) for node in awaited for one in module.contexts.values(node))


def _passed(module: Module, call: ast.Call) -> Values:
    """The futures for which a function waits that gets them."""
    name = module.external_name(call.func)
    futures = argument(call, (_WAITED_FOR[name],), _WAITED_FOR[name]) if name in _WAITED_FOR else None
    passed = module.contexts.values(futures) if futures is not None else NOTHING
    return iteration.follow(module.ev, passed, ("elem",)) if name in FOR_SEVERAL else passed


def is_future(one: Value, submission: Event) -> bool:
    is_one = isinstance(one, Object) and (one.name == FUTURE or submission.method == "run_in_executor")
    return is_one and origin(one) is submission.call


def is_given_up(module: Module, awaited: ast.Call) -> bool:
    """Whether what is awaited is given up after a time: by ``asyncio.wait_for()``, or in a block of ``asyncio.timeout()``."""
    around = module.parent(awaited)
    if isinstance(around, ast.Call) and module.external_name(around.func) == "asyncio.wait_for":
        return is_limited(module, around, 1)
    blocks = (outer for outer in module.ancestors(awaited) if isinstance(outer, ast.AsyncWith))
    managers = (item.context_expr for block in blocks for item in block.items)
    calls = (one for one in managers if isinstance(one, ast.Call))
    return any(module.external_name(one.func) in TIMEOUTS and is_limited(module, one, 0) for one in calls)


def is_limited(module: Module, call: ast.Call, position: int | None) -> bool:
    """Whether a call is given a time limit, by its name or at a position, that is neither None nor none at all."""
    written = [keyword.value for keyword in call.keywords if keyword.arg == "timeout"]
    written += call.args[position : position + 1] if position is not None else []
    values = [one for node in written for one in module.contexts.values(node)]
    return bool(values) and not any(is_literal(one, None) or is_literal(one, 0) for one in values)
