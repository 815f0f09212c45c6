"""What containers hold: elements, items, what a context manager enters with."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model import (
    attributes,
    calling,
    derived,
    displays,
    feasible,
    fields,
    filling,
    iterables,
    loaded_modules,
    made_types,
    mappings,
    modules,
    parameters,
    places,
)
from mpcheck.model.scopes import Path, Rest
from mpcheck.model.types import gives_texts
from mpcheck.model.values import (
    NOTHING,
    BoundMethod,
    CallContext,
    ClassRef,
    Collection,
    Const,
    External,
    Function,
    Generator,
    Instance,
    Items,
    Object,
    Param,
    Unknown,
    Value,
    Values,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_CONTAINERS = {
    *(f"builtins.{name}" for name in ("list", "set", "dict", "tuple", "sorted")),
    *(f"collections.{name}" for name in ("deque", "defaultdict", "OrderedDict")),
}
#: Context managers that enter with what they were given.
_TRANSPARENT = {"contextlib.closing", "contextlib.nullcontext", "contextlib.aclosing"}


def follow(ev: Evaluator, values: Values, path: Path) -> Values:
    """Take the steps of a binding's path from a value."""
    for step in path:
        values = NOTHING.union(*(_step(ev, one, step) for one in values))
    return values


def _step(ev: Evaluator, one: Value, step: str | int | Rest) -> Values:
    if step == "enter":
        return entered(ev, one)
    if isinstance(step, Rest):
        return frozenset((places.left(ev, one, step),))
    if isinstance(step, int):
        return item(ev, one, step)
    return elements(ev, one)


def _unknown(reason: str) -> Values:
    return frozenset((Unknown(reason),))


def elements(ev: Evaluator, one: Value) -> Values:
    """What iterating over a value gives."""
    known = ev.elements.get(one)
    if known is not None:
        return known
    if one in ev.iterating:
        # A container that holds itself.
        ev.self_holding = True
        return NOTHING
    if not ev.iterating:
        ev.self_holding = False
    ev.iterating.add(one)
    try:
        found = _elements(ev, one)
    finally:
        ev.iterating.discard(one)
    ev.elements[one] = found
    if ev.self_holding and not ev.iterating:
        # What was found inside the circle lacks what the circle leads back to.
        ev.elements = {one: found}
    return found


def _elements(ev: Evaluator, one: Value) -> Values:
    if isinstance(one, Collection):
        return displayed(ev, one) | put_in(ev, one)
    if isinstance(one, Items):
        return NOTHING.union(*one.members)
    if isinstance(one, Param):
        return parameters.elements_annotated(ev, one) | {Param(one.function, one.name, True)}
    if isinstance(one, Const) and not isinstance(one.value, (str, bytes)):
        return NOTHING  # raises TypeError
    if isinstance(one, Generator):
        return _generated(ev, one)
    if isinstance(one, Object) and one.name in iterables.GIVING and isinstance(one.call, (ast.Call, ast.ClassDef)):
        given = iterables.GIVING[one.name](ev, one, one.call) if isinstance(one.call, ast.Call) else NOTHING
        return given | put_in(ev, one)
    if isinstance(one, Object) and one.name in mappings.VIEWS and isinstance(one.call, ast.Call):
        return mappings.VIEWS[one.name](ev, one)
    return _of_object(ev, one)


def _of_object(ev: Evaluator, one: Value) -> Values:
    """What a loop over an object of a scanned class gives: by its own ``__iter__``, or as the container that it is."""
    if (given := iterators(ev, one)) is not None:
        return NOTHING.union(*(_advanced(ev, held) for held in given))
    held = derived.container(ev, one)
    return _given_by_library(ev, one) if held is one else elements(ev, held)


def _given_by_library(ev: Evaluator, one: Value) -> Values:
    if made_types.is_enum(one):
        return made_types.some_member(one)
    if (member := loaded_modules.member(one)) is not None:
        return frozenset((member,))
    if not gives_texts(ev, one):
        return _unknown("element")
    call, context = (one.call, one.context) if isinstance(one, Object) else (None, None)
    return frozenset((Object("builtins.str", call, context),))


