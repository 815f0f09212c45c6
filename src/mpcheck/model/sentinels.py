"""Objects that are nothing but themselves, such as ``object()``, and where the file sends them to another process."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from mpcheck.model import attributes, fields, iteration
from mpcheck.model.crossings import MESSAGE_KINDS
from mpcheck.model.displays import parts
from mpcheck.model.object_state import keeps_its_own_state
from mpcheck.model.values import BoundMethod, Instance, Object, Value, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator
    from mpcheck.model.event import Event
    from mpcheck.model.module import Module

Sentinel: TypeAlias = Object | Instance
_OWN_WAY = ("__new__", "__setstate__", "__copy__")
#: The kinds of objects, and their methods, that give out what was sent.
_COMES_FROM = {
    "message": (MESSAGE_KINDS, {"get", "get_nowait", "recv"}),
    "result": ({"future", "async-result", "pool"}, {"result", "get", "apply"}),
}


@dataclass(frozen=True, slots=True)
class Sent:
    """One way by which a sentinel leaves: as a message, an argument or a result; ``node`` is its expression there.

    ``new_process``: with a process that is being started.
    """

    sentinel: Sentinel
    role: str
    event: Event
    node: ast.AST
    new_process: bool = False


def sentinels_in(ev: Evaluator, values: Values, *, identity: bool = True) -> list[Sentinel]:
    """The values that pickle copies and that only identity tells apart (``identity``: which ``==`` may not)."""
    return [one for one in values if isinstance(one, (Object, Instance)) and _is_sentinel(ev, one, identity=identity)]


def _is_sentinel(ev: Evaluator, one: Sentinel, *, identity: bool) -> bool:
    if one.call is None:
        return False
    if isinstance(one, Object):
        return one.name == "builtins.object"
    own = (*_OWN_WAY, *(() if identity else ("__eq__",)))
    if keeps_its_own_state(ev, one.info) or any(attributes.find_method(ev, one.info, name) for name in own):
        return False
    if any(base != "builtins.object" for base in attributes.external_bases(ev, one.info)):
        return False
    family = [here.node for here in attributes.bases(ev, one.info)]
    decorators = [node for here in family for node in here.decorator_list]
    # Declared fields make objects equal, unless they are not to be compared, and never one.
    declared = all(fields.is_decorator(ev, node) for node in decorators)
    as_written = declared if identity else declared and all(map(_leaves_equality, decorators))
    return as_written and not any(here.keywords for here in family)


def _leaves_equality(decorator: ast.expr) -> bool:
    """Whether ``eq=False`` keeps the decorator of a class from making a method ``__eq__``."""
    options = decorator.keywords if isinstance(decorator, ast.Call) else []
    return any(one.arg == "eq" and isinstance(one.value, ast.Constant) and one.value.value is False for one in options)


def sentinels_sent(module: Module) -> dict[Sentinel, list[Sent]]:
    """Every sentinel that the file sends away, and the ways by which it goes."""
    found: dict[Sentinel, list[Sent]] = {}
    for crossing in module.crossings:
        event = crossing.event
        for leaf in parts(module.ev, crossing.node, event.context):
            values = event.evaluate(leaf)
            if crossing.each:
                values |= iteration.follow(module.ev, values, ("elem",))
            role = "message" if crossing.role == "message" else "argument"
            for one in sentinels_in(module.ev, values):
                found.setdefault(one, []).append(Sent(one, role, event, leaf, crossing.new_process))
    for task in module.tasks:
        if task.where == "process" and task.serializer == "pickle":
            for returned in (node for info in module.functions(task.callables) for node in info.returns):
                for one in sentinels_in(module.ev, module.values(returned)):
                    found.setdefault(one, []).append(Sent(one, "result", task.event, returned))
    return found


def is_received(ev: Evaluator, one: Value, role: str) -> bool:
    """Whether a value (or what calling a method gives) came in as a message, or as the result of a task."""
    kinds, methods = _COMES_FROM[role]
    if isinstance(one, BoundMethod):
        return one.name in methods and ev.kind(one.receiver) in kinds
    owner, _, method = one.name.rpartition(".") if isinstance(one, Object) else ("", "", "")
    return method in methods and ev.tables.kind(owner) in kinds
