"""One call of a process API, with what plays which role in it."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mpcheck.model import iteration, parameters, switches
from mpcheck.model.api import Api, ApiClass, canonical
from mpcheck.model.nodes import scope_of
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import (
    NOTHING,
    BoundMethod,
    CallContext,
    Const,
    External,
    Partial,
    Value,
    Values,
    origin,
    root_of,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


@dataclass(frozen=True, eq=False, slots=True)
class Event:
    """One call of a known API, in one calling context.

    ``name`` is the canonical dotted name, ``kind`` the word of the API tables for the receiver's
    (or the created object's) class, ``method`` the method's name, "" for functions and
    constructors.  ``sites`` are the calls through which it was reached, outermost first, ending
    with the call itself: more than one where a parameter of the enclosing function plays a role.
    ``bound`` is the partial that is called, ``leading`` the number of arguments before those of the
    method: one in ``Process.join(p)``.
    """

    ev: Evaluator = field(repr=False)
    call: ast.Call
    name: str
    kind: str
    method: str
    receiver: Value | None
    api: Api
    start_method: str | None
    function: FunctionInfo | None
    context: CallContext | None = None
    sites: tuple[ast.Call, ...] = ()
    bound: Partial | None = None
    leading: int = 0

    @property
    def written(self) -> ast.Call:
        """The call with the arguments of the API: those that a partial has bound come first."""
        if self.leading:
            own = ast.Call(self.call.func, self.call.args[self.leading :], self.call.keywords)
            return ast.copy_location(own, self.call)
        return self.call if self.bound is None else with_bound(self.bound, self.call)

    @property
    def creates(self) -> bool:
        """Whether the event makes the object (it is a constructor's call)."""
        return not self.method and bool(self.api.returns)

    @property
    def origin(self) -> ast.AST | None:
        """The call that made the object whose method the event calls; None where it is not known."""
        return origin(self.receiver)

    @property
    def is_certain(self) -> bool:
        """Whether the call can mean nothing else; that its function or the object may be None is no reason to doubt."""
        values = [one for one in self.ev.evaluate(self.call.func, self.context) if not isinstance(root_of(one), Const)]
        return len({_meaning(self.ev, one) for one in values}) == 1 and self.is_surely_on

    @property
    def is_surely_on(self) -> bool:
        """Whether the arguments leave no doubt that the API does what its row says."""
        return switches.outcomes(self.ev, self.api, self.call, self.context, self.receiver) == {True}

    @property
    def runs_in(self) -> str:
        """Where what is sent runs: process, thread, interpreter, or ""."""
        return self.api.runs_in or self.runner.runs_in

    @property
    def serializer(self) -> str:
        """How what is sent travels; see `ApiClass`."""
        return self.api.serializer or self.runner.serializer

    @property
    def runner(self) -> ApiClass:
        """The class that runs what is sent."""
        name = self.api.returns if self.creates else self.ev.class_name(self.receiver)
        return self.ev.tables.classes.get(name) or ApiClass(name, "")

    def argument(self, param: str) -> ast.expr | None:
        """The expression written for a parameter of the API."""
        return parameters.passed(self.ev, self.written, self.api.params, param, self.context) if param else None

    def values(self, param: str) -> Values:
        """What is passed for a parameter; nothing where it is not passed."""
        written = self.argument(param)
        return NOTHING if written is None else self.ev.evaluate(written, self.context)

    def evaluate(self, node: ast.expr) -> Values:
        return self.ev.evaluate(node, self.context)

    @property
    def variadic_arguments(self) -> list[ast.expr]:
        """What ``*args`` of the API collects: the arguments after the named ones."""
        given = self.written.args[len(self.api.params) :]
        return [a for a in given if not isinstance(a, ast.Starred)] if self.api.variadic else []

    def sent(self) -> list[ast.expr]:
        """The expressions whose values travel to the worker as arguments, as far as they are written out."""
        found = list(self.variadic_arguments) if self.api.iterable != "*" else []
        if self.api.variadic and self.api.iterable != "*":
            named = {*self.api.own_keywords, "chunksize", "timeout", "buffersize"}
            found += [k.value for k in self.written.keywords if k.arg and k.arg not in named]
        for role in (self.api.args, self.api.initargs):
            found += members(_display(self.argument(role)))
        for role in (self.api.kwargs,):
            written = _display(self.argument(role))
            if isinstance(written, ast.Dict):
                found += written.values
        if self.api.item:
            written = self.argument(self.api.item)
            found += [written] if written is not None else []
        return found

    def elements_sent(self) -> Values:
        """What the elements of an iterable argument may be (of a ``map``)."""
        if self.api.iterable == "*":
            written: list[ast.expr | None] = [*self.variadic_arguments]
        else:
            written = [self.argument(self.api.iterable)] if self.api.iterable else []
        held = NOTHING
        for node in written:
            if node is not None:
                held |= iteration.follow(self.ev, self.evaluate(node), ("elem",))
        return held


def with_bound(partial: Partial, call: ast.Call) -> ast.Call:
    """The call of a partial, with the arguments that are bound as if they were written there."""
    first = partial.call
    overridden = {keyword.arg for keyword in call.keywords}
    keywords = [keyword for keyword in first.keywords if keyword.arg not in overridden]
    return ast.copy_location(ast.Call(call.func, [*first.args[1:], *call.args], [*keywords, *call.keywords]), call)


def _meaning(ev: Evaluator, one: Value) -> object:
    """What calling a value does, for comparison: the same for the same method of two objects of one class."""
    if isinstance(one, BoundMethod):
        return ev.class_name(one.receiver) or one.receiver, one.name
    return canonical(one.name) if isinstance(one, External) else one


def _display(node: ast.expr | None) -> ast.expr | None:
    """An expression, or what is assigned to the local name that it is, where nothing else is: ``given = (queue, 3)``."""
    scope = scope_of(node).holder_of(node.id) if isinstance(node, ast.Name) else None
    if scope is None or scope.function is None or not isinstance(node, ast.Name):
        return node
    bindings = scope.bindings[node.id]
    is_only = len(bindings) == 1 and bindings[0].kind == "assign" and not bindings[0].path
    return bindings[0].value if is_only else node


def members(node: ast.expr | None) -> list[ast.expr]:
    """The elements of a tuple or list that is written out."""
    if isinstance(node, (ast.Tuple, ast.List)):
        return [e for e in node.elts if not isinstance(e, ast.Starred)]
    return []
