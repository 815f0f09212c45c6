"""What runs in the server process of a manager: registered functions, and the methods of the objects that they give.

A server is one process with a thread for each client.  It is told apart from workers, which come in numbers and get their
tasks by pickle: only rules for which that makes no difference ask for both.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.event import Event
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import ClassRef, External, Function, Instance, Value

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_MANAGERS = "manager base-manager"
_CLASSES = [f"multiprocessing.managers.{name}Manager" for name in ("Base", "Sync")]


def served_tasks(module: Module) -> dict[FunctionInfo, list[Task]]:
    """For each function that runs in the server process of a manager of this file, what is registered, and where it starts."""
    found: dict[FunctionInfo, list[Task]] = {}
    for call in module.calls_of(*(f"{name}.register" for name in _CLASSES)):
        registered = _registered(call)
        servers = [event for event in _servers(module) if _has(module, event, call)] if registered is not None else []
        if registered is None or not servers:
            continue
        values = module.values(registered)
        tasks = [Task(event, "task", "process", "inherit", values, registered) for event in servers]
        functions = {info for one in values for info in _functions(module, one)}
        for info in module.graph.in_order(module.graph.reached_from(functions)):
            found.setdefault(info, []).extend(tasks)
    return found


def _registered(call: ast.Call) -> ast.expr | None:
    named = (keyword.value for keyword in call.keywords if keyword.arg == "callable")
    return call.args[1] if len(call.args) > 1 else next(named, None)


def _servers(module: Module) -> Iterator[Event]:
    """The makings of managers whose server this file starts: ``start()``, ``with``, or ``Manager()``."""
    started = {getattr(event.receiver, "call", None) for event in module.events(_MANAGERS, "start")}
    for item in module.found.nodes_of(ast.withitem):
        started |= {getattr(one, "call", None) for one in module.values(item.context_expr)}
    for event in module.events(_MANAGERS, "new"):
        if event.call in started or event.name == "multiprocessing.Manager":
            yield event


def _has(module: Module, server: Event, register: ast.Call) -> bool:
    """Whether a manager is of the class that something is registered with."""
    owners = module.values(register.func.value) if isinstance(register.func, ast.Attribute) else ()
    made = [server.receiver] if server.receiver is not None else module.values(server.call)
    return any(_is_of(module, one, owner) for one in made for owner in owners)


def _is_of(module: Module, one: Value, owner: Value) -> bool:
    if isinstance(owner, ClassRef):
        return isinstance(one, Instance) and owner.info in attributes.bases(module.ev, one.info)
    return isinstance(owner, External) and module.ev.class_name(one) == owner.name


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
