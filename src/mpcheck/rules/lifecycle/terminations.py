"""Processes that are ended from outside while they may be at work."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.order import Body
from mpcheck.model.tasks import Task
from mpcheck.rules.lifecycle.joining import has_timeout, made_at


def terminations(module: Module) -> Iterator[tuple[Event, Task]]:
    """The calls of ``terminate`` and ``kill`` that a process may live to see, with the task of the process."""
    for end in module.events_reached("process", "kill" if _handles_termination(module) else "terminate kill"):
        tasks = [task for task in module.tasks if task.event.call is made_at(end) and task.event.creates]
        if tasks and _may_be_alive(module, end):
            yield from ((end, task) for task in tasks)


def _handles_termination(module: Module) -> bool:
    """Whether processes of the file may end in an orderly way when they are told to."""
    elsewhere = (*module.graph.called, *module.foreign_worker_functions)
    foreign = (call for function in elsewhere for call in function.calls)
    setting = [call for call in foreign if module.external_name(call.func) == "signal.signal"]
    handled = (call.args[0] for call in (*module.calls_of("signal.signal"), *setting) if call.args)
    return any(module.external_name(number) == "signal.SIGTERM" for number in handled)


def _may_be_alive(module: Module, end: Event) -> bool:
    """Whether some way to the call waits for the process with a time limit, or not at all."""
    joins = [
        e.call for e in module.events_reached("process", "join") if made_at(e) is made_at(end) and not has_timeout(e)
    ]
    here = [join for join in joins if module.function(join) is module.function(end.call)]
    return Body(module, end.call).starts_with(end.call, here)
