"""What code falls back on where a start method is not to be had: ``except ValueError: context = multiprocessing``."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mpcheck.model.nodes import parent_of
from mpcheck.model.sources import sources
from mpcheck.model.values import Object, only
from mpcheck.targets import Target, available_start_methods

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator
    from mpcheck.model.event import Event


def where_needed(ev: Evaluator, event: Event, targets: Iterable[Target]) -> frozenset[Target]:
    """The targets on which a call that takes the default context gets it, and not that of a method tried before."""
    func = event.call.func
    owner = func.value if isinstance(func, ast.Attribute) else None
    written = sources(ev, owner) if isinstance(owner, (ast.Name, ast.Attribute)) else []
    others = [_tried_before(ev, one) for one in written if not _contexts(ev, one)]
    tried = set.intersection(*others) if others else set()
    return frozenset(target for target in targets if not tried.intersection(available_start_methods(target.platform)))


def _tried_before(ev: Evaluator, node: ast.AST) -> set[str]:
    """The start methods of the contexts that a ``try`` asks for, in a handler of which a node stands."""
    handler: ast.AST | None = node
    while handler is not None and not isinstance(handler, ast.ExceptHandler):
        handler = parent_of(handler)
    attempt = parent_of(handler) if handler is not None else None
    body = attempt.body if isinstance(attempt, ast.Try) else []
    calls = (call for statement in body for call in ast.walk(statement) if isinstance(call, ast.Call))
    return {method for call in calls for method in _contexts(ev, call)}


def _contexts(ev: Evaluator, node: ast.expr) -> set[str]:
    """The start methods of the contexts that an expression may be."""
    made = only(Object, ev.evaluate(node))
    return {one.start_method for one in made if ev.kind(one) == "context" and one.start_method is not None}
