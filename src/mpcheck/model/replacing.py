"""Whether an attribute may hold another value than one that it was given."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model import attributes, calling
from mpcheck.model.flow import EXIT
from mpcheck.model.nodes import is_collected, scope_of
from mpcheck.model.scopes import ClassInfo
from mpcheck.model.values import NOTHING, ClassRef, Instance, Value, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator
    from mpcheck.model.event import Event


def may_be_replaced(ev: Evaluator, owner: Value, name: str) -> bool:
    """Whether an attribute is given values in several places, or by arguments that cannot be read.

    Which of them it holds where it is read depends on the order in which the code runs.
    """
    if not isinstance(owner, (Instance, ClassRef)):
        return False
    made = owner.call if isinstance(owner, Instance) else None
    if made is not None and calling.has_hidden_arguments(made):
        return True
    classes = attributes.bases(ev, owner.info)
    places = sum(len(one.attributes.get(name, ())) + (name in one.scope.bindings) for one in classes)
    files = (ev.found, ev.file(owner.info.node))
    return (
        places > 1
        or any(name in file.outside_stores for file in files)
        or any(_sets_by_name(one, name) for one in classes)
    )


def given_last(event: Event, owner: Value, name: str) -> Values:
    """What an attribute surely holds at an event: nothing but the function that makes the object gives it another value.

    It does so on every way to the event, or to its own end: ``made = Settings(); made.name = value; return made``.
    """
    if not isinstance(owner, Instance) or not is_collected(owner.call):
        return NOTHING
    ev, maker = event.ev, scope_of(owner.call).enclosing_function
    files = dict.fromkeys((ev.found, *(ev.file(node) for node in (owner.info.node, owner.call, event.call))))
    stores = [store for file in files for store in file.outside_stores.get(name, ())]
    classes = attributes.bases(ev, owner.info)
    later = (write for one in classes for write in one.attributes.get(name, ()) if write.method.name != "__init__")
    if len(stores) != 1 or any(later) or any(_sets_by_name(one, name) for one in classes):
        return NOTHING
    target, *_ = stores[0]
    scope = scope_of(target)
    flow, statement = ev.reaching.flow(scope), ev.reaching.statement(target, scope)
    stored_to = ev.evaluate(target.value)
    is_own = scope.enclosing_function is maker and all(attributes.is_same(owner, one) for one in stored_to)
    if not stored_to or not is_own or flow is None or statement is None:
        return NOTHING
    sites = [ev.reaching.statement(site, scope) for site in event.sites if is_collected(site)]
    ends = [site for site in sites if site is not None] or [EXIT]
    is_sure = all(flow.always_before([statement], end) for end in ends)
    return attributes.stored(ev, owner, name) if is_sure else NOTHING


def may_differ_from_body(ev: Evaluator, info: ClassInfo, name: str) -> bool:
    """Whether objects of a class may hold another value than class bodies give an attribute."""
    classes = attributes.bases(ev, info)
    is_written = any(one.attributes.get(name) or _sets_by_name(one, name) for one in classes)
    return is_written or name in ev.found.outside_stores


def _sets_by_name(info: ClassInfo, name: str) -> bool:
    """Whether a method calls ``object.__setattr__(self, "name", value)``, as those of frozen dataclasses do."""
    return any(
        isinstance(argument, ast.Constant) and argument.value == name and "setattr" in ast.unparse(call.func)
        for method in info.methods.values()
        for call in method.calls
        for argument in call.args
    )
