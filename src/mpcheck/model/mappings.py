"""What dicts hold under which key."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeGuard

from mpcheck.model import derived, enumerations, filling, iteration, parameters
from mpcheck.model.displays import has_values
from mpcheck.model.values import NOTHING, CallContext, Collection, Const, Items, Object, Value, Values, unknown, value

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: What is stored in a dict: the key, the expression of the value and the context in which it stands.
Store = tuple[object, ast.expr, CallContext | None]
#: In the place of a key, for a dict whose pairs are taken over.
_UPDATE = object()
_WITH_DEFAULT = "collections.defaultdict"
#: Methods whose first argument is a key.
_WITH_KEY = {"get", "setdefault"}
_CLASSES = {"builtins.dict", _WITH_DEFAULT, "collections.OrderedDict"}


def is_dict(one: Value) -> TypeGuard[Collection | Object]:
    if isinstance(one, Collection):
        return isinstance(one.node, (ast.Dict, ast.DictComp))
    return isinstance(one, Object) and one.name in _CLASSES


def written(one: Collection | Object) -> tuple[list[tuple[object, ast.expr]], list[ast.expr]]:
    """The keys, constant or not, with their expressions, and the expressions of dicts that are merged in: ``**other``."""
    node = one.node if isinstance(one, Collection) else one.call
    if isinstance(node, ast.Dict):
        pairs = list(zip(node.keys, node.values, strict=True))
        named: list[tuple[object, ast.expr]] = [
            (key.value if isinstance(key, ast.Constant) else key, held) for key, held in pairs if key is not None
        ]
        return named, [held for key, held in pairs if key is None]
    if isinstance(node, ast.DictComp):
        return ([(node.key, node.value)], []) if has_values(node) else ([], [node.key])
    if isinstance(node, ast.Call):
        factory = isinstance(one, Object) and one.name == _WITH_DEFAULT
        merged = [keyword.value for keyword in node.keywords if not keyword.arg]
        return [(k.arg, k.value) for k in node.keywords if k.arg], [*node.args[factory:], *merged]
    return [], []


def _merged(ev: Evaluator, one: Value) -> Iterator[Collection | Object]:
    """A dict and those merged into it."""
    seen: set[Value] = set()
    stack = [one]
    while stack:
        here = stack.pop()
        if here not in seen and is_dict(here):
            seen.add(here)
            yield here
            stack += [inner for node in written(here)[1] for inner in ev.evaluate(node, here.context)]


def _all_written(ev: Evaluator, one: Value) -> Iterator[tuple[object, ast.expr, CallContext | None]]:
    for here in _merged(ev, one):
        yield from ((key, held, here.context) for key, held in written(here)[0])


def _pairs(ev: Evaluator, one: Value) -> Iterator[tuple[Values, Values]]:
    """What the pairs hold, key and value, of which ``dict(pairs)`` makes a dict or one merged into it."""
    for here in _merged(ev, one):
        call = here.call if isinstance(here, Object) else None
        given = (ev.evaluate(node, here.context) for node in (call.args if isinstance(call, ast.Call) else ()))
        for iterable in (held for values in given for held in values if not is_dict(held)):
            for pair in iteration.elements(ev, iterable):
                if isinstance(pair, (Items, Collection)):
                    yield iteration.item(ev, pair, 0), iteration.item(ev, pair, 1)


def holds(ev: Evaluator, one: Value, key: object) -> bool:
    """Whether a dict surely has a key."""
    return any(known == key for known, _, _ in _all_written(ev, one))


def may_hold(ev: Evaluator, one: Value, key: str) -> bool:
    """Whether a dict has a key, or something may give it one."""
    return holds(ev, one, key) or (is_dict(one) and any(True for _ in _stored(ev, one, key)))


def named(ev: Evaluator, one: Collection | Object, key: object) -> Values:
    """What a dict surely holds under a key; nothing where it may lack that."""
    if not isinstance(key, (str, bytes, int)) or not holds(ev, one, key):
        return NOTHING
    return looked_up(ev, one, ast.Constant(key))


def looked_up(ev: Evaluator, one: Collection | Object, key: ast.expr, context: CallContext | None = None) -> Values:
    """``one[key]``: every value where the key is not a known one."""
    wanted = _wanted(ev, key, context)
    for known, held in written(one)[0]:
        if known == wanted:
            return ev.evaluate(held, one.context)
    named = _under_name(ev, one, ev.evaluate(key, context))
    if named is not None:
        return ev.evaluate(named, one.context)
    found = [ev.evaluate(held, context) for known, held, context in _all_written(ev, one) if known == wanted]
    found += [ev.evaluate(held, context) for held, context in _stored(ev, one, wanted)]
    found += [held for keys, held in _pairs(ev, one) if iteration.constant(keys) == wanted]
    if found:
        return NOTHING.union(*found)
    every = values(ev, one)
    # Of several pairs whose keys are not told apart, one is meant.
    is_open = wanted is not key and len(every) > 1 and any(True for _ in _pairs(ev, one))
    return unknown("one of several pairs") if is_open else every


def _under_name(ev: Evaluator, one: Collection | Object, key: Values) -> ast.expr | None:
    """What a display holds under a key that is written as a name, such as the member of an enumeration."""
    if not isinstance(one.node if isinstance(one, Collection) else None, ast.Dict) or not _is_told_apart(ev, key):
        return None
    named = ((ev.evaluate(known, one.context), held) for known, held in written(one)[0] if isinstance(known, ast.expr))
    return next((held for known, held in named if known == key), None)


def _is_told_apart(ev: Evaluator, key: Values) -> bool:
    """Whether a key is one constant with one place in the source, or one member of an enumeration."""
    return len(key) == 1 and all(isinstance(one, Const) or enumerations.is_member(ev, one) for one in key)


def _wanted(ev: Evaluator, key: ast.expr, context: CallContext | None) -> object:
    """The key that is looked up, the expression itself where that is no one constant."""
    if isinstance(key, ast.Constant):
        return key.value
    known = iteration.constant(ev.evaluate(key, context))
    return key if known is NotImplemented else known


def _stored(ev: Evaluator, one: Collection | Object, key: object) -> Iterator[tuple[ast.expr, CallContext | None]]:
    """What ``one[key] = ...`` and ``one.update(key=...)`` store under a key that is known, and in which context."""
    for known, held, context in _stores(ev, one):
        if known is _UPDATE:
            yield from _brought(ev, ev.evaluate(held, context), key)
        elif known == key:
            yield held, context


def _stores(ev: Evaluator, one: Collection | Object) -> list[Store]:
    """All that is stored in a dict, which is asked for key by key."""
    known = ev.stores.get(one)
    if known is None:
        known = list(_find_stores(ev, one))
        if ev.is_settled:
            ev.stores[one] = known
    return known


def _find_stores(ev: Evaluator, one: Collection | Object) -> Iterator[Store]:
    for mutation in filling.put_into(ev, iteration.made_at(one)):
        is_update = getattr(getattr(mutation.node, "func", None), "attr", "") == "update"
        for context in filling.adding(ev, mutation, one.context):
            yield _UPDATE if is_update else key_of(ev, mutation.node, context), mutation.value, context


def key_of(ev: Evaluator, node: ast.AST, context: CallContext | None) -> object:
    """The key of ``one[key]``, ``one.get(key)`` and the like, and of a keyword of ``update``; ``NotImplemented`` where unknown."""
    if isinstance(node, ast.keyword):
        return node.arg
    if isinstance(node, ast.Subscript):
        return iteration.constant(ev.evaluate(node.slice, context))
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in _WITH_KEY and node.args:
        return iteration.constant(ev.evaluate(node.args[0], context))
    return NotImplemented


def _brought(ev: Evaluator, updates: Values, key: object) -> Iterator[tuple[ast.expr, CallContext | None]]:
    """What the dicts hold under a key with which another one is updated."""
    for one in updates:
        if is_dict(one):
            yield from ((held, context) for known, held, context in _all_written(ev, one) if known == key)


def values(ev: Evaluator, one: Collection | Object) -> Values:
    """The values of a dict."""
    return ev.find_once(("values", one), _held, one)


def _held(ev: Evaluator, one: Collection | Object, _context: None) -> Values:
    parts = [held for _, held in _pairs(ev, one)]
    for here in _merged(ev, one):
        parts += [_by_default(ev, here), *(ev.evaluate(held, here.context) for _, held in written(here)[0])]
        for mutation in filling.put_into(ev, iteration.made_at(here)):
            parts.append(filling.added(ev, mutation, here.context))
    return NOTHING.union(*parts)


def _by_default(ev: Evaluator, one: Collection | Object) -> Values:
    """What a ``defaultdict`` makes for a key that it lacks."""
    if not isinstance(one, Object) or one.name != _WITH_DEFAULT or not isinstance(one.call, ast.Call):
        return NOTHING
    if not one.call.args or isinstance(one.call.args[0], ast.Starred):
        return NOTHING
    return ev.evaluate(parameters.call_of(ev, one.call.args[0]), one.context)


def keys_put_in(ev: Evaluator, one: Collection | Object) -> Values:
    """The keys of a dict under which ``one[key] = ...`` stores something."""
    parts = []
    for mutation in filling.put_into(ev, iteration.made_at(one)):
        if isinstance(mutation.node, ast.Subscript):
            key = mutation.node.slice
            parts += [ev.evaluate(key, context) for context in filling.adding(ev, mutation, one.context)]
    return NOTHING.union(*parts)


def taken(ev: Evaluator, one: Collection | Object, call: ast.Call | None, context: CallContext | None) -> Values:
    """The result of ``get``, ``pop`` or ``setdefault``."""
    if call is None or not call.args:
        return values(ev, one)
    default = ev.evaluate(call.args[1], context) if len(call.args) > 1 else NOTHING
    if isinstance(call.args[0], ast.Constant) and _is_written_out(ev, one):
        key = call.args[0].value
        if not any(known == key for known, _ in written(one)[0]):
            return default or value(Const(None, call))
        return looked_up(ev, one, call.args[0])
    return looked_up(ev, one, call.args[0], context) | default


def _is_written_out(ev: Evaluator, one: Collection | Object) -> bool:
    """Whether a dict holds what its display says and nothing else."""
    return constant_keys(ev, one) is not None


def constant_keys(ev: Evaluator, one: Value) -> set[object] | None:
    """The keys of a dict that holds what its display says and nothing else; None for any other value."""
    if not isinstance(one, Collection) or not isinstance(one.node, ast.Dict) or filling.may_be_put_into(ev, one.node):
        return None
    keys = [key.value for key in one.node.keys if isinstance(key, ast.Constant)]
    return set(keys) if len(keys) == len(one.node.keys) else None


def _viewed(ev: Evaluator, view: Object) -> Values:
    """The dict whose ``values``, ``items`` or ``keys`` a call asked for."""
    call = view.call
    assert isinstance(call, ast.Call)
    owners = ev.evaluate(call.func.value, view.context) if isinstance(call.func, ast.Attribute) else NOTHING
    return frozenset(derived.container(ev, one) for one in owners)


def _keys(ev: Evaluator, view: Object) -> Values:
    return NOTHING.union(*(_keys_of(ev, one) for one in _viewed(ev, view) if is_dict(one)))


def _keys_of(ev: Evaluator, one: Collection | Object) -> Values:
    """The keys of a display, and the names of ``dict(name=...)``."""
    if isinstance(one, Collection):
        return iteration.elements(ev, one)
    named, merged = written(one)
    return NOTHING if merged else frozenset(Const(key, held) for key, held in named) | keys_put_in(ev, one)


def _values(ev: Evaluator, view: Object) -> Values:
    return NOTHING.union(*(values(ev, one) for one in _viewed(ev, view) if is_dict(one)))


def _items(ev: Evaluator, view: Object) -> Values:
    return value(Items((_keys(ev, view), _values(ev, view))))


#: What iterating over a view of a dict gives.
VIEWS: dict[str, Callable[[Evaluator, Object], Values]] = {
    "dict.keys": _keys,
    "dict.values": _values,
    "dict.items": _items,
}
