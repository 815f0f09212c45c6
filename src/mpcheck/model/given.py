"""Functions that call what they are given: ``retry(step)``, or a decorator that runs what it decorates.

The call that gives it counts as a call of it: who gives something else to the same function has nothing to do with it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model import calling
from mpcheck.model.edge import Edge
from mpcheck.model.feasible import feasible
from mpcheck.model.nodes import scope_of
from mpcheck.model.registering import decorating
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import (
    BoundMethod,
    CallContext,
    Collection,
    Function,
    Items,
    Param,
    Partial,
    Value,
    Values,
    in_order,
)

if TYPE_CHECKING:
    from mpcheck.model.calls import CallGraph
    from mpcheck.model.evaluate import Evaluator

_MAX_DEPTH = 3
#: The callables that are looked for. Objects that can be called are mostly given for something else.
_CALLABLES = (Function, BoundMethod, Partial)
#: What may hold some.
_HOLDING = (Collection, Items)


@dataclass(frozen=True, slots=True)
class _Called:
    """A callable that a function comes to, ``through`` calls of which the last is that of a parameter."""

    value: Value
    through: tuple[ast.Call, ...]
    context: CallContext


class Given:
    """Adds these calls to a call graph."""

    def __init__(self, graph: CallGraph) -> None:
        self.graph = graph
        self.ev: Evaluator = graph.ev
        #: For functions that are given to others: the contexts of the calls that these make.
        self.contexts: dict[FunctionInfo, list[CallContext]] = {}
        self._known: dict[FunctionInfo, list[ast.Call]] = {}

    def add_called(self, call: ast.Call, one: Function, leading: tuple[Values, ...]) -> None:
        """Add what a function calls of that which a call, or the one that made the function, gives it."""
        gives = self._gives_callable(call, one, leading) and bool(self._calls_by(one.info))
        context = self.ev.enter(one, call, None, leading) if gives else None
        for found in self._search(context, ()) if context is not None else ():
            self._link(call, found)

    def _gives_callable(self, call: ast.Call, one: Function, leading: tuple[Values, ...]) -> bool:
        """Whether a call gives a function something to call, be it in a list, as far as that is seen at once: most give none."""
        if not self.ev.may_have_workers:
            return False
        if one.closure is not None:
            return True
        written = [*call.args, *(keyword.value for keyword in call.keywords)]
        given = [self.ev.evaluate(node.value if isinstance(node, ast.Starred) else node) for node in written]
        return any(isinstance(value, (*_CALLABLES, *_HOLDING)) for values in (*leading, *given) for value in values)

    def _link(self, call: ast.Call, found: _Called) -> None:
        caller = scope_of(call).enclosing_function
        for info in self.graph.run_by(found.value):
            edges = self.graph.callers.setdefault(info, [])
            if not any(edge.call is call for edge in edges):
                edges.append(Edge(call, is_direct=False, through=found.through))
                self.graph.callees.setdefault(caller, set()).add(info)
        for function, before in decorating(self.ev, found.value):
            entered = self.ev.enter(function, found.through[-1], found.context, before)
            if entered is not None:
                self.contexts.setdefault(function.info, []).append(entered)

    def _search(self, context: CallContext, way: tuple[ast.Call, ...]) -> Iterator[_Called]:
        """What is called of that which a function gets in a context, to which calls have led on some way."""
        for call in feasible(self.ev, self._calls_by(context.function), context):
            if _is_param(self.ev, call.func):
                yield from (_Called(one, (*way, call), context) for one in self._given(call.func, context))
            elif len(way) < _MAX_DEPTH and any(self._given(node, context) for node in _named_arguments(call)):
                for one in in_order(self.ev.evaluate(call.func, context)):
                    for inner, leading in decorating(self.ev, one):
                        entered = self.ev.enter(inner, call, context, leading)
                        if entered is not None:
                            yield from self._search(entered, (*way, call))

    def _given(self, node: ast.expr, context: CallContext) -> list[Value]:
        """The functions of the scanned code that a context gives an expression, besides those that it is by default."""
        given = self.ev.evaluate(node, context) - self.ev.evaluate(node)
        return [
            one
            for one in in_order(given)
            if isinstance(one, _CALLABLES) and any(True for _ in calling.functions_of(self.ev, one))
        ]

    def _calls_by(self, function: FunctionInfo) -> list[ast.Call]:
        """The calls that a function makes of parameters, its own or those of a function around it, or passes these on by."""
        if function not in self._known:
            self._known[function] = [
                call
                for call in function.calls
                if any(_is_param(self.ev, node) for node in (call.func, *_named_arguments(call)))
            ]
        return self._known[function]


def _is_param(ev: Evaluator, node: ast.expr) -> bool:
    """Whether a name stands for a parameter, or a part of one."""
    return isinstance(node, ast.Name) and any(isinstance(one, Param) for one in ev.evaluate(node))


def _named_arguments(call: ast.Call) -> list[ast.expr]:
    """The names that a call passes as they are."""
    return [node for node in [*call.args, *(k.value for k in call.keywords)] if isinstance(node, ast.Name)]
