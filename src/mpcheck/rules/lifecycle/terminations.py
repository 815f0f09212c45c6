"""Processes that are ended from outside while they may be at work."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.order import Body, Frames, frames, innermost, step
from mpcheck.model.parents import loops_around
from mpcheck.model.tasks import Task
from mpcheck.rules.lifecycle.joining import has_timeout


def terminations(module: Module) -> Iterator[tuple[Event, Task]]:
    """The calls of ``terminate`` and ``kill`` that a process may live to see, with the task of the process."""
    for end in module.events_reached("process", "kill" if _handles_termination(module) else "terminate kill"):
        tasks = [task for task in module.reached_tasks if task.event.call is end.origin and task.event.creates]
        if tasks and _may_be_alive(module, end):
            yield from ((end, task) for task in tasks)


def _handles_termination(module: Module) -> bool:
    """Whether processes of the file may end in an orderly way when they are told to."""
    elsewhere = (*module.functions_called, *module.foreign_worker_functions)
    foreign = (call for function in elsewhere for call in function.calls)
    setting = [call for call in foreign if module.external_name(call.func) == "signal.signal"]
    handled = (call.args[0] for call in (*module.calls_of("signal.signal"), *setting) if call.args)
    return any(module.external_name(number) == "signal.SIGTERM" for number in handled)


def _may_be_alive(module: Module, end: Event) -> bool:
    """Whether some way to the call waits for the process with a time limit, or not at all."""
    joins = [e.call for e in module.events_reached("process", "join") if e.origin is end.origin and not has_timeout(e)]
    here = [join for join in joins if module.function(join) is module.function(end.call)]
    return Body(module, end.call).starts_with(end.call, here)


def is_used_after(
    module: Module, end: Event, later: Sequence[ast.AST], shared_object: ast.AST, *, is_always: bool
) -> bool:
    """Whether an object is used after the end of the process, and is still the same.

    ``is_always``: no other object is given to the processes in its place, so that code which runs again uses it again.
    """
    ending, using = frames(module, end.sites), frames(module, later)
    shared, body = innermost(ending, using)
    if not shared:
        return False
    making = frames(module, (shared_object,))
    made = making.get(body, set())
    if Body(module, next(iter(ending[body]))).any_leads(ending[body], using[body] - made, made):
        return True
    outer = (
        [one for one in ending if one in using and one is not body]
        if is_always and _is_made_once(module, making)
        else []
    )
    return any(_comes_again(module, ending[one], using[one], making.get(one, set())) for one in outer)


def _is_made_once(module: Module, making: Frames) -> bool:
    """Whether an object is the same each time that code gets to it, as far as the places say where it is made."""
    return all(len(nodes) == 1 and not any(loops_around(module, node) for node in nodes) for nodes in making.values())


def _comes_again(module: Module, ending: set[ast.AST], using: set[ast.AST], made: set[ast.AST]) -> bool:
    """Whether what leads to the end of a process is followed by what leads to a use, of the same object."""
    making = {step(module, node) for node in made}
    again = {node for node in using if step(module, node) not in making}
    return Body(module, next(iter(ending))).any_leads(ending, again, made)
