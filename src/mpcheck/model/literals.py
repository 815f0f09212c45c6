"""Calls that make bytes of a text which is written out: ``"secret".encode()``, ``bytes("secret", "utf-8")``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model.values import NOTHING, CallContext, Const, External, Value, Values, value

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: Make the same bytes of a text, or none; what other encodings make of it is not asked for.
_ENCODINGS = {"utf-8", "utf8", "ascii", "us-ascii"}


def encoded(ev: Evaluator, text: Value, call: ast.Call, context: CallContext | None) -> Values:
    """What ``encode`` gives of a text; nothing where the code does not tell."""
    return _bytes_of(ev, text, [*call.args, *(keyword.value for keyword in call.keywords)], context)


def as_bytes(ev: Evaluator, made: External, call: ast.Call | None, context: CallContext | None) -> Values:
    """What ``bytes`` gives of a text and its encoding; nothing for other calls, and where the code does not tell."""
    if call is None or made.name != "builtins.bytes" or len(call.args) + len(call.keywords) < 2:
        return NOTHING
    text, *options = [*call.args, *(keyword.value for keyword in call.keywords)]
    found = [_bytes_of(ev, one, options, context) for one in ev.evaluate(text, context)]
    return NOTHING.union(*found) if all(found) else NOTHING


def _bytes_of(ev: Evaluator, text: Value, options: list[ast.expr], context: CallContext | None) -> Values:
    if not isinstance(text, Const) or not isinstance(text.value, str):
        return NOTHING
    names = (one for node in options for one in ev.evaluate(node, context))
    if not all(isinstance(one, Const) and one.value in _ENCODINGS for one in names):
        return NOTHING
    try:
        return value(Const(text.value.encode(), text.node))
    except UnicodeEncodeError:  # half of a surrogate pair
        return NOTHING
