"""What stands at which place of a list or tuple."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import displays, filling, iteration
from mpcheck.model.nodes import parent_of, put_at
from mpcheck.model.scopes import Mutation, Rest
from mpcheck.model.values import NOTHING, CallContext, Collection, Items, Object, Unknown, Value, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: What these give has the members of what they are given, in the same places.
_COPIES = {"builtins.list", "builtins.tuple"}


def placed(ev: Evaluator, one: Collection | Object, index: int) -> Values | None:
    """What a list or tuple was made with at a place; None where that is not known."""
    if isinstance(one, Object) and _copied(one) is not None:
        return NOTHING.union(*(_at_origin(ev, origin) for origin in _origins(ev, one, index)))
    place = _inserted(ev, one, index)
    return place if isinstance(place, frozenset) else _displayed(ev, one, place)


def are_known(ev: Evaluator, values: Values, index: int) -> bool:
    """Whether it is known what stands at a place of lists or tuples, however long they are."""
    origins = [origin for one in values for origin in _origins(ev, one, index)]
    return bool(origins) and index >= 0 and all(_is_known(ev, *origin) for origin in origins)


def _is_known(ev: Evaluator, one: Value, place: Values | int) -> bool:
    if _insertions(ev, one) is None:
        return False
    found = place if isinstance(place, frozenset) else _inserted(ev, one, place)
    return isinstance(found, frozenset) or _displayed(ev, one, found) is not None


def _at_origin(ev: Evaluator, origin: tuple[Value, Values | int]) -> Values:
    held, place = origin
    return place if isinstance(place, frozenset) else iteration.item(ev, held, place)


def _displayed(ev: Evaluator, one: Value, index: int) -> Values | None:
    written = one.node.elts if isinstance(one, Collection) and isinstance(one.node, (ast.List, ast.Tuple)) else []
    return _written(ev, written, index, getattr(one, "context", None))


def _copied(one: Value) -> ast.expr | None:
    """What ``list(...)`` or ``tuple(...)`` copies; None for what is not made so."""
    if not (isinstance(one, Object) and one.name in _COPIES and isinstance(one.call, ast.Call) and one.call.args):
        return None
    return one.call.args[0]


def _origins(ev: Evaluator, one: Value, index: int) -> Iterator[tuple[Value, Values | int]]:
    """What a copy is made of, through copies of copies, of itself among them, each with the place that is meant there.

    In the stead of a place: what is put into one of these copies, at that place or where it is not known.
    """
    seen: set[Value] = set()
    stack = [(one, index)]
    while stack:
        held, wanted = stack.pop()
        copied = _copied(held)
        if held in seen:
            continue
        seen.add(held)
        place = wanted if copied is None else _inserted(ev, held, wanted)
        if copied is None or isinstance(place, frozenset) or not isinstance(held, Object):
            yield held, place
            continue
        if held != one and filling.put_into(ev, iteration.made_at(held)):
            yield held, iteration.put_in(ev, held)
        stack += [(source, place) for source in ev.evaluate(copied, held.context)]


def _inserted(ev: Evaluator, one: Value, index: int) -> Values | int:
    """What is inserted into a list at a place; where that is something else, its place before the insertions."""
    for at, mutation in reversed((_insertions(ev, one) or []) if index >= 0 else []):
        if at == index:
            return filling.added(ev, mutation, getattr(one, "context", None))
        index -= at < index
    return index


def _insertions(ev: Evaluator, one: Value) -> list[tuple[int, Mutation]] | None:
    """Where something is inserted into a list, in order; None where that is not the same each time."""
    made = iteration.made_at(one)
    found = []
    for mutation in filling.put_into(ev, made) if made is not None else ():
        call = mutation.node
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "insert":
            at = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
            if not isinstance(at, int) or at < 0 or _block(ev, call) is not _block(ev, made):
                return None
            found.append((at, mutation))
    return found


def _block(ev: Evaluator, node: ast.AST | None) -> ast.AST | None:
    """What holds the statement that a node belongs to."""
    while node is not None and not isinstance(node, ast.stmt):
        node = parent_of(node)
    return parent_of(node) if node is not None else None


def _written(ev: Evaluator, written: list[ast.expr], index: int, context: CallContext | None) -> Values | None:
    """What is written at a place of a display; None where that is not known."""
    if not any(isinstance(element, ast.Starred) for element in written):
        return ev.evaluate(written[index], context) if -len(written) <= index < len(written) else None
    for element in written:
        spread = ev.evaluate(element.value, context) if isinstance(element, ast.Starred) else NOTHING
        length = displays.common_length(spread) if isinstance(element, ast.Starred) else 1
        if index < 0 or length is None:
            return None
        if index < length:
            return iteration.follow(ev, spread, (index,)) if spread else ev.evaluate(element, context)
        index -= length
    return None


def left(ev: Evaluator, one: Value, rest: Rest) -> Value:
    """What a starred target gets of a value."""
    if not isinstance(one, Collection):
        return Unknown("starred")
    some = ast.Subscript(one.node, ast.Slice(), ast.Load())
    return _cut(ev, one, slice(rest.before, -rest.after or None), rest) or _made_up(ev, one, some, rest)


def sliced(ev: Evaluator, one: Value, node: ast.Subscript, context: CallContext | None) -> Value:
    """What a slice gives of a value: of a list or tuple another one, anything else stays as it is."""
    if not isinstance(one, Items) and not iteration.is_container(one):
        return one
    bounds = _bounds(node.slice) if isinstance(node.slice, ast.Slice) else None
    return (_cut(ev, one, bounds, node) if bounds is not None else None) or Collection(node, context)


def _bounds(written: ast.Slice) -> slice | None:
    """The bounds of a slice; None where one of them is no constant."""
    parts = (written.lower, written.upper, written.step)
    try:
        bounds = [None if part is None else ast.literal_eval(part) for part in parts]
    except ValueError:
        return None
    return slice(*bounds) if all(one is None or isinstance(one, int) for one in bounds) else None


def _cut(ev: Evaluator, one: Value, bounds: slice, by: Rest | ast.expr) -> Value | None:
    """The part of a list or tuple between bounds; None where it is not known which members these are."""
    if isinstance(one, Items):
        return Items(one.members[bounds]) if bounds.step != 0 else None
    if not isinstance(one, Collection) or not isinstance(one.node, (ast.List, ast.Tuple)):
        return None
    if not _is_known_cut(one.node.elts, bounds) or filling.put_into(ev, one.node):
        return None
    return _made_up(ev, one, type(one.node)(one.node.elts[bounds], ast.Load()), by)


def _made_up(ev: Evaluator, whole: Collection, part: ast.expr, by: Rest | ast.expr) -> Collection:
    """What is cut out of a container, as an expression at its place: the same one each time, for all that asks who made it."""
    key = (whole.node, by)
    if key not in ev.made_up:
        ev.made_up[key] = put_at(part, whole.node)
    return Collection(ev.made_up[key], whole.context)


def _is_known_cut(written: list[ast.expr], bounds: slice) -> bool:
    """Whether bounds take the same elements of a display however many each starred one stands for."""
    if not any(isinstance(element, ast.Starred) for element in written):
        return bool(bounds.step != 0)
    start, stop = bounds.start or 0, bounds.stop
    if start < 0 or (stop is not None and stop >= 0) or bounds.step is not None:
        return False
    left_out = [*written[:start], *(written[stop:] if stop is not None else ())]
    return not any(isinstance(element, ast.Starred) for element in left_out)
