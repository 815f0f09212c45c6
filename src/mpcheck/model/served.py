"""What runs in the server process of a manager: registered functions, and the methods of the objects that they give.

A server is one process with a thread for each client.  It is told apart from workers, which come in numbers and get their
tasks by pickle: only rules for which that makes no difference ask for both.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.managers import sent_to_servers
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import ClassRef, Function, Instance, Value

if TYPE_CHECKING:
    from mpcheck.model.module import Module


def served_tasks(module: Module) -> dict[FunctionInfo, list[Task]]:
    """For each function that runs in the server process of a manager of this file, what is registered, and where it starts."""
    found: dict[FunctionInfo, list[Task]] = {}
    for sent in sent_to_servers(module):
        values = module.values(sent.node)
        task = Task(sent.event, "task", "process", sent.serializer, values, sent.node)
        functions = {info for one in values for info in _functions(module, one)}
        for info in module.graph.in_order(module.graph.reached_from(functions)):
            found.setdefault(info, []).append(task)
    return found


def _functions(module: Module, one: Value) -> Iterator[FunctionInfo]:
    """What clients run: a registered function, and the public methods of what it returns."""
    if isinstance(one, ClassRef):
        yield from _methods(module, one)
    elif isinstance(one, Function):
        yield one.info
        for returned in one.info.returns:
            for made in module.values(returned):
                yield from _methods(module, made) if isinstance(made, Instance) else ()


def _methods(module: Module, one: ClassRef | Instance) -> Iterator[FunctionInfo]:
    family = attributes.bases(module.ev, one.info)
    names = {name for info in family for name in info.methods if not name.startswith("_")}
    made = {"__init__"} if isinstance(one, ClassRef) else set()
    for name in names | made:
        method = attributes.find_method(module.ev, one.info, name)
        if method is not None:
            yield method
