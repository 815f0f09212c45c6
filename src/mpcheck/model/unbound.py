"""Methods that are called by the name of their class: ``Process.join(p)``, ``map(Process.start, processes)``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import iteration
from mpcheck.model.values import BoundMethod, CallContext, External, Value

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


def methods(
    ev: Evaluator, call: ast.Call, called: Value, context: CallContext | None
) -> Iterator[tuple[BoundMethod, int]]:
    """The methods that calling an external function runs, each with the number of arguments before its own.

    What ``map`` yields is taken to be read.
    """
    for method, leading in named(ev, call, called, context):
        owner, _, name = method.name.rpartition(".")
        receivers = ev.evaluate(call.args[leading - 1], context)
        if leading > 1:
            receivers = iteration.follow(ev, receivers, ("elem",))
        yield from ((BoundMethod(one, name), leading) for one in receivers if ev.class_name(one) == owner)


def named(ev: Evaluator, call: ast.Call, called: Value, context: CallContext | None) -> Iterator[tuple[External, int]]:
    """The methods of classes of the tables that a call names, whatever it calls them on."""
    args = call.args
    if not isinstance(called, External) or any(isinstance(one, ast.Starred) for one in args[:2]):
        return
    if is_method(ev, called) and args:
        yield called, 1
    elif called.name == "builtins.map" and len(args) > 1:
        for one in ev.evaluate(args[0], context):
            if isinstance(one, External) and is_method(ev, one):
                yield one, 2


def is_method(ev: Evaluator, one: External) -> bool:
    """Whether a name is one of a method of a class of the tables."""
    return one.name.rpartition(".")[0] in ev.tables.classes
