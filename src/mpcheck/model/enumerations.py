"""Members of enumerations that the scanned code defines: objects of their class, made of what the class body assigns."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.nodes import put_at
from mpcheck.model.scopes import Binding, ClassInfo
from mpcheck.model.values import (
    NOTHING,
    ClassRef,
    Collection,
    Const,
    Function,
    Instance,
    Partial,
    Value,
    Values,
    unknown,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: Their members are nothing else than members; those of ``IntEnum`` are numbers as well, of which their values tell more.
_PLAIN = {"enum.Enum", "enum.Flag"}


def is_enumeration(ev: Evaluator, info: ClassInfo) -> bool:
    """Whether the objects of a class are the members that its body names."""
    return any(base.startswith("enum.") for base in attributes.external_bases(ev, info))


def member(ev: Evaluator, info: ClassInfo, binding: Binding) -> Values:
    """The member that a statement of a class body makes; nothing where what it assigns tells as much, or more."""
    if not is_enumeration(ev, info) or not _is_member(ev, binding):
        return NOTHING
    if attributes.find_method(ev, info, "__call__") is not None:
        return frozenset((Instance(info),))
    return frozenset((Instance(info, _made(ev, info.name, binding)),)) if _is_plain(ev, info) else NOTHING


def given(ev: Evaluator, owner: Value, name: str) -> Values:
    """``member.value`` and ``member.name``; nothing for other attributes, or objects."""
    if not isinstance(owner, Instance):
        # No literal has such an attribute: the member of an enumeration is meant.
        is_value = isinstance(owner, (Const, Collection, Partial)) and name == "value"
        return frozenset((owner,)) if is_value else NOTHING
    if name not in ("value", "name") or not is_enumeration(ev, owner.info):
        return NOTHING
    made = _named(ev, owner)
    if not made or (name == "value" and attributes.find_method(ev, owner.info, "__new__") is not None):
        return unknown(f"{name} of a member")  # which one is for a run to say
    if name == "name":
        return frozenset(Const(one.name, one.node) for one in made)
    return NOTHING.union(*(ev.binding(one, None) for one in made))


def is_member(ev: Evaluator, one: Value) -> bool:
    """Whether a value is a member of an enumeration, and it is known which one."""
    return isinstance(one, Instance) and is_enumeration(ev, one.info) and bool(_named(ev, one))


def _named(ev: Evaluator, owner: Instance) -> list[Binding]:
    """The statement that makes a member; none where only a run knows which one it is."""
    return [one for one in members(ev, owner.info) if ev.made_up.get((one,)) is owner.call is not None]


def members(ev: Evaluator, info: ClassInfo) -> list[Binding]:
    """The statements that make the members of an enumeration."""
    return [one for bindings in info.scope.bindings.values() for one in bindings if _is_member(ev, one)]


def constructions(ev: Evaluator, info: ClassInfo) -> list[ast.Call]:
    """The calls that make the members of an enumeration; none for any other class."""
    found = members(ev, info) if is_enumeration(ev, info) else []
    return [_made(ev, info.name, one) for one in found]


def _is_member(ev: Evaluator, binding: Binding) -> bool:
    if binding.kind != "assign" or binding.value is None or binding.name.startswith("_"):
        return False
    return not any(isinstance(one, (Function, ClassRef)) for one in ev.binding(binding, None))


def _is_plain(ev: Evaluator, info: ClassInfo) -> bool:
    """Whether the members of an enumeration are nothing but members."""
    return _PLAIN.issuperset(attributes.external_bases(ev, info))


def _made(ev: Evaluator, name: str, binding: Binding) -> ast.Call:
    """The call of the constructor that makes a member, written out: a tuple holds its arguments."""
    value = binding.value
    assert value is not None
    if (binding,) not in ev.made_up:
        arguments = value.elts if isinstance(value, ast.Tuple) and not binding.path else [value]
        called = put_at(ast.Name(name, ast.Load()), value)
        ev.made_up[binding,] = put_at(ast.Call(called, [*arguments], []), value)
    made = ev.made_up[binding,]
    assert isinstance(made, ast.Call)
    return made
