"""Under which arguments an API does what its row says, and with which start method.

A condition is an expression of Python that only compares, and combines with ``and``, ``or`` and ``not``, what
parameters are given: ``workers > 1 or reload``.  A parameter that is not given is None, of which nothing is greater;
the parameters of a method are its own and, after them, those with which its object was made.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING

from mpcheck.described import condition
from mpcheck.model import calling
from mpcheck.model.api import FORK_ON_LINUX, FORK_OR_SPAWN, Api, canonical
from mpcheck.model.outcomes import holds
from mpcheck.model.values import (
    BoundMethod,
    CallContext,
    ClassRef,
    Collection,
    Const,
    Function,
    Generator,
    Instance,
    Items,
    Namespace,
    Object,
    Partial,
    Value,
    Values,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator
    from mpcheck.model.event import Event
    from mpcheck.targets import Target

_COMPARES: dict[type[ast.cmpop], Callable[[object, object], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.Gt: lambda one, other: isinstance(one, int) and isinstance(other, int) and one > other,
}
_EITHER = frozenset((True, False))
_METHODS = ("fork", "spawn", "forkserver", FORK_OR_SPAWN, FORK_ON_LINUX)


#: What a value is that is no constant: nothing is known of it, or that it is not None.
_ANYTHING = object()
_SOMETHING = object()
_NEVER_NONE = (Instance, Function, ClassRef, Namespace, BoundMethod, Partial, Collection, Items, Generator)


class _Arguments:
    """What the parameters of a call may be: constants, or None where that cannot be told."""

    def __init__(
        self, ev: Evaluator, api: Api, call: ast.Call, context: CallContext | None, receiver: Value | None
    ) -> None:
        self._ev = ev
        self._calls = [(call, context, api.params)]
        if isinstance(receiver, Object) and isinstance(receiver.call, ast.Call):
            maker = _maker(ev, receiver.call, receiver.context)
            self._calls.append((receiver.call, receiver.context, maker.params if maker else ()))

    def of(self, param: str) -> list[object] | None:
        for call, context, params in self._calls:
            written = calling.argument(call, params, param)
            if written is not None:
                return self._constants(written, context)
        hidden = any(calling.has_hidden_arguments(call) for call, _, _ in self._calls)
        return None if hidden else [None]

    def _constants(self, written: ast.expr, context: CallContext | None) -> list[object] | None:
        values = [_constant(one) for one in self._ev.evaluate(written, context)]
        return None if _ANYTHING in values else values


class _OnTarget(_Arguments):
    """What the parameters of an event may be on a target, which decides what some tests are: ``dill=os.name == "nt"``."""

    def __init__(self, event: Event, target: Target) -> None:
        super().__init__(event.ev, event.api, event.call, event.context, event.receiver)
        self._target = target

    def _constants(self, written: ast.expr, context: CallContext | None) -> list[object] | None:
        known = super()._constants(written, context)
        if known is None and (truth := holds(self._ev, written, self._target)) is not None:
            return [truth]
        return known


class _Told(_Arguments):
    """The constants that parameters may be, as far as the code says some; ``values`` knows what callers pass."""

    def __init__(self, event: Event, values: Callable[[ast.expr], Values]) -> None:
        super().__init__(event.ev, event.api, event.call, event.context, event.receiver)
        self._values = values

    def of(self, param: str) -> list[object]:
        return super().of(param) or []

    def _constants(self, written: ast.expr, context: CallContext | None) -> list[object]:
        known = (_constant(one) for one in self._values(written))
        return [one for one in known if one is not _ANYTHING and one is not _SOMETHING]


def _constant(one: Value) -> object:
    if isinstance(one, Const):
        return one.value
    made_by_class = isinstance(one, Object) and one.name.rpartition(".")[2][:1].isupper()
    return _SOMETHING if made_by_class or isinstance(one, _NEVER_NONE) else _ANYTHING


def _maker(ev: Evaluator, call: ast.Call, context: CallContext | None) -> Api | None:
    names = (canonical(getattr(one, "name", "")) for one in ev.evaluate(call.func, context))
    return next((api for name in names if (api := ev.tables.functions.get(name)) is not None), None)


def outcomes(
    ev: Evaluator, api: Api, call: ast.Call, context: CallContext | None, receiver: Value | None = None
) -> frozenset[bool]:
    """Whether the condition of a row holds for a call; both where that depends on what cannot be told."""
    if not api.when:
        return frozenset((True,))
    return _judge(condition(api.when), _Arguments(ev, api, call, context, receiver))


def may_be_on(event: Event, target: Target) -> bool:
    """Whether the condition of an event's row may hold on a target."""
    return not event.api.when or True in _judge(condition(event.api.when), _OnTarget(event, target))


def is_told(event: Event, values: Callable[[ast.expr], Values]) -> bool:
    """Whether the code somewhere says a constant under which the condition holds, be it for an attribute that a call sets."""
    return not event.api.when or True in _judge(condition(event.api.when), _Told(event, values))


def start_method(
    ev: Evaluator, api: Api, call: ast.Call, context: CallContext | None, receiver: Value | None = None
) -> str | None:
    """The start method that a library chooses, or is told by a parameter; None for the default one."""
    if api.context and not api.returns and (methods := calling.from_context(ev, api, call, context)):
        return methods.pop() if len(methods) == 1 else "unknown"
    given = _Arguments(ev, api, call, context, receiver).of(api.method_param) if api.method_param else [None]
    if given == [None]:
        return api.start_method or None
    if given is not None and len(given) == 1:
        # Other words are methods of the library's own, such as threads: they start nothing that matters here.
        return str(given[0]) if given[0] in _METHODS else "own"
    return "unknown"


def _judge(node: ast.expr, given: _Arguments) -> frozenset[bool]:
    if isinstance(node, ast.BoolOp):
        parts = [_judge(value, given) for value in node.values]
        decisive = isinstance(node.op, ast.Or)
        if {decisive} in parts:
            return frozenset((decisive,))
        is_open = not decisive and frozenset() in parts
        return frozenset() if is_open else frozenset().union(*parts)
    if isinstance(node, ast.UnaryOp):
        return frozenset(not one for one in _judge(node.operand, given))
    name = node.left if isinstance(node, ast.Compare) else node
    assert isinstance(name, ast.Name)
    values = given.of(name.id)
    if values is None:
        return _EITHER
    return frozenset().union(*(_of_value(node, value) for value in values))


def _of_value(node: ast.expr, value: object) -> frozenset[bool]:
    """The condition for one value of the parameter that it speaks of."""
    if not isinstance(node, ast.Compare):
        return _EITHER if value is _SOMETHING else frozenset((bool(value),))
    other = node.comparators[0]
    assert isinstance(other, ast.Constant)
    if value is _SOMETHING and other.value is not None:
        return _EITHER
    return frozenset((_COMPARES[type(node.ops[0])](value, other.value),))
