"""Objects of subclasses of Process that nothing starts: their work is done by nobody, or by whoever calls their methods."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.event import Event
from mpcheck.model.uses import uses_of
from mpcheck.model.values import Instance

if TYPE_CHECKING:
    from mpcheck.model.module import Module


def is_never_started(module: Module, event: Event) -> bool:
    """Whether an object, as tests make it, is only looked at where it is made."""
    receiver = event.receiver
    if not event.creates or not isinstance(receiver, Instance):
        return False
    methods = [method for here in attributes.bases(module.ev, receiver.info) for method in here.methods.values()]
    if any(getattr(call.func, "attr", "") == "start" for method in methods for call in method.calls):
        return False
    uses = uses_of(module, event.call) if module.is_here(event.call) else []
    return bool(uses) and all(use.how != "start" and _is_looked_into(module, use.node) for use in uses)


def _is_looked_into(module: Module, node: ast.AST) -> bool:
    parent = module.parent(node)
    return isinstance(parent, ast.Attribute) and parent.value is node
