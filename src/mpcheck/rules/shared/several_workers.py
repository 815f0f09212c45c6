"""Whether work is done by more than one process."""

from __future__ import annotations

import ast
from collections.abc import Collection

from mpcheck.model.collect import COMPREHENSIONS
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent, loops_around
from mpcheck.model.tasks import Task
from mpcheck.model.values import Object

_SIZES = ("processes", "max_workers")


def has_several_workers(module: Module, parent: Parent, tasks: Collection[Task]) -> bool:
    """Whether the tasks run in several worker processes, as far as the file tells."""
    if any(is_of_pool(task) and not has_one_worker(task) for task in tasks):
        return True
    processes = {task.event.call for task in tasks if not is_of_pool(task)}
    return len(processes) > 1 or any(parent.may_repeat(call) for call in processes)


def is_of_pool(task: Task) -> bool:
    return task.event.kind in ("pool", "process-executor")


def has_one_worker(task: Task) -> bool:
    """Whether the pool or executor of a task is made with one worker."""
    receiver = task.event.receiver
    made = receiver.call if isinstance(receiver, Object) else task.event.call
    if not isinstance(made, ast.Call):
        return False
    sizes = [*made.args[:1], *(k.value for k in made.keywords if k.arg in _SIZES)]
    return any(isinstance(size, ast.Constant) and size.value == 1 for size in sizes)


def tasks_in_several_workers(
    module: Module, parent: Parent, tasks: Collection[Task], made: ast.AST | None
) -> list[Task]:
    """The tasks that work on the object made at ``made``, if several processes do so."""
    if made is None or any(isinstance(loop, COMPREHENSIONS) for loop in loops_around(module, made)):
        return []  # made in a comprehension: one for each process, as far as that can be told
    users = [task for task in tasks if _is_given(task, made)] or list(tasks)
    users = [task for task in users if not (is_of_pool(task) and has_one_worker(task))]
    calls = {task.event.call for task in users if not _is_renewed(module, made, task)}
    several = len(calls) > 1 or any(parent.may_repeat(call, made) for call in calls)
    return [task for task in users if is_of_pool(task) or (several and task.event.call in calls)]


def _is_renewed(module: Module, made: ast.AST, task: Task) -> bool:
    """Whether an object is made again and again in a loop of the same body that does not hold the task."""
    call = task.event.call
    same_body = module.function(made) is module.function(call)
    return same_body and not set(loops_around(module, made)) <= set(loops_around(module, call))


def _is_given(task: Task, made: ast.AST) -> bool:
    """Whether an object is among the written arguments of a task."""
    written = [*task.event.sent(), *task.event.written.args]
    return any(getattr(passed, "call", None) is made for node in written for passed in task.event.evaluate(node))
