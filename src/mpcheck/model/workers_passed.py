"""Whether a call passes on a pool, a queue or another thing by which processes work together."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model.values import CallContext, Instance, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: The kinds of objects whose methods start processes or speak with others.
_OF_PROCESSES = {
    *("pool", "process-executor", "process", "context", "manager", "connection"),
    *("queue", "simple-queue", "joinable-queue", "proxy-queue"),
}


def passes_workers(ev: Evaluator, call: ast.Call, context: CallContext | None = None) -> bool:
    """Whether an argument of a call is one; a file that says nothing of processes has none."""
    if not ev.found.speaks_of_processes:
        return False
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    simple = [node for node in given if isinstance(node, (ast.Name, ast.Attribute, ast.Call))]
    return any(ev.kind(one) in _OF_PROCESSES for node in simple for one in ev.evaluate(node, context))


def has_workers(ev: Evaluator, receivers: Values) -> bool:
    """Whether one of the objects was given one when it was made."""
    made = (one for one in receivers if isinstance(one, Instance) and isinstance(one.call, ast.Call))
    return any(passes_workers(ev, one.call, one.context) for one in made if isinstance(one.call, ast.Call))
