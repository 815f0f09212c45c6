"""Pipes of ``os.pipe()`` that one of two forked processes reads to their end, and holds the writing end of."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.elsewhere import calls_reached
from mpcheck.model.forks import Fork
from mpcheck.model.hand_forks import HandFork, hand_forks, run_by_child, run_by_parent
from mpcheck.model.module import Module
from mpcheck.model.order import frames
from mpcheck.model.values import Object
from mpcheck.rules.lifecycle.pipe_ends import is_end, pipe_of
from mpcheck.rules.platforms.loop_ends import UNBLOCKS, ends_when_empty


@dataclass(frozen=True, slots=True)
class RawRead:
    """A call that reads a pipe in a loop until nothing comes, in a process of a fork that has kept the writing end."""

    call: ast.Call
    pipe: ast.AST
    fork: Fork


def reads_of_raw_pipes(module: Module) -> Iterator[RawRead]:
    """All of this file."""
    if any(True for _ in module.calls_of(*UNBLOCKS)):
        return
    reads = [call for call in calls_reached(module, ("os.read",)) if call.args and ends_when_empty(module, call)]
    # Asked for last: to find the forks takes more than all else here.
    forks = [fork for fork in module.forks if fork.event.name == "os.fork"] if reads else []
    for call in reads if forks else ():
        values = module.contexts.values(call.args[0])
        ends = [one for one in values if isinstance(one, Object) and one.name == "os.pipe" and one.part == 0]
        pipe = pipe_of(ends[0]) if len(ends) == len(values) == 1 else None
        if pipe is None:
            continue
        for fork in forks:
            if any(_keeps_other_end(module, call, pipe, branches) for branches in hand_forks(module, fork)):
                yield RawRead(call, pipe, fork)
                break


def _keeps_other_end(module: Module, read: ast.Call, pipe: ast.AST, fork: HandFork) -> bool:
    """Whether one of the two processes reads, and in it nothing is done to the other end but writing."""
    if module.function(pipe) is not module.function(fork.call) or not module.happens_before(pipe, fork.call):
        return False
    child, parent = run_by_child(module, fork), run_by_parent(module, fork)
    if _is_in(module, read, child, fork):
        others = parent
    elif _is_in(module, read, parent - child, fork):
        others = child - parent
    else:
        return False
    writing = Object("os.pipe", pipe, None, None, 1)
    mentions = [node for node in module.mentions.get(pipe, ()) if any(is_end(v, writing) for v in module.values(node))]
    return bool(mentions) and all(_leaves_open(module, node) or _is_in(module, node, others, fork) for node in mentions)


def _is_in(module: Module, node: ast.AST, statements: set[ast.AST], fork: HandFork) -> bool:
    """Whether some statements of the body that forks run a node, be it through functions, and nothing else there does."""
    places = frames(module, [node]).get(module.function(fork.call), set())
    return bool(places) and all(module.statement(place) in statements for place in places)


def _leaves_open(module: Module, node: ast.expr) -> bool:
    """Whether a mention of an end binds it, or writes to it."""
    if isinstance(getattr(node, "ctx", None), ast.Store):
        return True
    call = module.parent(node)
    return isinstance(call, ast.Call) and module.external_name(call.func) == "os.write"
