"""Types that calls make, and the objects of these: ``namedtuple("Point", "x y")``, ``Enum("Colour", "RED GREEN")``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model import calling
from mpcheck.model.values import NOTHING, BoundMethod, CallContext, Items, Object, Value, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_TUPLES = {"collections.namedtuple", "typing.NamedTuple", "typing_extensions.NamedTuple"}
#: What ``type(name, bases, members)`` makes, and the objects of such classes.
_CLASS, _OF_CLASS = "builtins.type", "builtins.type.object"
_CLASS_ARGUMENTS = 3
_ENUMS = {f"enum.{name}" for name in ("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag")}
#: The words by which such calls are written.
MAKERS = {name.rpartition(".")[2] for name in (*_TUPLES, *_ENUMS)}


def made_object(ev: Evaluator, called: Value, call: ast.Call | None, context: CallContext | None) -> Values:
    """What calling a type that a call has made gives; nothing where it is another thing."""
    if is_enum(called):
        return some_member(called)
    if isinstance(called, Object) and is_class_made(called):
        return frozenset((Object(_OF_CLASS, called.call, called.context),))
    made = called.call if isinstance(called, Object) and called.name in _TUPLES else None
    names = _names(made)
    if call is None or not names or calling.has_hidden_arguments(call):
        return NOTHING
    written = [calling.argument(call, names, name) for name in names]
    members = (NOTHING if node is None else ev.evaluate(node, context) for node in written)
    return frozenset((Items(tuple(members), tuple(names), made),))


def is_class_made(one: Object) -> bool:
    """Whether a value is a class that ``type(name, bases, members)`` has made."""
    made = one.call if one.name == _CLASS else None
    return isinstance(made, ast.Call) and len(made.args) == _CLASS_ARGUMENTS


def is_enum(one: Value) -> bool:
    """Whether a value is an enumeration that a call has made of the names of its members."""
    made = one.call if isinstance(one, Object) and one.name in _ENUMS else None
    return isinstance(made, ast.Call) and len(made.args) > 1


def some_member(enum: Value) -> Values:
    """A member of an enumeration, which one only a run knows: ``Colour(1)``, ``Colour[name]``."""
    return frozenset((BoundMethod(enum, ""),))


def type_of(one: Value) -> ast.Call | None:
    """The call that has made the type of an object, be it a named tuple or a member of an enumeration."""
    made: ast.AST | None = None
    if isinstance(one, Object) and one.name == _OF_CLASS:
        made = one.call
    elif isinstance(one, Items):
        made = one.type_made
    elif isinstance(one, BoundMethod) and isinstance(one.receiver, Object) and is_enum(one.receiver):
        names = _names(one.receiver.call)
        is_member = one.name in names if one.name and names else not one.name.startswith("_")
        made = one.receiver.call if is_member else None
    return made if isinstance(made, ast.Call) else None


def _names(made: ast.AST | None) -> list[str]:
    """The fields of a named tuple, the members of an enumeration."""
    node = made.args[1] if isinstance(made, ast.Call) and len(made.args) > 1 else None
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.replace(",", " ").split()
    elements = node.elts if isinstance(node, (ast.List, ast.Tuple)) else node.keys if isinstance(node, ast.Dict) else []
    # A field with its type, a member with its value.
    named = [one.elts[0] if isinstance(one, (ast.List, ast.Tuple)) and one.elts else one for one in elements]
    return [one.value for one in named if isinstance(one, ast.Constant) and isinstance(one.value, str)]
