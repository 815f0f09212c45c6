"""The closed union of abstract values: what an expression may be when the program runs."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar, get_args

if TYPE_CHECKING:
    from mpcheck.model.scopes import ClassInfo, Collected, FunctionInfo


@dataclass(frozen=True, eq=False, slots=True)
class CallContext:
    """The call under which a function's body is looked at: its parameters are that call's arguments.

    ``caller`` is the context of the function that calls, ``closure`` the one in which a nested
    function was made.  ``leading`` holds arguments that come before those written in the call (the
    object of a bound method, what a partial has bound, the function that a decorator gets).  Equal
    contexts are one object: the evaluator makes them.
    """

    function: FunctionInfo
    call: ast.Call | None
    caller: CallContext | None = None
    closure: CallContext | None = None
    leading: tuple[Values, ...] = ()

    @property
    def depth(self) -> int:
        return 1 + (self.caller.depth if self.caller else 0)

    def find(self, function: FunctionInfo) -> CallContext | None:
        """The innermost context of ``function`` that a name in this one can see."""
        here: CallContext | None = self
        while here is not None and here.function is not function:
            here = here.closure
        return here


@dataclass(frozen=True, slots=True)
class Const:
    """A literal: number, string, bytes, bool, None or Ellipsis."""

    value: object
    node: ast.AST


@dataclass(frozen=True, slots=True)
class Function:
    """A function or lambda of the scanned code.

    ``closure`` is the context that made it; ``bare``: what its ``def`` makes, before any decorator.
    """

    info: FunctionInfo
    closure: CallContext | None = None
    bare: bool = False


@dataclass(frozen=True, slots=True)
class ClassRef:
    """A class of the scanned code."""

    info: ClassInfo


@dataclass(frozen=True, slots=True)
class Instance:
    """An object of a class of the scanned code; ``call`` made it (None: ``self``, origin unknown)."""

    info: ClassInfo
    call: ast.Call | None = None
    context: CallContext | None = None


@dataclass(frozen=True, slots=True)
class Namespace:
    """A module of the scanned project."""

    found: Collected


@dataclass(frozen=True, slots=True)
class External:
    """A module, class or function that is not defined in the scanned code, by its dotted name.

    ``start_method`` is set on members of an explicit multiprocessing context.
    """

    name: str
    start_method: str | None = None


@dataclass(frozen=True, slots=True)
class Object:
    """The result of calling an external class or function ``name`` at ``call``.

    ``start_method``: None where the default of the platform applies, ``"unknown"`` where the code
    chooses one that could not be read.  ``part``: which of several things that the call gives.
    """

    name: str
    call: ast.AST | None = None
    context: CallContext | None = None
    start_method: str | None = None
    part: int | None = None


@dataclass(frozen=True, slots=True)
class BoundMethod:
    """``receiver.name``; ``function`` is set where the method is defined in the scanned code.

    ``name`` is empty where it is one of the receiver's methods that only a run knows: ``getattr(self, name)``.
    """

    receiver: Value
    name: str
    function: Function | None = None


@dataclass(frozen=True, slots=True)
class Partial:
    """``functools.partial(function, ...)`` made at ``call``."""

    function: Value
    call: ast.Call
    context: CallContext | None


@dataclass(frozen=True, slots=True)
class Collection:
    """A list, tuple, set, dict or a comprehension of these, at the display (or ``a + b``, ``a * n``, ``a[n:]``) that makes it."""

    node: ast.expr
    context: CallContext | None


@dataclass(frozen=True, slots=True)
class Items:
    """A tuple whose members are known one by one, as ``zip`` or ``dict.items`` give.

    ``names`` are those of a named tuple, ``type_made`` is the call that made its type.
    """

    members: tuple[Values, ...]
    names: tuple[str, ...] = ()
    type_made: ast.AST | None = None


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator object: of a generator expression, or of a generator function's call."""

    node: ast.AST
    context: CallContext | None
    function: Function | None = None


@dataclass(frozen=True, slots=True)
class Super:
    """``super()`` in a method of ``info``."""

    info: ClassInfo


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter whose value depends on the caller; ``derived``: something taken out of it."""

    function: FunctionInfo
    name: str
    derived: bool = False


#: The reason of an Unknown that arithmetic or a comparison gives.
COMPUTED = "computed"
#: Of what a call gives that is nested too deep in others for its context to be known.
TOO_DEEP = "calls nested too deep"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Anything; never the reason for a finding of high confidence."""

    reason: str


Value: TypeAlias = (
    Const
    | Function
    | ClassRef
    | Instance
    | Namespace
    | External
    | Object
    | BoundMethod
    | Partial
    | Collection
    | Items
    | Generator
    | Super
    | Param
    | Unknown
)
Values: TypeAlias = frozenset[Value]
_KINDS = get_args(Value)
NOTHING: Values = frozenset()
T = TypeVar("T")
_MAX_VALUES = 24


def only(kind: type[T], values: Iterable[object]) -> Iterator[T]:
    """The values of one kind."""
    return (value for value in values if isinstance(value, kind))


def in_order(values: Values) -> Sequence[Value]:
    """The values in an order that is the same in every run, which that of a set is not."""
    return sorted(values, key=_text) if len(values) > 1 else tuple(values)


def _text(part: object) -> str:
    """What tells a value, or a part of one, from others: names, and places in the source."""
    if part is None or isinstance(part, str):
        return part or ""
    if isinstance(part, ast.AST):
        return f"{getattr(part, 'lineno', 0):08} {getattr(part, 'col_offset', 0):08}"
    if isinstance(part, (tuple, frozenset)):
        return " ".join(sorted(map(_text, part)) if isinstance(part, frozenset) else map(_text, part))
    if isinstance(part, CallContext):
        return f"{_text(part.call)} {_text(part.caller)} {_text(part.closure)}"
    if isinstance(part, _KINDS):
        return " ".join((type(part).__name__, *(_text(getattr(part, name)) for name in part.__slots__)))
    # A function, class or file of the scanned code by its name and place, else a literal.
    return (
        f"{getattr(part, 'qualname', getattr(part, 'path', part))} {_text(getattr(part, 'node', None)) if part else ''}"
    )


def root_of(one: Value) -> Value:
    """What a method is taken from, by however many attributes: the parameter in ``config.context.Process``."""
    while isinstance(one, BoundMethod):
        one = one.receiver
    return one


def origin(one: Value | None) -> ast.AST | None:
    """The call that made an object, as far as it is known to be made by one."""
    return one.call if isinstance(one, (Object, Instance, Partial)) else None


def without_partials(one: Value) -> Value:
    """What a partial calls in the end; any other value as it is."""
    while isinstance(one, Partial):
        one = one.function
    return one


def certainly(kind: type[T], values: Iterable[object]) -> list[T] | None:
    """The values if there are some and all are of one kind, else None."""
    found = list(values)
    return found if found and all(isinstance(v, kind) for v in found) else None  # type: ignore[return-value]


def value(one: Value) -> Values:
    return frozenset((one,))


def unknown(reason: str) -> Values:
    return value(Unknown(reason))


def union(*many: Values) -> Values:
    return limited(many[0] if len(many) == 1 else NOTHING.union(*many), _MAX_VALUES)


def limited(values: Values, most: int) -> Values:
    """The values, or that they are too many."""
    return values if len(values) <= most else unknown("too many values")
