"""What goes to new processes when they start: their arguments, and what those hold."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TypeGuard

from mpcheck.model import fields, iteration, mappings, records
from mpcheck.model.calling import argument
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.values import NOTHING, BoundMethod, Instance, Items, Object, Partial, Value, Values

_MAX_DEPTH = 3
#: What holds a semaphore.
_WITH_SEMAPHORE = {
    *("lock", "rlock", "semaphore", "bounded-semaphore", "condition", "event", "barrier"),
    *("queue", "joinable-queue", "simple-queue", "value", "array"),
}


def has_semaphore(one: Value, module: Module) -> TypeGuard[Object]:
    """Whether a value is a lock, a queue or the like of multiprocessing, made where that can be seen."""
    if not isinstance(one, Object) or module.kind(one) not in _WITH_SEMAPHORE or not isinstance(one.call, ast.Call):
        return False
    lock = argument(one.call, (), "lock")
    return not isinstance(lock, ast.Constant) or bool(lock.value)


def handed_over(event: Event) -> Iterator[tuple[ast.expr, Values]]:
    """What a process, or each worker of a pool or executor, is started with, and the expressions to point at."""
    if isinstance(event.receiver, Instance):
        yield event.call, frozenset((event.receiver,))
        return
    for role in (event.api.args, event.api.initargs):
        written = event.argument(role)
        members = written.elts if isinstance(written, (ast.Tuple, ast.List)) else [written] if written else []
        yield from ((node, event.evaluate(node)) for node in members)
    for role in (event.api.kwargs, event.api.callable, event.api.initializer):
        written = event.argument(role)
        if written is not None:
            yield written, event.evaluate(written)


def contents(module: Module, values: Iterable[Value], depth: int = _MAX_DEPTH) -> Iterator[Value]:
    """The values and what they hold: in containers, in attributes, bound by a method or a partial."""
    for one in values if depth else ():
        yield one
        yield from contents(module, module.once(_held, one), depth - (not isinstance(one, BoundMethod)))


def _held(module: Module, one: Value) -> Values:
    if mappings.is_dict(one):
        return mappings.values(module.ev, one)
    if isinstance(one, Items) or iteration.is_container(one):
        return iteration.elements(module.ev, one)
    if isinstance(one, BoundMethod):
        return frozenset((one.receiver,))
    if isinstance(one, Partial):
        return NOTHING.union({one.function}, *(module.ev.evaluate(a, one.context) for a in one.call.args[1:]))
    if isinstance(one, Instance):
        names = fields.attribute_names(module.ev, one.info)
        return NOTHING.union(*(module.ev.evaluate_attribute(one, name) for name in names))
    if records.is_record(one):
        return NOTHING.union(*(records.given(module.ev, one, name) for name in records.names(one)))
    return NOTHING
