"""Joins of processes: which process, for how long, and before or after what."""

from __future__ import annotations

import ast

from mpcheck.model.attributes import is_literal
from mpcheck.model.events import Event
from mpcheck.model.module import Module
from mpcheck.model.order import Body, frames, innermost
from mpcheck.model.scopes import FunctionInfo


def made_at(event: Event) -> ast.AST | None:
    """The call that made the object whose method an event calls; None where it is not known."""
    return getattr(event.receiver, "call", None)


def joined_first(
    module: Module, join: Event, read: tuple[ast.Call, ...], reads: list[tuple[ast.Call, ...]]
) -> ast.AST | None:
    """The call by which a process is joined before ``read``, with no read of the same channel before it."""
    joining, reading = frames(module, join.sites), frames(module, read)
    shared, body = innermost(joining, reading)
    if not shared:
        return None
    order = Body(module, next(iter(joining[body])))
    starts = _nodes(module, join, "start", body)
    ends = _nodes(module, join, "terminate kill", body)
    drains = {node for other in reads for node in frames(module, other).get(body, ())}
    for at in joining[body]:
        if starts:
            early = [node for node in drains if order.any_leads(starts, [node], [at])]
        else:
            early = [node for node in drains if order.starts_with(node, [at])]
        if has_timeout(join):
            # Joining and reading by turns, until all is done.
            early = [*drains]
        ended = order.any_leads(ends, [at], starts)
        if order.any_leads([at], reading[body]) and not ended and not order.any_leads(early, [at], starts):
            return at
    return None


def _nodes(module: Module, join: Event, methods: str, body: FunctionInfo | None) -> set[ast.AST]:
    """The calls in a body by which a method of the joined process is called."""
    made = made_at(join)
    events = [event for event in module.events("process", methods) if made_at(event) is made]
    return {node for event in events for node in frames(module, event.sites).get(body, ())}


def has_timeout(join: Event) -> bool:
    """Whether a join may come back before the process has ended."""
    given = [*join.call.args, *(keyword.value for keyword in join.call.keywords)]
    return any(not is_literal(one, None) for node in given for one in join.evaluate(node))
