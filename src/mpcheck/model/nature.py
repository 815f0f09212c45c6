"""What a value can be used as: called, taken apart into arguments, or neither."""

from __future__ import annotations

import ast
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.scopes import ClassInfo
from mpcheck.model.types import type_of
from mpcheck.model.values import (
    COMPUTED,
    BoundMethod,
    ClassRef,
    Collection,
    Const,
    External,
    Function,
    Generator,
    Instance,
    Items,
    Object,
    Partial,
    Unknown,
    Value,
    Values,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


class Nature(Enum):
    """The value is what people call it in an error message.

    ``OBJECT`` can neither be called nor iterated over, ``ITERABLE`` and ``COMPUTED`` cannot be called.
    """

    NONE = "None"
    NUMBER = "a number"
    TEXT = "a string"
    BYTES = "bytes"
    SET = "a set"
    DICT = "a dict"
    SEQUENCE = "a sequence"
    CALLABLE = "a callable"
    OBJECT = "an object"
    ITERABLE = "an iterable object"
    COMPUTED = "a computed value"
    UNKNOWN = "unknown"

    @property
    def is_callable(self) -> bool | None:
        return None if self is Nature.UNKNOWN else self is Nature.CALLABLE

    @property
    def is_iterable(self) -> bool | None:
        return None if self in (Nature.UNKNOWN, Nature.COMPUTED) else self not in _SINGLE


_SINGLE = (Nature.NONE, Nature.NUMBER, Nature.CALLABLE, Nature.OBJECT)
_ITERABLE_KINDS = {"array", "raw-array", "shareable-list", "result-iterator"}
#: By the words for types of the tables.
_OF_TYPE = {
    "None": Nature.NONE,
    "number": Nature.NUMBER,
    "str": Nature.TEXT,
    "texts": Nature.SEQUENCE,
    "bytes": Nature.BYTES,
    "set": Nature.SET,
    "dict": Nature.DICT,
    "sequence": Nature.SEQUENCE,
}


def nature(ev: Evaluator, one: Value) -> Nature:
    """What ``one`` can be used as, as far as that is sure."""
    judge = _JUDGES.get(type(one))
    return judge(ev, one) if judge else _ALWAYS.get(type(one), Nature.UNKNOWN)


def natures(ev: Evaluator, values: Values) -> list[Nature]:
    """What the values that an expression may have can be used as: each nature once, in a fixed order."""
    found = {nature(ev, one) for one in values}
    return [one for one in Nature if one in found]


def _of_constant(ev: Evaluator, one: Const) -> Nature:
    if isinstance(one.value, (str, bytes)):
        return Nature.TEXT if isinstance(one.value, str) else Nature.BYTES
    if one.value is None:
        return Nature.NONE
    return Nature.NUMBER if isinstance(one.value, (int, float, complex)) else Nature.OBJECT


def _of_display(ev: Evaluator, one: Collection) -> Nature:
    if isinstance(one.node, (ast.Set, ast.SetComp)):
        return Nature.SET
    return Nature.DICT if isinstance(one.node, (ast.Dict, ast.DictComp)) else Nature.SEQUENCE


def _of_method(ev: Evaluator, one: BoundMethod) -> Nature:
    return Nature.CALLABLE if one.function is not None else Nature.UNKNOWN


def _of_class(ev: Evaluator, one: ClassRef) -> Nature:
    return Nature.UNKNOWN if is_opaque(ev, one.info) else Nature.CALLABLE


def _of_external(ev: Evaluator, one: External) -> Nature:
    return Nature.CALLABLE if one.name.startswith("builtins.") else Nature.UNKNOWN


def _of_unknown(ev: Evaluator, one: Unknown) -> Nature:
    return Nature.COMPUTED if one.reason == COMPUTED else Nature.UNKNOWN


def _of_object(ev: Evaluator, one: Object) -> Nature:
    known = _OF_TYPE.get(type_of(ev, one))
    kind = ev.kind(one)
    if known is not None or not kind:
        return known or Nature.UNKNOWN
    return Nature.ITERABLE if kind in _ITERABLE_KINDS or kind == "proxy" else Nature.OBJECT


def _of_instance(ev: Evaluator, one: Instance) -> Nature:
    if is_opaque(ev, one.info):
        return Nature.UNKNOWN
    has = {name: _defines(ev, one.info, name) for name in ("__call__", "__iter__", "__getitem__")}
    iterable = has["__iter__"] or has["__getitem__"]
    if has["__call__"]:
        return Nature.UNKNOWN if iterable else Nature.CALLABLE
    return Nature.ITERABLE if iterable else Nature.OBJECT


def _defines(ev: Evaluator, info: ClassInfo, name: str) -> bool:
    return any(name in here.scope.bindings for here in attributes.bases(ev, info))


def is_opaque(ev: Evaluator, info: ClassInfo) -> bool:
    """Whether a decorator, a metaclass or an ancestor from elsewhere may add to what the class defines."""
    family = attributes.bases(ev, info)
    if any(here.node.decorator_list or here.node.keywords for here in family):
        return True
    return any(not _is_plain(ev, value) for here in family for base in here.node.bases for value in ev.evaluate(base))


def _is_plain(ev: Evaluator, base: Value) -> bool:
    """Whether a base class is known: of the scanned code or of the API tables, or without effect."""
    if isinstance(base, ClassRef) or attributes.kind_of_base(ev, base):
        return True
    return isinstance(base, External) and base.name in ("builtins.object", "abc.ABC")


_ALWAYS: dict[type, Nature] = {
    Items: Nature.SEQUENCE,
    Generator: Nature.SEQUENCE,
    Function: Nature.CALLABLE,
    Partial: Nature.CALLABLE,
}
_JUDGES: dict[type, Callable[..., Nature]] = {
    Const: _of_constant,
    Collection: _of_display,
    BoundMethod: _of_method,
    ClassRef: _of_class,
    External: _of_external,
    Instance: _of_instance,
    Object: _of_object,
    Unknown: _of_unknown,
}
