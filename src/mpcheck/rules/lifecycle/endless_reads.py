"""Where a parent waits without end for what a worker sends, and whether it sees before that the worker has failed."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.model.module import Module
from mpcheck.model.tasks import Task
from mpcheck.model.uses import uses_of
from mpcheck.rules.lifecycle.channels import READS, ChannelUse, uses_by_parent, uses_by_worker, waits_for_ever
from mpcheck.rules.lifecycle.pipe_ends import is_let_go, other_end, pipe_of

_QUEUES = {"queue", "simple-queue", "joinable-queue"}
_SUBMITS = {"apply_async", "map_async", "starmap_async", "submit"}
#: Methods of results that raise what the task has raised, or wait for it.
_ASKS = {"get", "result", "wait"}


def senders(module: Module) -> list[Task]:
    """The tasks whose failure nobody sees who does not ask for it: of processes, and of pools that are not waited for."""
    return [
        task for task in module.reached_tasks if task.where == "process" and task.role == "task" and _is_alone(task)
    ]


def _is_alone(task: Task) -> bool:
    event = task.event
    if event.kind == "process":
        return event.creates
    is_pool = event.kind in ("pool", "process-executor") and event.method in _SUBMITS
    return is_pool and event.argument("error_callback") is None


def awaited(module: Module) -> Iterator[ChannelUse]:
    """Reads of the parent that have no time limit, from queues, and from pipes whose other end it holds open itself."""
    queues = {event.call for event in module.events_reached(_QUEUES) if event.creates}
    is_read = bool(queues) or any(module.events_reached("proxy-queue", "get"))
    for use in uses_by_parent(module, remote=True) if is_read else ():
        is_queue = use.is_remote or use.channel in queues
        if is_queue and use.how == "get" and waits_for_ever(module, use.call):
            yield use
    yield from _of_pipes(module)


def _of_pipes(module: Module) -> Iterator[ChannelUse]:
    reads = [event for event in module.events_reached("connection", "recv recv_bytes") if other_end(event.receiver)]
    starts = {task.event.call for task in module.reached_tasks} if reads else set()
    uses = uses_by_parent(module) if reads else []
    watched = {use.channel for use in uses if use.how == "poll" or (use.how == "passed" and use.call not in starts)}
    for read in reads:
        pipe, other = pipe_of(read.receiver), other_end(read.receiver)
        if pipe is None or other is None or pipe in watched or module.places(read.call) == {"worker"}:
            continue
        if not is_let_go(module, read, pipe, other):
            yield ChannelUse(pipe, read.method, read.call, read.sites)


def uses_by_sender(module: Module, task: Task, read: ChannelUse) -> list[ChannelUse]:
    """What a task does with a channel; nothing where it is a pipe on which it answers what it is asked."""
    uses = [use for use in uses_by_worker(module, task, remote=True) if use.channel is read.channel]
    answers = read.how != "get" and any(use.how in READS for use in uses)
    return [] if answers else uses


def is_seen_first(module: Module, task: Task, read: ChannelUse) -> bool:
    """Whether the parent may learn from the result of a task of a pool that it has failed, before it waits for what it sends."""
    if task.event.kind == "process":
        return False
    asked = (use for use in uses_of(module, task.event.call) if use.how != "dropped")
    return any(
        use.how not in _ASKS
        or module.function(use.node) is not module.function(read.call)
        or module.happens_before(use.node, read.call)
        for use in asked
    )
