"""The places of a ShareableList: how many bytes each of them holds for ever, and what is put into them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model import iteration
from mpcheck.model.displays import written_elements
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.scopes import Mutation
from mpcheck.model.text_length import shortest
from mpcheck.model.values import CallContext, Collection, Const, Object, Value, Values

#: A place is made of whole blocks of this many bytes.
_BLOCK = 8
_NUMBERS = {"builtins.int", "builtins.float", "builtins.bool", "builtins.len"}


@dataclass(frozen=True, slots=True)
class Stored:
    """An expression whose value is put into a list: ``items[index] = node``, or an element from the beginning."""

    node: ast.expr
    values: Values
    lists: tuple[Event, ...] = ()
    index: object = NotImplemented


def stored(module: Module) -> Iterator[Stored]:
    """What lists are made of, and what is assigned to their items."""
    made = [
        *module.events_reached("shareable-list", "new"),
        *module.events_reached("shared-memory-manager", "ShareableList"),
    ]
    events = {event.call: event for event in made}
    for event in events.values():
        for node, context in _elements(event):
            yield Stored(node, module.values(node, context))
    for mutation in (one for file in module.files_reached for one in file.mutations) if events else ():
        lists = _owners(module, mutation, events)
        if lists and isinstance(mutation.node, ast.Subscript):
            index = iteration.constant(module.values(mutation.node.slice))
            yield Stored(mutation.value, module.contexts.values(mutation.value), lists, index)


def _owners(module: Module, mutation: Mutation, events: dict[ast.Call, Event]) -> tuple[Event, ...]:
    """The lists one of which certainly is what a statement assigns an item of."""
    if mutation.path:
        return ()
    owners = module.contexts.values(mutation.container)
    found = [events.get(one.call) for one in owners if isinstance(one, Object) and isinstance(one.call, ast.Call)]
    known = tuple(event for event in found if event is not None)
    return known if len(known) == len(owners) else ()


def _elements(event: Event) -> Iterator[tuple[ast.expr, CallContext | None]]:
    """The expressions that the list is made of, as far as they are written out."""
    for one in event.values("sequence"):
        if isinstance(one, Collection):
            sides = [one.node.left, one.node.right] if isinstance(one.node, ast.BinOp) else [one.node]
            for side in sides:
                yield from ((node, one.context) for node in written_elements(side))


def room(event: Event, index: object) -> int | None:
    """How many bytes the item of a list can hold, at most; None where that is not known."""
    made = list(event.values("sequence"))
    if len(made) != 1:
        return None
    if isinstance(index, int) and isinstance(made[0], Collection):
        held = iteration.item(event.ev, made[0], index)
    else:
        held = iteration.elements(event.ev, made[0])
    rooms = [_room_for(one) for one in held]
    known = [one for one in rooms if one is not None]
    return max(known) if known and len(known) == len(rooms) else None


def _room_for(one: Value) -> int | None:
    if isinstance(one, Const):
        return room_for(one.value)
    if not isinstance(one, Object):
        return None
    if isinstance(one.call, ast.BinOp) and isinstance(one.call.op, ast.Mult):
        return _room_for_repeated(one.call.left, one.call.right) or _room_for_repeated(one.call.right, one.call.left)
    return _BLOCK if one.name in _NUMBERS else None


def _room_for_repeated(text: ast.expr, times: ast.expr) -> int | None:
    if isinstance(text, ast.Constant) and isinstance(times, ast.Constant) and isinstance(times.value, int):
        return room_for(text.value * times.value) if isinstance(text.value, (str, bytes)) else None
    return None


def room_for(item: object) -> int:
    """How many bytes a list sets aside for an item; of a text it counts characters, though it stores UTF-8."""
    return _BLOCK * (len(item) // _BLOCK + 1) if isinstance(item, (str, bytes)) else _BLOCK


def encoded(one: Value) -> bytes | None:
    """The bytes that a literal takes; None for what is no text."""
    item = one.value if isinstance(one, Const) else None
    if isinstance(item, str):
        return item.encode("utf-8", "surrogatepass")
    return item if isinstance(item, bytes) else None


def least_size(module: Module, item: Stored) -> int:
    """The least number of bytes that a text takes; 0 where that is not known."""
    texts = [encoded(one) for one in item.values]
    known = [len(text) for text in texts if text is not None]
    return min(known) if known and len(known) == len(texts) else shortest(module, item.node)
