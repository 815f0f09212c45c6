"""What the class of a manager has registered: starting its server sends all of it to the new process."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.api import canonical
from mpcheck.model.calling import argument
from mpcheck.model.crossings import Crossing
from mpcheck.model.event import Event
from mpcheck.model.order import Body, frames, innermost
from mpcheck.model.scopes import ClassInfo
from mpcheck.model.tables.standard import MANAGER
from mpcheck.model.values import ClassRef, External, Instance, Value

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_KINDS = ("manager", "base-manager")
_REGISTER = ("typeid", "callable")
_CONSTRUCTOR = ("address", "authkey", "serializer", "ctx")


def sent_to_servers(module: Module) -> Iterator[Crossing]:
    """The callables that managers hand over when they start their servers; where another file does, those of this one."""
    starting = [event for event in module.reached_events if _starts_server(module, event)]
    for event in starting:
        is_caused = module.is_here(event.sites[0])
        for call in _registering(module, event):
            if not is_caused and not module.is_here(call):
                continue
            given = argument(call, _REGISTER, "callable")
            if given is not None and _comes_before(module, call, event):
                yield Crossing(event, "callable", "inherit", given)


def _starts_server(module: Module, event: Event) -> bool:
    """``manager.start()``, ``with Manager() as manager``, or the function ``Manager``."""
    if isinstance(event.receiver, Instance) and _has_context(event.receiver.call):
        return False  # whose start method it is cannot be told
    if event.api.returns == MANAGER and event.name != MANAGER:
        return True
    entered = event.creates and isinstance(module.parent(event.call), ast.withitem)
    return event.kind in _KINDS and (entered or event.method in ("start", "__enter__"))


def _has_context(call: ast.Call | None) -> bool:
    return call is not None and argument(call, _CONSTRUCTOR, "ctx") is not None


def _registering(module: Module, event: Event) -> Iterator[ast.Call]:
    """The calls of ``register`` of the manager's class and of those that it inherits from."""
    ev, manager = module.ev, event.receiver
    classes = attributes.bases(ev, manager.info) if isinstance(manager, Instance) else []
    library = ev.class_name(manager) if event.kind in _KINDS and manager is not None else event.api.returns
    for file in dict.fromkeys((module.found, *(ev.file(info.node) for info in classes))):
        for call in file.calls:
            owner = call.func.value if isinstance(call.func, ast.Attribute) and call.func.attr == "register" else None
            if owner is not None and any(_is_of(one, classes, library) for one in ev.evaluate(owner)):
                yield call


def _is_of(owner: Value, classes: list[ClassInfo], library: str) -> bool:
    if isinstance(owner, External):
        return canonical(owner.name) == library
    return isinstance(owner, (ClassRef, Instance)) and owner.info in classes


def _comes_before(module: Module, call: ast.Call, event: Event) -> bool:
    """Whether a manager that an event starts may have been registered something by then."""
    registers, starts = frames(module, [call]), frames(module, event.sites)
    is_shared, body = innermost(registers, starts)
    if is_shared and module.is_here(call):
        first = next(iter(registers[body]))
        return Body(module, first).any_leads(registers[body], starts[body])
    # What importing a file does comes first.
    return module.function(call) is None if not module.is_here(call) else bool(module.import_chain(call))
