"""Whether two tasks are at work at the same time, as far as the code that starts them tells."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from mpcheck.model.collect import COMPREHENSIONS
from mpcheck.model.displays import last_name
from mpcheck.model.module import Module
from mpcheck.model.order import Body, Frames, frames
from mpcheck.model.parents import loops_around
from mpcheck.model.tasks import Task
from mpcheck.model.values import Object
from mpcheck.rules.shared.several_workers import has_one_worker

#: Methods of pools that come back before the task is done.
_AT_ONCE = {"submit", "apply_async", "map_async", "starmap_async", "imap", "imap_unordered"}
#: What waits for the results of such.
_WAITS = {"get", "result", "wait", "join", "shutdown", "as_completed"}


def are_side_by_side(module: Module, first: Task, second: Task) -> bool:
    """Whether one task starts after another that nothing has waited for in between."""
    if first.event.kind == second.event.kind == "process":
        waits = [event.sites for event in module.events_reached("process", "join")]
        starts = [list(_starts(module, task)) for task in (first, second)]
    elif _share_workers(first, second):
        waits = [(call,) for call in module.reached_calls if last_name(call.func) in _WAITS]
        starts = [[task.event.sites] for task in (first, second)]
    else:
        return False
    return any(_overlap(module, one, two, waits) for one in starts[0] for two in starts[1])


def share(module: Module, objects: Iterable[Object], first: Task, second: Task) -> bool:
    """Whether two tasks that are given objects get the same ones: also if one call makes both, time and again."""
    if first.event.call is not second.event.call:
        return True
    sites = [frames(module, task.event.sites) for task in (first, second)]
    return all(
        one.call is not None and _is_made_once_for_all(module, frames(module, (one.call,)), sites) for one in objects
    )


def _is_made_once_for_all(module: Module, making: Frames, sites: Sequence[Frames]) -> bool:
    """Whether the innermost body that both makes an object and leads to tasks does the latter more often."""
    for body in making:
        if body in sites[0] and body in sites[1]:
            nodes = sites[0][body] | sites[1][body]
            made = {loop for node in making[body] for loop in loops_around(module, node)}
            return len(nodes) > 1 or any(set(loops_around(module, node)) - made for node in nodes)
    return False


def _starts(module: Module, task: Task) -> Iterator[Sequence[ast.AST]]:
    """The calls that start the process of a task."""
    for event in module.events_reached("process", "start"):
        if event.origin is task.event.call and task.event.creates:
            outer = task.event.sites[:-1]  # a helper that both makes and starts it is told apart by who calls that
            same = module.function(event.call) is module.function(task.event.call)
            yield (*outer, event.call) if same and len(event.sites) == 1 else event.sites


def _share_workers(first: Task, second: Task) -> bool:
    """Whether both are given to one pool or executor, which has several workers and does not wait for either."""
    made = first.event.origin
    return (
        made is not None
        and made is second.event.origin
        and {first.event.method, second.event.method} <= _AT_ONCE
        and not has_one_worker(first)
    )


def _overlap(
    module: Module, first: Sequence[ast.AST], second: Sequence[ast.AST], waits: Sequence[Sequence[ast.AST]]
) -> bool:
    """Whether one start follows the other, in either order, without a wait in between: in the innermost body that tells."""
    ones, twos = frames(module, first), frames(module, second)
    waiting = [frames(module, sites) for sites in waits]
    for body in (body for body in ones if body in twos):
        between = {node for found in waiting for node in found.get(body, ())}
        going, others = (
            {n for n in nodes if not between.intersection(module.ancestors(n))} for nodes in (ones[body], twos[body])
        )
        here = Body(module, next(iter(ones[body])))
        if here.any_leads(going, twos[body], between) or here.any_leads(others, ones[body], between):
            return True
        if ones[body] != twos[body]:
            return False
        if any(isinstance(loop, COMPREHENSIONS) for node in going for loop in loops_around(module, node)):
            return True
        if not all(node in going and here.ends_after(node, between) for node in ones[body]):
            return False  # who starts a process here waits for it
    return False
