"""Objects that processes share, and the statements of workers that read and write a part of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.contexts import Contexts
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent
from mpcheck.model.tasks import Task
from mpcheck.model.updates import Update, updates
from mpcheck.model.values import Const, Object
from mpcheck.rules.shared.several_workers import makers, makes_itself, tasks_in_several_workers

_PROXIES = {
    f"multiprocessing.managers.{name}Proxy": access
    for name, access in {
        "Value": ast.Attribute,
        "Namespace": ast.Attribute,
        "Array": ast.Subscript,
        "List": ast.Subscript,
        "Dict": ast.Subscript,
    }.items()
}
#: What a statement updates of each kind of object.
_ACCESS = {
    "value": ast.Attribute,
    "raw-value": ast.Attribute,
    "array": ast.Subscript,
    "raw-array": ast.Subscript,
}


@dataclass(frozen=True, slots=True)
class SharedUpdate:
    """An update in a worker of what may be one of ``objects``; ``writers`` are tasks that write at the same time."""

    update: Update
    objects: tuple[Object, ...]
    tasks: tuple[Task, ...]
    writers: tuple[Task, ...]


def shared_updates(contexts: Contexts) -> Iterator[SharedUpdate]:
    """The updates of workers that another process may make at the same time."""
    module, parent = contexts.module, Parent(contexts.module)
    found = [(update, objects) for update in updates(module) if (objects := _objects(contexts, update))]
    of_parent = [(update.statement, objects) for update, objects in found if not _tasks(module, update)]
    for update, objects in found:
        tasks = _tasks(module, update)
        writers = [t for one in objects for t in _writers(module, parent, tasks, one)]
        for statement, others in of_parent:
            if {one.call for one in objects} & {one.call for one in others}:
                writers += [t for t in tasks if parent.may_precede(t.event.call, statement)]
        if writers:
            yield SharedUpdate(update, tuple(objects), tuple(tasks), tuple(writers))


def _writers(module: Module, parent: Parent, tasks: list[Task], one: Object) -> list[Task]:
    shared = [task for task in tasks if not makes_itself(module, task, one)]
    return tasks_in_several_workers(module, parent, shared, makers(one))


def _objects(contexts: Contexts, update: Update) -> list[Object]:
    """The shared objects that the owner of the updated part may be, if it is always one."""
    values = {one for one in contexts.values(update.owner) if not (isinstance(one, Const) and one.value is None)}
    found = [one for one in values if isinstance(one, Object) and _is_updated(contexts, one, update)]
    return found if len(found) == len(values) else []


def _is_updated(contexts: Contexts, one: Object, update: Update) -> bool:
    part = _ACCESS.get(contexts.module.kind(one)) or _PROXIES.get(one.name)
    return part is type(update.target)


def _tasks(module: Module, update: Update) -> list[Task]:
    function = module.function(update.statement)
    return module.worker_tasks.get(function, []) if function is not None else []
