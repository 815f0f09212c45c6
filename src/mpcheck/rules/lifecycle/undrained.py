"""Joins of a process that puts more into a queue than anybody ever takes out of it."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.calls import MAIN
from mpcheck.model.module import Module
from mpcheck.model.order import calls_here
from mpcheck.model.rounds import times
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.uses import Use, uses_of
from mpcheck.rules.lifecycle.amounts import PIPE
from mpcheck.rules.lifecycle.channels import READS, WRITES, ChannelUse, Traffic, traffic_of
from mpcheck.rules.lifecycle.daemonic import is_daemonic
from mpcheck.rules.lifecycle.joining import Wait, is_told_to_end, waits_for_processes
from mpcheck.rules.lifecycle.surely_written import surely_written

_MAX_DEPTH = 4
_QUEUES = "queue simple-queue joinable-queue"
#: Methods that take nothing out.
_TAKE_NOTHING = {*WRITES, "close", "empty", "full", "join_thread", "qsize"}


@dataclass(frozen=True, slots=True)
class Undrained:
    """A join ``at`` a call of a process that has put more into a queue than is ``read``, if anything is."""

    wait: Wait
    task: Task
    at: ast.AST
    channel: ast.AST
    put: ast.Call
    is_read: bool


def undrained(module: Module) -> Iterator[Undrained]:
    """The joins of this file that wait for such processes."""
    waits = [wait for wait in waits_for_processes(module) if not is_told_to_end(module, wait.event)]
    traffic = traffic_of(module) if waits else Traffic()
    passed = {use.channel for uses in traffic.by_task.values() for use in uses if use.how == "passed"}
    queues = {event.call for event in module.events_reached(_QUEUES, "new")} - traffic.others - passed
    for wait in waits:
        for task, uses in traffic.by_task.items():
            if (
                task.event.creates
                and task.event.call is wait.event.origin
                and not _ends_with_parent(module, wait, task)
            ):
                yield from _of_process(module, wait, task, uses, traffic, queues)


def _ends_with_parent(module: Module, wait: Wait, task: Task) -> bool:
    """Whether the parent does not wait for a process any longer than it says."""
    return wait.has_timeout and is_daemonic(module, task)


def _of_process(
    module: Module, wait: Wait, task: Task, uses: list[ChannelUse], traffic: Traffic, queues: set[ast.Call]
) -> Iterator[Undrained]:
    for channel in queues.intersection(use.channel for use in uses):
        puts = [use for use in uses if use.channel is channel and use.how in WRITES]
        reads = [read[-1] for read in traffic.reads.get(channel, ())]
        at = calls_here(module, wait.event.sites)
        if (
            at
            and puts
            and _is_too_much(module, channel, puts, reads)
            and _is_kept(module, traffic, channel, at[0], reads)
        ):
            yield Undrained(wait, task, at[0], channel, puts[0].call, bool(reads))


def _is_too_much(module: Module, channel: ast.Call, puts: list[ChannelUse], reads: list[ast.Call]) -> bool:
    """Whether what is surely put, without what may be read of it, is more than a pipe holds."""
    written = [surely_written(module, use) for use in puts]
    if not reads:
        return sum(written) > PIPE
    taken = sum(_taken(module, channel, read) for read in reads)
    # With reads, a loop of unknown length proves nothing: it may be as long as there are reads.
    is_known = len(puts) == 1 and taken < math.inf and written[0] < math.inf
    return is_known and written[0] - taken * _share(module, puts[0], written[0]) > PIPE


def _share(module: Module, put: ChannelUse, written: float) -> float:
    """How much of what is written one read takes."""
    often = math.prod(times(module, site, None) for site in put.sites)
    return written / often


def _taken(module: Module, channel: ast.Call, read: ast.Call) -> float:
    """How often a read happens at most for one queue; infinity where that is not known."""
    is_call = isinstance(read.func, ast.Attribute) and read.func.attr in READS
    return _often(module, read, module.function(channel), _MAX_DEPTH) if is_call else math.inf


def _often(module: Module, node: ast.AST, within: FunctionInfo | None, depth: int) -> float:
    """How often a node runs at most for each run of a function, or of the program."""
    function = module.function(node)
    here = times(module, node, None)
    if function is None or function is within or here == math.inf:
        return here
    edges = module.graph.callers.get(function, ()) if depth else ()
    if not edges or function.is_generator or not all(edge.is_direct for edge in edges):
        return math.inf
    return here * sum(_often(module, edge.call, within, depth - 1) for edge in edges)


def _is_kept(module: Module, traffic: Traffic, channel: ast.Call, at: ast.AST, reads: list[ast.Call]) -> bool:
    """Whether nobody gets a queue but the processes, and functions that are seen: all of them in a whole program."""
    starts = {task.event.call for task in traffic.by_task}
    is_whole = MAIN in module.graph.place_of(at)
    return all(_is_seen(module, use, starts, reads) for use in uses_of(module, channel, in_file=is_whole))


def _is_seen(module: Module, use: Use, starts: set[ast.Call], reads: list[ast.Call]) -> bool:
    if use.how in _TAKE_NOTHING:
        return True
    call = next((outer for outer in module.ancestors(use.node) if isinstance(outer, (ast.Call, ast.stmt))), None)
    if use.how in READS:
        return call in reads
    if use.how not in ("argument", "other") or not isinstance(call, ast.Call):
        return False
    functions = module.functions(module.values(call.func))
    return call in starts or (bool(functions) and not any(one.is_generator for one in functions))
