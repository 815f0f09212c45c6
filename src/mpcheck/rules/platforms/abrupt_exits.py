"""Blocks of shared memory whose `unlink` is skipped by ``os._exit()``."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from itertools import takewhile

from mpcheck.model.elsewhere import calls_reached
from mpcheck.model.event import Event
from mpcheck.model.forks import forks_reached
from mpcheck.model.module import Module
from mpcheck.model.order import Body, Frames, frames, innermost, whole
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import Value, origin

_EXITS = ("os._exit", "os.abort")
_BLOCKS = "shared-memory shareable-list"
_PARTS = (ast.If, ast.Try, ast.With, ast.For, ast.While)


def exits_before_unlink(module: Module, made: Iterable[Event]) -> Iterator[tuple[ast.Call, Event]]:
    """The calls that end the process at once between the making of a block and each `unlink` of it, with the making."""
    events = list(made)
    exits = [call for call in calls_reached(module, _EXITS) if _ends_the_program(module, call)] if events else []
    if not exits or any(fork.is_by_hand for fork in forks_reached(module)):
        return
    unlinks = _unlinks(module)
    freed = _freed(module, unlinks)
    for call in exits:
        for event in events:
            if event.call in freed and _comes_between(module, event, call, unlinks):
                yield call, event
                break


def _ends_the_program(module: Module, call: ast.Call) -> bool:
    """Whether a call stands in no worker, and in no callback of which it is not seen when it runs."""
    function = module.function(call)
    edges = module.graph.callers.get(function, ()) if function is not None else ()
    return function not in module.worker_tasks and not any(edge.is_late or not edge.is_direct for edge in edges)


def _unlinks(module: Module) -> list[ast.Call]:
    """All calls that may unlink a block, this one or another."""
    elsewhere = (call for function in module.functions_called for call in function.calls)
    return [
        call
        for call in (*module.found.calls, *elsewhere)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "unlink"
    ]


def _freed(module: Module, unlinks: list[ast.Call]) -> set[ast.AST | None]:
    """The calls that make what is certainly meant by one of the `unlink` calls: a block, or the list whose ``shm`` it is."""
    receivers: set[Value | None] = {event.receiver for event in module.events_reached(_BLOCKS, "unlink")}
    for call in unlinks:
        owner = call.func.value if isinstance(call.func, ast.Attribute) else call.func
        if isinstance(owner, ast.Attribute) and owner.attr == "shm":
            receivers |= module.values(owner.value)
    return {origin(one) for one in receivers}


def _comes_between(module: Module, made: Event, call: ast.Call, freeing: list[ast.Call]) -> bool:
    """Whether the program may come from the making to the end with the block in use."""
    ones, twos = frames(module, made.sites), frames(module, [call])
    together, body = innermost(ones, twos)
    frees = [frames(module, [one]) for one in freeing]
    if not together or any(_is_freed_inside(module, ones, twos, found, body) for found in frees):
        return False
    places = [*ones[body], *twos[body]]
    # ``if block: block.unlink()`` frees it.
    frees_here = [
        node if isinstance(node, ast.withitem) else whole(module, node, places, _PARTS)
        for found in frees
        for node in found.get(body, ())
    ]
    order = Body(module, places[0])
    return any(
        order.leads(one, two, [node for node in frees_here if node not in (one, two)])
        for one in ones[body]
        for two in twos[body]
        if one is not two
    )


def _is_freed_inside(module: Module, ones: Frames, twos: Frames, frees: Frames, body: FunctionInfo | None) -> bool:
    """Whether a function that the body calls frees the block, where it makes it or before it ends the process."""
    for inner in takewhile(lambda one: one is not body, ones):
        if inner in frees and not (inner is not None and module.with_blocks.is_manager(inner)):
            return True
    return any(
        Body(module, next(iter(twos[inner]))).any_leads(frees.get(inner, ()), twos[inner])
        for inner in takewhile(lambda one: one is not body, twos)
    )
