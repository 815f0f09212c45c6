"""What a call passes on: callables, and things by which processes work together, such as pools and queues."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model import iteration
from mpcheck.model.nodes import scope_of
from mpcheck.model.values import CallContext, Collection, Instance, Value, Values, only, root_of

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: The kinds of objects whose methods start processes or speak with others.
_OF_PROCESSES = {
    *("pool", "process-executor", "process", "context", "manager", "connection"),
    "shared-memory-manager",
    *("queue", "simple-queue", "joinable-queue", "proxy-queue"),
}
_DISPLAYS = (ast.List, ast.Tuple, ast.ListComp)


def passes_workers(ev: Evaluator, call: ast.Call, context: CallContext | None = None) -> bool:
    """Whether an argument of a call works with processes, holds what does, or is a method of it: ``Batches(queue.put)``.

    A file that says nothing of processes, as none of those that it imports does, has none.
    """
    if not ev.may_have_workers:
        return False
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    simple = [node for node in given if isinstance(node, (ast.Name, ast.Attribute, ast.Call, *_DISPLAYS))]
    return any(_is_worker(ev, one) for node in simple for one in ev.evaluate(node, context))


def _is_worker(ev: Evaluator, one: Value) -> bool:
    held = iteration.elements(ev, one) if isinstance(one, Collection) and isinstance(one.node, _DISPLAYS) else ()
    return any(ev.kind(root_of(each)) in _OF_PROCESSES for each in (one, *held))


def has_workers(ev: Evaluator, receivers: Values) -> bool:
    """Whether one of the objects was given such a thing when it was made."""
    return any(
        isinstance(one.call, ast.Call) and passes_workers(ev, one.call, one.context)
        for one in only(Instance, receivers)
    )


def is_written_as_callable(ev: Evaluator, node: ast.expr) -> bool:
    """A lambda, the name of a function, a method of ``self``, or a partial: told without evaluating it."""
    if isinstance(node, ast.Call):
        return any(is_written_as_callable(ev, argument) for argument in node.args[:1])
    scope = scope_of(node)
    if isinstance(node, ast.Name):
        outer = scope.holder_of(node.id)
        return outer is not None and any(
            b.kind == "function" or (isinstance(b.value, ast.Lambda) and not b.path) for b in outer.bindings[node.id]
        )
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = next((outer.function.cls for outer in scope.chain() if outer.function and outer.function.cls), None)
        return owner is not None and node.attr in owner.methods
    return isinstance(node, ast.Lambda)
