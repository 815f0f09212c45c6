"""Whether work is done by more than one process."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence

from mpcheck.model.attributes import is_literal
from mpcheck.model.collect import COMPREHENSIONS
from mpcheck.model.module import Module
from mpcheck.model.nodes import is_collected
from mpcheck.model.order import frames
from mpcheck.model.parents import Parent, loops_around
from mpcheck.model.tasks import Task
from mpcheck.model.values import BoundMethod, Instance, Object, only, origin

_SIZES = ("processes", "max_workers")
_LIMITS = ("maxtasksperchild", "max_tasks_per_child")


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
    made = _maker(task)
    if made is None:
        return False
    sizes = [*made.args[:1], *(k.value for k in made.keywords if k.arg in _SIZES)]
    return any(isinstance(size, ast.Constant) and size.value == 1 for size in sizes)


def _maker(task: Task) -> ast.Call | None:
    """The call that makes the pool or executor of a task."""
    receiver = task.event.receiver
    made = receiver.call if isinstance(receiver, Object) else task.event.call
    return made if isinstance(made, ast.Call) else None


def has_workers_in_turn(module: Module, task: Task) -> bool:
    """Whether a loop makes the pool of a task anew, or the pool replaces its workers: one works after the other."""
    made = _maker(task) if is_of_pool(task) else None
    if made is None:
        return False
    limits = (keyword.value for keyword in made.keywords if keyword.arg in _LIMITS)
    return any(not is_literal(one, None) for limit in limits for one in module.values(limit)) or any(
        loops_around(module, node) for nodes in frames(module, [made]).values() for node in nodes
    )


def tasks_in_several_workers(
    module: Module, parent: Parent, tasks: Collection[Task], made: Sequence[ast.AST]
) -> list[Task]:
    """The tasks that work on an object, if several processes do so; ``made``: the calls that make it, see `makers`."""
    users = [task for task in tasks if _is_given(task, made)] or list(tasks)
    users = [task for task in users if not (is_of_pool(task) and has_one_worker(task))]
    users = [task for task in users if made and not _is_made_for_each(module, made, task)]
    of_one = [task for task in users if not _is_renewed(module, made, task)]
    calls = {task.event.call for task in of_one}
    several = len(calls) > 1 or any(_is_repeated(module, parent, made, task) for task in of_one)
    return [task for task in users if is_of_pool(task) or (several and task.event.call in calls)]


def makers(one: Object | Instance) -> list[ast.AST]:
    """The call that makes an object, and those of functions and classes that lead to it: outermost last."""
    found, context = [one.call], one.context
    while context is not None:
        found.append(context.call)
        context = context.caller
    return [call for call in found if is_collected(call)]


def makes_itself(module: Module, task: Task, one: Object | Instance) -> bool:
    """Whether a task makes an object while it runs, which then is its own."""
    context, functions = one.context, module.functions(task.callables)
    while context is not None:
        if context.call is not None and not is_collected(context.call) and context.function in functions:
            return True
        context = context.caller
    return False


def _is_made_for_each(module: Module, made: Sequence[ast.AST], task: Task) -> bool:
    """Whether a comprehension makes an object, or what holds it: one for each process, as far as that can be told."""
    beside = next((made.index(call) for call, _, _ in _side_by_side(module, made, task)), 0)
    passed = max((made.index(call) for call in _passed(task) if call in made), default=0)
    loops = [loop for call in made[min(passed, beside) : beside + 1] for loop in loops_around(module, call)]
    return any(isinstance(loop, COMPREHENSIONS) for loop in loops)


def _is_renewed(module: Module, made: Sequence[ast.AST], task: Task) -> bool:
    """Whether an object is made again and again in a loop of the same body that does not hold the task."""
    for call, site, _ in _side_by_side(module, made, task):
        return not set(loops_around(module, call)) <= set(loops_around(module, site))
    return False


def _is_repeated(module: Module, parent: Parent, made: Sequence[ast.AST], task: Task) -> bool:
    """Whether a task can be sent more than once for each time that an object is made."""
    for call, site, inner in _side_by_side(module, made, task):
        return parent.may_repeat(site, call) or any(loops_around(module, one) for one in inner)
    return parent.may_repeat(task.event.call)


def _side_by_side(
    module: Module, made: Sequence[ast.AST], task: Task
) -> Iterator[tuple[ast.AST, ast.Call, Sequence[ast.Call]]]:
    """The calls in one body that lead to the object and to the task, and the further calls on the way to the task."""
    sites = task.event.sites or (task.event.call,)
    for index in reversed(range(len(sites))):
        for call in made:
            if module.function(call) is module.function(sites[index]):
                yield call, sites[index], sites[index + 1 :]


def _is_given(task: Task, made: Sequence[ast.AST]) -> bool:
    """Whether an object, or one that holds it, is among the written arguments of a task, or the task is its method."""
    return any(call in made for call in _passed(task))


def _passed(task: Task) -> Iterator[ast.AST | None]:
    """The calls that make what a task is passed as an argument, or the object whose method it is."""
    written = [*task.event.sent(), *task.event.written.args]
    yield from (origin(one) for node in written for one in task.event.evaluate(node))
    yield from (origin(one.receiver) for one in only(BoundMethod, task.callables))
