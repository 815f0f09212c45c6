"""What stands at which place of a list or tuple."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import displays, iteration, parameters
from mpcheck.model.scopes import Rest
from mpcheck.model.values import NOTHING, CallContext, Collection, Object, Unknown, Value, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: What these give has the members of what they are given, in the same places.
_COPIES = {"builtins.list", "builtins.tuple"}


def placed(ev: Evaluator, one: Collection | Object, index: int) -> Values | None:
    """What a list or tuple was made with at a place; None where that is not known."""
    if isinstance(one, Object) and (copied := _copied(one)) is not None:
        return NOTHING.union(*(iteration.item(ev, held, index) for held in _originals(ev, one, copied)))
    written = one.node.elts if isinstance(one, Collection) and isinstance(one.node, (ast.List, ast.Tuple)) else []
    return _written(ev, written, index, one.context)


def _copied(one: Value) -> ast.expr | None:
    """What ``list(...)`` or ``tuple(...)`` copies; None for what is not made so."""
    if not (isinstance(one, Object) and one.name in _COPIES and isinstance(one.call, ast.Call) and one.call.args):
        return None
    return one.call.args[0]


def _originals(ev: Evaluator, one: Object, copied: ast.expr) -> Iterator[Value]:
    """What a copy is made of, through copies of copies, of itself among them."""
    seen: set[Value] = {one}
    stack: list[tuple[ast.expr, CallContext | None]] = [(copied, one.context)]
    while stack:
        for held in ev.evaluate(*stack.pop()):
            further = _copied(held)
            if further is None:
                yield held
            elif held not in seen and isinstance(held, Object):
                seen.add(held)
                stack.append((further, held.context))


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
    """What a starred target gets of a value: all of it, where it is not known how it is cut."""
    if not isinstance(one, Collection):
        return Unknown("starred")
    written = one.node.elts if isinstance(one.node, ast.Tuple) else []  # a list may have grown
    end = len(written) - rest.after
    is_cut = bool(written) and rest.before <= end
    if not is_cut or any(isinstance(e, ast.Starred) for e in (*written[: rest.before], *written[end:])):
        return one
    key = (one.node, rest)
    if key not in ev.made_up:
        kept = ast.Tuple(written[rest.before : end], ast.Load())
        ev.made_up[key] = parameters.placed(ev, kept, one.node)
    return Collection(ev.made_up[key], one.context)
