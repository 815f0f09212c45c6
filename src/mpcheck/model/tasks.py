"""Callables that are sent to run elsewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.event import Event
from mpcheck.model.values import Instance, Values


@dataclass(frozen=True, eq=False, slots=True)
class Task:
    """A callable that is sent to run elsewhere.

    ``where``: process, thread or interpreter.  ``role``: task, or initializer.  ``node`` is the
    expression that names the callable at the event (the started object for a Process subclass).
    ``serializer``: see `ApiClass`.
    """

    event: Event
    role: str
    where: str
    serializer: str
    callables: Values
    node: ast.expr


def tasks_of(event: Event) -> Iterator[Task]:
    """The callables that an event sends."""
    for role, param in (("task", event.api.callable), ("initializer", event.api.initializer)):
        written = event.argument(param)
        if written is not None and event.runs_in:
            serializer = event.serializer
            if role == "initializer" and serializer == "pickle":
                serializer = "inherit"
            yield Task(event, role, event.runs_in, serializer, event.evaluate(written), written)
    if event.creates and event.kind in ("process", "thread") and isinstance(event.receiver, Instance):
        runs = event.ev.evaluate_attribute(event.receiver, "run")
        yield Task(event, "task", event.runs_in, event.serializer, runs, event.call)
