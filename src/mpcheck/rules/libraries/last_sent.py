"""Processes that come to their end once they have sent something, and wait for nothing in between."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.flow import EXIT
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import BoundMethod, Collection, Const, External, Object, Value, root_of
from mpcheck.rules.lifecycle.channels import READS, WRITES, ChannelUse

#: What these do takes no time that another process could decide on.
_QUICK = ("builtins.", "torch.", "logging.", "time.time", "time.perf_counter", "time.monotonic", "os.getpid")
_SLOW = {"builtins.input"}
#: Methods of channels, whatever else they do, do not wait until something is received.
_SENDS = {*WRITES, "close", "join_thread", "cancel_join_thread"}
_VIEWS = {"items", "keys", "values"}


def ends_after(module: Module, use: ChannelUse) -> bool:
    """Whether a process may come to its end after it has sent something, with nothing on the way that could wait."""
    return all(_leads_to_end(module, site) for site in use.sites)


def _leads_to_end(module: Module, site: ast.Call) -> bool:
    """Whether the function around a call may end after it without anything that could wait."""
    function = module.function(site)
    if function is None or isinstance(function.node, ast.Lambda) or function.is_generator:
        return False
    around = list(module.ancestors(site))
    if any(isinstance(one, (ast.With, ast.AsyncWith)) and _waits(module, _header(one)) for one in around):
        return False
    statement = module.statement(site)
    if not hasattr(statement, "body") and _waits(module, _after(statement, site)):
        return False
    flow = module.flow(site)
    handlers = {one.body[0] for one in ast.walk(function.node) if isinstance(one, ast.ExceptHandler)}
    waiting = {
        node
        for node in flow.after
        if isinstance(node, ast.stmt) and _waits(module, _header(node) if node in around else [node])
    }
    return flow.can_follow(statement, EXIT, (handlers | waiting) - {statement})


def _after(statement: ast.AST, site: ast.Call) -> list[ast.AST]:
    """What a statement does once a call in it is done, as far as it is written behind that."""
    end = (site.end_lineno or 0, site.end_col_offset or 0)
    return [one for one in ast.walk(statement) if isinstance(one, ast.expr) and (one.lineno, one.col_offset) > end]


def _header(statement: ast.AST) -> list[ast.AST]:
    """What a compound statement itself does."""
    if isinstance(statement, (ast.For, ast.AsyncFor)):
        return [statement.iter]
    if isinstance(statement, (ast.If, ast.While)):
        return [statement.test]
    if isinstance(statement, (ast.With, ast.AsyncWith)):
        return [item.context_expr for item in statement.items]
    return []


def _waits(module: Module, nodes: list[ast.AST], seen: frozenset[FunctionInfo] = frozenset()) -> bool:
    """Whether something in these nodes may take until another process has done something."""
    for node in nodes:
        for part in ast.walk(node):
            if isinstance(part, (ast.Yield, ast.YieldFrom, ast.Await)):
                return True
            if isinstance(part, ast.Attribute) and part.attr in READS | {"wait"}:
                return True
            if isinstance(part, ast.Call) and not _is_quick(module, part, seen):
                return True
    return False


def _is_quick(module: Module, call: ast.Call, seen: frozenset[FunctionInfo]) -> bool:
    values = module.values(call.func)
    functions = module.functions(values)
    if functions:
        return not functions & seen and not any(
            _waits(module, list(_body(function)), seen | functions) for function in functions
        )
    if isinstance(call.func, ast.Attribute) and call.func.attr in _VIEWS | _SENDS and not call.args:
        return True
    return bool(values) and all(_is_quick_value(module, one) for one in values)


def _body(function: FunctionInfo) -> Iterator[ast.AST]:
    body = function.node.body
    yield from body if isinstance(body, list) else [body]


def _is_quick_value(module: Module, one: Value) -> bool:
    if isinstance(one, BoundMethod):
        receiver = root_of(one)
        if module.kind(one.receiver):
            return one.name in _SENDS
        return isinstance(receiver, (Const, Collection)) or (
            isinstance(receiver, Object) and receiver.name.startswith(_QUICK)
        )
    return isinstance(one, External) and one.name.startswith(_QUICK) and one.name not in _SLOW
