"""Which call of an enclosing function decides what the arguments of an event are."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from mpcheck.model.values import (
    BoundMethod,
    CallContext,
    ClassRef,
    Collection,
    Const,
    Function,
    Param,
    Partial,
    Value,
    origin,
)

if TYPE_CHECKING:
    from mpcheck.model.event import Event


def deciding_call(event: Event, nodes: Sequence[ast.expr]) -> ast.Call | None:
    """The innermost call, of those that lead to an event, that decides what some nodes are; None where the event does.

    What an object of another file holds is decided where it is given a value of this file.
    """
    if len(event.sites) < 2:
        return None
    if not _are_open(event, nodes, None):
        return event.sites[0] if any(_is_given(event, node) for node in nodes) else None
    contexts = list(_callers(event.context))
    deciding = (
        outer.call
        for number, outer in enumerate(contexts, 1)
        if outer.call is not None and not _are_open(event, nodes, _cut(event, contexts[:number]))
    )
    return next(deciding, event.sites[0])


def _is_given(event: Event, node: ast.expr) -> bool:
    """Whether an event of another file gets a value that stands in the file whose call leads to it."""
    caller, home = event.ev.file(event.sites[0]), event.ev.file(event.call)
    stands = [place for one in event.evaluate(node) if (place := defined_at(one)) is not None]
    return caller is not home and any(event.ev.file(place) is caller for place in stands)


def defined_at(one: Value) -> ast.AST | None:
    """Where a value stands: its definition, or what makes it."""
    if isinstance(one, (Function, ClassRef)):
        return one.info.node
    return one.node if isinstance(one, (Collection, Const)) else origin(one)


def _callers(context: CallContext | None) -> Iterator[CallContext]:
    """A context and those around it, innermost first."""
    while context is not None:
        yield context
        context = context.caller


def _cut(event: Event, contexts: Sequence[CallContext]) -> CallContext | None:
    """The innermost of the contexts, beyond the last of which nothing is known."""
    cut: CallContext | None = None
    for one in reversed(contexts):
        cut = event.ev.context(one.function, one.call, cut, one.closure, one.leading)
    return cut


def _are_open(event: Event, nodes: Iterable[ast.expr], context: CallContext | None) -> bool:
    """Whether a caller decides what one of the nodes is."""
    return any(_is_open(one) for node in nodes for one in event.ev.evaluate(node, context))


def _is_open(one: Value) -> bool:
    """Whether a caller decides what a value is."""
    if isinstance(one, Partial):
        return _is_open(one.function)
    return isinstance(one, Param) or (isinstance(one, BoundMethod) and isinstance(one.receiver, Param))
