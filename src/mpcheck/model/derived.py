"""Objects of scanned classes that are containers by birth: ``class Registry(dict)``."""

from __future__ import annotations

import ast
import collections
from typing import TYPE_CHECKING

from mpcheck.model import attributes, filling, iteration
from mpcheck.model.scopes import ClassInfo
from mpcheck.model.values import ClassRef, Instance, Object, Super, Value

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_BASES: dict[str, type] = {
    **{f"builtins.{one.__name__}": one for one in (dict, list, set)},
    **{f"collections.{one.__name__}": one for one in (collections.OrderedDict, collections.deque)},
}
_WITHOUT_EFFECT = {"builtins.object", "typing.Generic"}
#: A class that defines one of these decides for itself what its objects hold, as with any method of a container.
_OWN_WAY = {"__new__", "__missing__"}


def container(ev: Evaluator, one: Value) -> Value:
    """The container that an object is, as far as something is known to be put into it; any other value as it is."""
    if not isinstance(one, Instance) or not (name := _base(ev, one.info)):
        return one
    given = one.call if attributes.find_method(ev, one.info, "__init__") is None else None
    held = Object(name, given or one.info.node, one.context)
    is_given = given is not None and bool(given.args or given.keywords)
    return held if is_given or filling.put_into(ev, held.call) else one


def noted_at(ev: Evaluator, one: Value) -> ast.AST | None:
    """The node with which is noted what is put into a value: the one that makes it; of an object its class, for all of them."""
    if isinstance(one, (Instance, Super)):
        return one.info.node if _base(ev, one.info) else None
    return iteration.made_at(one)


def _base(ev: Evaluator, info: ClassInfo) -> str:
    """The container that a class is derived from; "" if there is none, or the class changes what that does."""
    if not info.node.bases:
        return ""
    family = attributes.bases(ev, info)
    names = _ancestors(ev, family) - _WITHOUT_EFFECT
    name = names.pop() if len(names) == 1 else ""
    if name not in _BASES or any(here.node.decorator_list or here.node.keywords for here in family):
        return ""
    changes = (set(dir(_BASES[name])) - set(dir(object))) | _OWN_WAY
    is_plain = not any(changes & here.scope.bindings.keys() or _passes_contents(here) for here in family)
    return name if is_plain else ""


def _ancestors(ev: Evaluator, family: list[ClassInfo]) -> set[str]:
    """The dotted names of the ancestors from elsewhere, "" for what is unknown; ``dict[str, int]`` is a dict."""
    bases = (base for here in family for base in here.node.bases)
    written = (base.value if isinstance(base, ast.Subscript) else base for base in bases)
    return {attributes.api_name(one) for base in written for one in ev.evaluate(base) if not isinstance(one, ClassRef)}


def _passes_contents(info: ClassInfo) -> bool:
    """Whether the constructor of a class may pass on what its objects hold: ``super().__init__(pairs)``."""
    made = info.methods.get("__init__")
    inherited = (call for call in (made.calls if made else ()) if getattr(call.func, "attr", "") == "__init__")
    return any(call.args or call.keywords for call in inherited)