def displayed(ev: Evaluator, one: Collection) -> Values:
    node, context = one.node, one.context
    if isinstance(node, (ast.ListComp, ast.SetComp)):
        return _given_by_element(ev, node.elt, context)
    if isinstance(node, ast.DictComp):
        keys = ev.evaluate(node.key, context)
        return keys if displays.has_values(node) else follow(ev, keys, ("elem",))
    if isinstance(node, ast.Dict):
        return NOTHING.union(*(ev.evaluate(key, context) for key in node.keys if key is not None))
    if isinstance(node, ast.Subscript):
        return follow(ev, ev.evaluate(node.value, context), ("elem",))
    if isinstance(node, ast.BinOp):
        sides = [ev.evaluate(side, context) for side in (node.left, node.right)]
        if isinstance(node.op, ast.Mult):
            sides = [frozenset(one for one in side if is_container(one)) for side in sides]
        return NOTHING.union(*(follow(ev, side, ("elem",)) for side in sides))
    return NOTHING.union(*(_given_by_element(ev, element, context) for element in getattr(node, "elts", ())))


def _given_by_element(ev: Evaluator, element: ast.expr, context: CallContext | None) -> Values:
    """What one expression in a display or comprehension puts into it: all that an unpacked one gives."""
    held = ev.evaluate(element, context)
    return follow(ev, held, ("elem",)) if isinstance(element, ast.Starred) else held


def made_at(one: Value) -> ast.AST | None:
    """The node that makes a container: a display, or a call of ``list``, ``deque`` and the like."""
    if isinstance(one, Collection):
        return one.node
    return one.call if isinstance(one, Object) and one.name in _CONTAINERS else None


def put_in(ev: Evaluator, one: Collection | Object) -> Values:
    """What is put into a container after it is made."""
    node = made_at(one)
    if isinstance(node, (ast.Dict, ast.DictComp)):
        return mappings.keys_put_in(ev, one)
    if node is None:
        return NOTHING
    return NOTHING.union(*(filling.added(ev, mutation, one.context) for mutation in filling.put_into(ev, node)))


def item(ev: Evaluator, one: Value, index: int) -> Values:
    """``one[index]`` of a sequence."""
    if isinstance(one, Items) and -len(one.members) <= index < len(one.members):
        return one.members[index]
    if isinstance(one, Instance) and fields.is_tuple(ev, one.info):
        return _field(ev, one, index)
    if isinstance(one, Object) and one.name in displays.PAIRS:
        return frozenset((Object(displays.PAIRS[one.name], one.call, one.context, one.start_method, index),))
    if (
        isinstance(one, Object)
        and one.name == "concurrent.futures.wait"
        and isinstance(one.call, ast.Call)
        and one.call.args
    ):
        return ev.evaluate(one.call.args[0], one.context)
    if isinstance(one, (Collection, Object)):
        placed = places.placed(ev, one, index)
        if placed is not None:
            return placed | put_in(ev, one)
    return elements(ev, one)


def iterators(ev: Evaluator, one: Value) -> Values | None:
    """What ``__iter__`` of an object's class gives; None for what is no object of a scanned class that has one."""
    if not isinstance(one, Instance) or attributes.find_method(ev, one.info, "__iter__") is None:
        return None
    return special(ev, one, "__iter__")


def special(ev: Evaluator, one: Instance, name: str, arguments: tuple[Values, ...] = ()) -> Values:
    """What a special method of an object's class gives, called without being written: ``one[key]``, ``for x in one``."""
    return calling.apply(ev, ev.evaluate_attribute(one, name), None, None, arguments)


def _advanced(ev: Evaluator, iterator: Value) -> Values:
    """What an iterator gives: one of a scanned class by its ``__next__``, others as a loop over them."""
    if isinstance(iterator, Instance) and attributes.find_method(ev, iterator.info, "__next__"):
        return special(ev, iterator, "__next__")
    return elements(ev, iterator)


