"""What travels to another process, and where the scanned code names it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mpcheck.model import attributes
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.event import Event
from mpcheck.model.values import Instance, Value

#: Serialisers that store code by its name; others send the code itself.
BY_NAME = ("pickle", "inherit")
MESSAGE_KINDS = {"queue", "simple-queue", "joinable-queue", "proxy-queue", "connection"}


@dataclass(frozen=True, eq=False, slots=True)
class Crossing:
    """An expression whose value travels to another process.

    ``role``: callable, argument, initializer (the callable), initarg, message (put into a queue or pipe), or
    self (an object of a subclass of Process, at its construction).  ``serializer``: pickle; or inherit, which
    pickles only where the process is not forked, and hands over what multiprocessing makes to be shared.
    ``each``: not the value travels but the elements that iterating over it gives.
    """

    event: Event
    role: str
    serializer: str
    node: ast.expr
    each: bool = False

    @property
    def new_process(self) -> bool:
        """Whether it travels while a process is started."""
        return self.serializer == "inherit"


def find_crossings(ev: Evaluator, events: Iterable[Event]) -> list[Crossing]:
    """Everything that events send to other processes."""
    return [crossing for event in events for crossing in _of_event(ev, event)]


def _of_event(ev: Evaluator, event: Event) -> Iterator[Crossing]:
    if event.kind in MESSAGE_KINDS and event.api.item:
        yield from _written(event, "message", "pickle", event.argument(event.api.item))
        return
    serializer = event.serializer
    if event.runs_in != "process" or serializer not in BY_NAME:
        return
    yield from _written(event, "callable", serializer, event.argument(event.api.callable))
    for node in _arguments(event):
        if isinstance(node, ast.Starred):
            yield from _written(event, "argument", serializer, node.value, each=True)
        else:
            yield from _written(event, "argument", serializer, node)
    for param in event.api.carried:
        yield from _written(event, "argument", serializer, event.argument(param))
    for node in _iterables(event):
        yield from _written(event, "argument", serializer, node, each=True)
    yield from _written(event, "initializer", "inherit", event.argument(event.api.initializer))
    yield from _written(event, "initarg", "inherit", event.argument(event.api.initargs))
    if event.creates and event.kind == "process" and _runs_itself(ev, event.receiver):
        yield Crossing(event, "self", serializer, event.call)


def _runs_itself(ev: Evaluator, receiver: Value | None) -> bool:
    """Whether an object is of a subclass of Process with a ``run`` of its own."""
    return isinstance(receiver, Instance) and attributes.find_method(ev, receiver.info, "run") is not None


def _written(
    event: Event, role: str, serializer: str, node: ast.expr | None, *, each: bool = False
) -> Iterator[Crossing]:
    if node is not None:
        yield Crossing(event, role, serializer, node, each)


def _arguments(event: Event) -> Iterator[ast.expr | None]:
    yield event.argument(event.api.args)
    yield event.argument(event.api.kwargs)
    if event.api.variadic and event.api.iterable != "*":
        yield from event.written.args[len(event.api.params) :]
        named = {*event.api.own_keywords, "executor"}
        yield from (keyword.value for keyword in event.written.keywords if keyword.arg not in named)


def _iterables(event: Event) -> Iterator[ast.expr | None]:
    if event.api.iterable == "*":
        yield from event.variadic_arguments
    else:
        yield event.argument(event.api.iterable)
