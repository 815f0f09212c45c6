"""Functions that call what they are given: ``retry(step)``, or a decorator that runs what it decorates.

The call that gives it counts as a call of it: who gives something else to the same function has nothing to do with it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model import attributes, calling, parameters
from mpcheck.model.edge import Edge
from mpcheck.model.feasible import feasible
from mpcheck.model.nodes import scope_of
from mpcheck.model.registering import decorating
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import BoundMethod, CallContext, Function, Partial, Value, Values, in_order

if TYPE_CHECKING:
    from mpcheck.model.calls import CallGraph
    from mpcheck.model.evaluate import Evaluator

_MAX_DEPTH = 3
#: The callables that are looked for. Objects that can be called are mostly given for something else.
_CALLABLES = (Function, BoundMethod, Partial)


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
        self._used: dict[FunctionInfo, frozenset[str]] = {}

    def add_called(self, call: ast.Call, one: Function, leading: tuple[Values, ...]) -> None:
        """Add what a function calls of that which a call gives it."""
        context = self.ev.enter(one, call, None, leading) if self._used_by(one.info) else None
        for found in self._search(context, ()) if context is not None else ():
            self._link(call, found)

    def _link(self, call: ast.Call, found: _Called) -> None:
        caller = scope_of(call).enclosing_function
        for info in self.graph.run_by(found.value):
            edges = self.graph.callers.setdefault(info, [])
            if any(edge.call is call for edge in edges):
                continue
            edges.append(Edge(call, is_direct=False, through=found.through))
            self.graph.callees.setdefault(caller, set()).add(info)
            for function, before in decorating(self.ev, found.value):
                entered = self.ev.enter(function, found.through[-1], found.context, before)
                self.contexts.setdefault(info, []).extend([entered] if entered is not None else [])

    def _search(self, context: CallContext, way: tuple[ast.Call, ...]) -> Iterator[_Called]:
        """What is called of that which a function gets in a context, to which calls have led on some way."""
        function = context.function
        names = {name for name in self._used_by(function) if self._is_given(name, context)}
        using = (call for call in function.calls if _called_name(call) in names or _named_arguments(call) & names)
        for call in feasible(self.ev, using, context) if names else ():
            for one in in_order(self.ev.evaluate(call.func, context)):
                if _called_name(call) in names:
                    if isinstance(one, _CALLABLES):
                        yield _Called(one, (*way, call), context)
                elif len(way) < _MAX_DEPTH:
                    for inner, leading in decorating(self.ev, one):
                        entered = self.ev.enter(inner, call, context, leading)
                        if entered is not None:
                            yield from self._search(entered, (*way, call))

    def _is_given(self, name: str, context: CallContext) -> bool:
        """Whether the caller gives a function of the scanned code for a parameter, other than the default."""
        default = context.function.default(name)
        passed = parameters.parameter(self.ev, context.function, name, context)
        if default is not None and passed == self.ev.evaluate(default):
            return False
        given = (one for one in passed if isinstance(one, _CALLABLES))
        return any(True for one in given for _ in calling.functions_of(self.ev, one))

    def _used_by(self, function: FunctionInfo) -> frozenset[str]:
        """The parameters that a function calls, or passes on."""
        if function not in self._used:
            bound = function.cls is not None and not attributes.decorated_as(self.ev, function, "builtins.staticmethod")
            own = [*function.parameters[bound:], *function.node.args.kwonlyargs]
            names = frozenset(parameter.arg for parameter in own)
            used = {_called_name(call) for call in function.calls}
            self._used[function] = names & used.union(*map(_named_arguments, function.calls)) if names else names
        return self._used[function]


def _called_name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _named_arguments(call: ast.Call) -> set[str]:
    """The names that a call passes as they are."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return {node.id for node in given if isinstance(node, ast.Name)}
