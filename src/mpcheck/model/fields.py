"""Attributes that a class declares as fields, for a constructor that nobody writes: dataclasses, attrs, named tuples."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model import attributes, calling, parameters
from mpcheck.model.scopes import ClassInfo
from mpcheck.model.values import NOTHING, CallContext, External, Instance, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_DECORATORS = {
    "dataclasses.dataclass",
    *(f"attr.{name}" for name in ("s", "attrs", "dataclass", "define", "frozen", "mutable")),
    *(f"attrs.{name}" for name in ("define", "frozen", "mutable")),
}
_TUPLES = {"typing.NamedTuple", "typing_extensions.NamedTuple"}
_SPECIFIERS = {"dataclasses.field", "attr.ib", "attr.attrib", "attr.field", "attrs.field"}
FACTORIES = ("default_factory", "factory")
_MAX_SITES = 6


@dataclass(frozen=True, slots=True)
class Field:
    """A declared attribute: its declaration, and its default value or the call of ``field`` with the function that makes it."""

    name: str
    node: ast.AnnAssign
    default: ast.expr | None = None
    specifier: ast.Call | None = None

    @property
    def is_argument(self) -> bool:
        given = _keywords(self.specifier).get("init")
        return not (isinstance(given, ast.Constant) and given.value is False)


def attribute_names(ev: Evaluator, info: ClassInfo) -> list[str]:
    """The attributes that the objects of a class have of their own: what its methods assign, and fields without a default."""
    assigned = {name for here in attributes.bases(ev, info) for name in here.attributes}
    return sorted(assigned.union(field.name for field in fields(ev, info) if field.default is None))


def is_tuple(ev: Evaluator, info: ClassInfo) -> bool:
    """Whether a class is declared as a named tuple."""
    return any(base in _TUPLES for base in attributes.external_bases(ev, info))


def has_fields(ev: Evaluator, info: ClassInfo) -> bool:
    """Whether what a class declares becomes the parameters of a constructor that nobody writes."""
    is_written = attributes.find_method(ev, info, "__init__") is not None
    return not is_written and (any(is_decorator(ev, node) for node in info.node.decorator_list) or is_tuple(ev, info))


def fields(ev: Evaluator, info: ClassInfo) -> list[Field]:
    """The fields of a class, in the order of the constructor's parameters; none where it writes its own."""
    found: dict[str, Field] = {}
    for here in reversed(attributes.bases(ev, info)) if has_fields(ev, info) else ():
        for statement in here.node.body:
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                found[statement.target.id] = _field(ev, statement.target.id, statement)
    return [field for field in found.values() if "ClassVar" not in ast.unparse(field.node.annotation)]


def is_decorator(ev: Evaluator, node: ast.expr) -> bool:
    """Whether a decorator of a class makes a constructor of the fields that it declares."""
    used = node.func if isinstance(node, ast.Call) else node
    return any(isinstance(one, External) and one.name in _DECORATORS for one in ev.evaluate(used))


def _field(ev: Evaluator, name: str, node: ast.AnnAssign) -> Field:
    value = node.value
    if isinstance(value, ast.Call) and is_specifier(ev, value):
        return Field(name, node, _keywords(value).get("default"), value)
    return Field(name, node, value)


def is_specifier(ev: Evaluator, value: ast.expr | None) -> bool:
    """Whether what a class assigns to a name only tells how a field is to be made."""
    return isinstance(value, ast.Call) and any(
        isinstance(one, External) and one.name in _SPECIFIERS for one in ev.evaluate(value.func)
    )


def factory(ev: Evaluator, value: ast.expr) -> ast.expr | None:
    """What makes a field anew for each object, where a class assigns that to a name."""
    words = _keywords(value) if isinstance(value, ast.Call) and is_specifier(ev, value) else {}
    return next((words[word] for word in FACTORIES if word in words), None)


def _keywords(call: ast.Call | None) -> dict[str, ast.expr]:
    return {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg} if call is not None else {}


def held(ev: Evaluator, owner: Instance, name: str) -> Values:
    """What a field of an object holds after its construction; nothing where it is no field."""
    declared = fields(ev, owner.info)
    field = next((one for one in declared if one.name == name), None)
    if field is None:
        return NOTHING
    names = [one.name for one in declared if one.is_argument]
    if owner.call is not None:
        return _given(ev, field, names, owner.call, owner.context)
    sites = ev.instantiations_of(owner.info)
    if len(sites) > _MAX_SITES:
        return NOTHING
    if not sites:
        return unless_given(ev, field)
    return NOTHING.union(*(_given(ev, field, names, site, None) for site in sites))


def passed(ev: Evaluator, owner: Instance, name: str) -> list[ast.expr | None]:
    """What each known construction of an object passes for a field, None where it leaves that out; nothing for no field."""
    declared = fields(ev, owner.info)
    parameters = [one.name for one in declared if one.is_argument]
    if name not in parameters:
        return []
    return [calling.argument(site, parameters, name) for site in _constructions(ev, owner)[:_MAX_SITES]]


def _constructions(ev: Evaluator, owner: Instance) -> list[ast.Call]:
    """The calls that make an object: its own, or all of its class where that is not known."""
    return [owner.call] if owner.call is not None else ev.instantiations_of(owner.info)


def _given(ev: Evaluator, field: Field, names: list[str], call: ast.Call, context: CallContext | None) -> Values:
    written = parameters.passed(ev, call, names, field.name, context) if field.is_argument else None
    if written is not None:
        return ev.evaluate(written, context)
    return NOTHING if calling.has_hidden_arguments(call) else unless_given(ev, field)


def unless_given(ev: Evaluator, field: Field) -> Values:
    """What a field holds where the constructor is passed nothing for it."""
    if field.default is not None:
        return ev.evaluate(field.default)
    made = _keywords(field.specifier)
    factory = next((made[word] for word in FACTORIES if word in made), None)
    return calling.apply(ev, ev.evaluate(factory), field.specifier, None) if factory is not None else NOTHING


def expressions(ev: Evaluator, owner: Instance, name: str) -> list[ast.expr] | None:
    """What constructions give a field: the argument, the default, or the call of what makes it; None for other attributes.

    Nothing where arguments cannot be read.
    """
    declared = fields(ev, owner.info)
    field = next((one for one in declared if one.name == name), None)
    if field is None:
        return None
    names = [one.name for one in declared if one.is_argument]
    calls = _constructions(ev, owner)
    found = [calling.argument(call, names, name) or _made(ev, field) for call in calls]
    is_hidden = any(calling.has_hidden_arguments(call) for call in calls)
    return [] if is_hidden else list(dict.fromkeys(node for node in found if node is not None))


def _made(ev: Evaluator, field: Field) -> ast.expr | None:
    """The default of a field, or the call of what makes it, written out."""
    words = _keywords(field.specifier)
    factory = next((words[name] for name in FACTORIES if name in words), None)
    return field.default if field.default is not None or factory is None else parameters.call_of(ev, factory)


def called_factories(ev: Evaluator, info: ClassInfo, call: ast.Call) -> Values:
    """The functions that make the fields for which a construction passes nothing."""
    declared = fields(ev, info)
    parameters = [one.name for one in declared if one.is_argument]
    missing = (one for one in declared if calling.argument(call, parameters, one.name) is None)
    made = (_keywords(one.specifier) for one in missing)
    return NOTHING.union(*(ev.evaluate(words[name]) for words in made for name in FACTORIES if name in words))
