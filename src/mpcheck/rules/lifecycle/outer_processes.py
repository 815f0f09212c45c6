"""Processes that start processes of their own, whose daemonic ones end with them."""

from __future__ import annotations

from mpcheck.model.module import Module
from mpcheck.model.order import Frames
from mpcheck.model.tasks import Task
from mpcheck.rules.lifecycle.channels import ChannelUse, uses_by_parent, uses_by_worker
from mpcheck.rules.lifecycle.daemonic import is_daemonic


def outer_tasks(module: Module, task: Task) -> list[Task]:
    """The tasks of the processes that alone start another; none where the program does, or a worker that goes on after its task."""
    function = module.function(task.event.call)
    if function is None or module.places(task.event.call) != {"worker"}:
        return []
    outer = module.worker_tasks[function]
    ends = all(one.event.kind == "process" and one.role == "task" and not is_daemonic(module, one) for one in outer)
    return outer if ends else []


def uses_by_starter(module: Module, task: Task) -> list[ChannelUse]:
    """What the process that starts another does with channels: the program, or a process of it."""
    outer = outer_tasks(module, task)
    uses = [use for one in outer for use in uses_by_worker(module, one)]
    return uses if outer else uses_by_parent(module)


def bodies_to_the_end(module: Module, task: Task, places: Frames) -> Frames:
    """Of the bodies that lead to something those that the process which makes a task runs; none where its end isn't one of them."""
    outer = outer_tasks(module, task)
    if not outer:
        return places if None in places else {}
    targets = {function for one in outer for function in module.functions(one.callables)}
    inside = module.graph.reached_from(targets)
    return {body: nodes for body, nodes in places.items() if body in inside} if targets & places.keys() else {}
