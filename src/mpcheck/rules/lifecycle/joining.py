"""Joins of processes: which process, for how long, and before or after what."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.attributes import is_literal
from mpcheck.model.event import Event
from mpcheck.model.forks import may_precede
from mpcheck.model.module import Module
from mpcheck.model.nodes import put_at
from mpcheck.model.order import Body, frames, innermost
from mpcheck.model.recognition import events_of
from mpcheck.model.scopes import FunctionInfo
from mpcheck.rules.lifecycle.ended import has_ended, has_ended_before_call
from mpcheck.rules.lifecycle.stacks import ends, registered


@dataclass(frozen=True, slots=True)
class Wait:
    """What waits for a process: a ``join``, or a ``loop`` that asks ``is_alive`` until it has ended."""

    event: Event
    loop: ast.While | None = None

    @property
    def has_timeout(self) -> bool:
        return self.loop is None and has_timeout(self.event)


def waits_for_processes(module: Module) -> list[Wait]:
    """Every wait for the end of a process, but those in workers."""
    events = [e for e in module.events_reached("process", "join is_alive") if module.places(e.call) != {"worker"}]
    loops = [
        Wait(event, loop) for event in events if event.method == "is_alive" and (loop := _waiting_loop(module, event))
    ]
    within = {node for wait in loops if wait.loop for node in ast.walk(wait.loop)}
    joins = (event for event in events if event.method == "join" and event.call not in within)
    return [*loops, *(Wait(event) for event in (*joins, *_made_by_stacks(module)) if not has_ended(module, event.call))]


def _made_by_stacks(module: Module) -> Iterator[Event]:
    """The joins that exit stacks make at their end: ``stack.callback(process.join)``."""
    of_processes = [one for one in registered(module) if module.kind(one.method.receiver) == "process"]
    ended = [one.method.receiver for one in of_processes if one.method.name in ("terminate", "kill")]
    for one in of_processes:
        if one.method.name == "join" and one.method.receiver not in ended:
            join, function = put_at(one.made, one.call), module.function(one.call)
            for end in ends(module, one.stack):
                # An item of a ``with`` statement stands for the end of its block, as in `frames`.
                yield from events_of(module.ev, join, one.method, function, None, (end,))  # type: ignore[arg-type]


def _waiting_loop(module: Module, event: Event) -> ast.While | None:
    """The loop that goes on as long as a process lives, whatever else happens, and does nothing but wait."""
    child: ast.AST = event.call
    for outer in module.ancestors(event.call):
        if isinstance(outer, ast.While):
            return outer if child is outer.test and not _may_end_otherwise(outer) else None
        if isinstance(outer, (ast.UnaryOp, ast.Compare, ast.stmt)):
            return None
        if isinstance(outer, ast.BoolOp) and isinstance(outer.op, ast.And):
            return None
        child = outer
    return None


def _may_end_otherwise(loop: ast.While) -> bool:
    nodes = [node for statement in loop.body for node in ast.walk(statement)]
    methods = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return bool(methods & {"terminate", "kill"}) or any(
        isinstance(n, (ast.Break, ast.Return, ast.Raise)) for n in nodes
    )


def joined_first(
    module: Module, wait: Wait, read: tuple[ast.Call, ...], reads: list[tuple[ast.Call, ...]], channel: ast.AST
) -> ast.AST | None:
    """The call by which a process is joined before ``read``, with no read of the same channel before it."""
    join = wait.event
    joining, reading = frames(module, join.sites), frames(module, read)
    shared, body = innermost(joining, reading)
    if not shared:
        return None
    later = reading[body] - _calls_that_make_it(module, channel, read, body)
    order = Body(module, next(iter(joining[body])))
    starts = _nodes(module, join, "start", body)
    ends = _nodes(module, join, "terminate kill", body)
    drains = {node for other in reads for node in frames(module, other).get(body, ())}
    if wait.loop is not None and any(wait.loop in module.ancestors(node) for node in drains):
        return None
    for at in joining[body]:
        if starts:
            early = [node for node in drains if order.any_leads(starts, [node], [at])]
        else:
            early = [node for node in drains if order.starts_with(node, [at])]
        if wait.has_timeout:
            # Joining and reading by turns, until all is done.
            early = [*drains]
        ended = order.any_leads(ends, [at], starts) or (at in ends and _ends_itself(module, join))
        ended = ended or has_ended_before_call(module, at, join.call)
        if order.any_leads([at], later) and not ended and not order.any_leads(early, [at], starts):
            return at
    return None


def _calls_that_make_it(
    module: Module, channel: ast.AST, read: tuple[ast.Call, ...], body: FunctionInfo | None
) -> set[ast.AST]:
    """The calls in a body in which a channel is made before it is read: that is another than the one used before."""
    making = frames(module, (channel,))
    return making.get(body, set()) if may_precede(module, (channel,), read) else set()


def _nodes(module: Module, join: Event, methods: str, body: FunctionInfo | None) -> set[ast.AST]:
    """The calls in a body by which a method of the joined process is called."""
    return {node for event in _calls(module, join, methods) for node in frames(module, event.sites).get(body, ())}


def _calls(module: Module, join: Event, methods: str) -> list[Event]:
    return [event for event in module.events_reached("process", methods) if event.origin is join.origin]


def _ends_itself(module: Module, join: Event) -> bool:
    """Whether the function that joins a process ends it before."""
    return any(may_precede(module, end.sites, join.sites) for end in _calls(module, join, "terminate kill"))


def is_told_to_end(module: Module, join: Event) -> bool:
    """Whether anything ends the process that is joined, be it before or after."""
    return bool(_calls(module, join, "terminate kill"))


def gives_up(module: Module, join: Event) -> bool:
    """Whether the function that waits so long, and no longer, ends the process if it still runs then."""
    function = module.function(join.call)
    ends = (end.call for end in _calls(module, join, "terminate kill") if module.function(end.call) is function)
    return has_timeout(join) and any(module.happens_before(join.call, end) for end in ends)


def has_timeout(join: Event) -> bool:
    """Whether a join may come back before the process has ended."""
    given = [*join.written.args, *(keyword.value for keyword in join.written.keywords)]
    return any(not is_literal(one, None) for node in given for one in join.evaluate(node))


def cleans_up(module: Module, node: ast.AST) -> bool:
    """Whether a node is in what is done whatever happened, or when something failed."""
    child = node
    for outer in module.ancestors(node):
        if isinstance(outer, ast.ExceptHandler) or (isinstance(outer, ast.Try) and child in outer.finalbody):
            return True
        child = outer
    return False
