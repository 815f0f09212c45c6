"""Joins of a process that come before the queue or pipe is read into which it writes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.module import Module
from mpcheck.model.tasks import Task
from mpcheck.rules.lifecycle.announced import is_announced
from mpcheck.rules.lifecycle.channels import WRITES, ChannelUse, Traffic, traffic_of
from mpcheck.rules.lifecycle.joining import Wait, joined_first, waits_for_processes


@dataclass(frozen=True, slots=True)
class EarlyJoin:
    """A join ``at`` a call, before the ``read`` of a channel into which the process may write these ``amounts``."""

    wait: Wait
    task: Task
    at: ast.AST
    channel: ast.AST
    read: ast.Call
    amounts: frozenset[str]


def early_joins(module: Module) -> list[EarlyJoin]:
    """The joins of this file's processes that come too early."""
    return module.once(_early_joins)


def _early_joins(module: Module) -> Iterator[EarlyJoin]:
    waits = waits_for_processes(module)
    traffic = traffic_of(module) if waits else Traffic()
    for wait in waits:
        for task, uses in traffic.by_task.items():
            if task.event.creates and task.event.call is wait.event.origin:
                yield from _of_process(module, wait, task, uses, traffic)


def _of_process(
    module: Module, wait: Wait, task: Task, uses: list[ChannelUse], traffic: Traffic
) -> Iterator[EarlyJoin]:
    written = [use for use in uses if use.how in WRITES or use.how == "passed"]
    for channel in dict.fromkeys(use.channel for use in written if use.channel not in traffic.others):
        reads = traffic.reads.get(channel, [])
        for read in reads:
            at = joined_first(module, wait, read, reads, channel)
            writes = [use for use in written if use.channel is channel]
            if at is not None and not is_announced(module, wait.event.call, task, writes):
                amounts = {one for use in writes for one in _amounts(use, traffic)}
                yield EarlyJoin(wait, task, at, channel, read[-1], frozenset(amounts))
                break


def _amounts(use: ChannelUse, traffic: Traffic) -> set[str]:
    """What a use writes; where it hands the channel to a process of its own, what that writes."""
    if use.how != "passed":
        return {use.amount}
    handed_on = (uses for task, uses in traffic.by_task.items() if task.event.call is use.call)
    written = (one for uses in handed_on for one in uses if one.channel is use.channel and one.how in WRITES)
    return {one.amount for one in written} or {"unseen"}