def _field(ev: Evaluator, one: Instance, index: int) -> Values:
    names = [field.name for field in fields.fields(ev, one.info)]
    return ev.evaluate_attribute(one, names[index]) if -len(names) <= index < len(names) else _unknown("field")


def subscript(ev: Evaluator, node: ast.Subscript, context: CallContext | None) -> Values:
    parts: list[Values] = []
    for one in (derived.container(ev, one) for one in ev.evaluate(node.value, context)):
        if isinstance(node.slice, ast.Slice) and isinstance(one, Const) and isinstance(one.value, str):
            parts.append(frozenset((Object("builtins.str", node, context),)))  # a text, but not this one
        elif isinstance(node.slice, ast.Slice):
            parts.append(frozenset((places.sliced(ev, one, node, context),)))
        elif isinstance(one, ClassRef) and one.info.is_generic:
            parts.append(frozenset((one,)))
        elif mappings.is_dict(one):
            parts.append(mappings.looked_up(ev, one, node.slice, context))
        elif isinstance(one, Instance) and attributes.find_method(ev, one.info, "__getitem__"):
            parts.append(special(ev, one, "__getitem__", (ev.evaluate(node.slice, context),)))
        elif isinstance(one, External) and one.name == "sys.modules":
            parts.append(modules.by_name(ev, node.slice, context))
        else:
            literal = node.slice.value if isinstance(node.slice, ast.Constant) else None
            parts.append(item(ev, one, literal) if isinstance(literal, int) else elements(ev, one))
    return NOTHING.union(*parts)


def _generated(ev: Evaluator, one: Generator) -> Values:
    if isinstance(one.node, ast.GeneratorExp):
        return _given_by_element(ev, one.node.elt, one.context)
    if one.function is None:
        return _unknown("generator")
    parts = []
    for produced in feasible.feasible(ev, one.function.info.yields, one.context):
        if produced.value is not None:
            held = ev.evaluate(produced.value, one.context)
            parts.append(follow(ev, held, ("elem",)) if isinstance(produced, ast.YieldFrom) else held)
    return NOTHING.union(*parts)


def entered(ev: Evaluator, one: Value) -> Values:
    """What ``with one as name`` gives the name."""
    if isinstance(one, Generator):
        return _generated(ev, one)
    if isinstance(one, Object) and one.name in _TRANSPARENT and isinstance(one.call, ast.Call) and one.call.args:
        return ev.evaluate(one.call.args[0], one.context)
    if isinstance(one, Instance):
        method = attributes.find_method(ev, one.info, "__enter__") or attributes.find_method(ev, one.info, "__aenter__")
        if method is not None:
            return calling.results(ev, Function(method), None, None, (frozenset((one,)),))
    return frozenset((one,))


def method_of_container(
    ev: Evaluator, method: BoundMethod, call: ast.Call | None, context: CallContext | None
) -> Values:
    """The result of a method of a list, set or dict."""
    owner = method.receiver
    assert isinstance(owner, (Collection, Object))
    if method.name in ("keys", "values", "items") and mappings.is_dict(owner):
        return frozenset((Object(f"dict.{method.name}", call, context),))
    if method.name == "copy":
        return frozenset((owner,))
    if method.name in ("get", "pop", "popitem", "setdefault", "popleft"):
        return mappings.taken(ev, owner, call, context) if mappings.is_dict(owner) else elements(ev, owner)
    return _unknown(f"method {method.name}")


def is_container(one: Value) -> bool:
    """Whether a value is a list, tuple, set, dict or deque."""
    return made_at(one) is not None


def is_empty(one: Value) -> bool:
    """Whether a display is written empty."""
    return isinstance(one, Collection) and not getattr(one.node, "elts", getattr(one.node, "keys", [1]))


def constant(values: Values) -> object:
    """The one constant that the values are, or ``NotImplemented``."""
    held = list(values)
    return held[0].value if len(held) == 1 and isinstance(held[0], Const) else NotImplemented
