"""Where processes begin: a Process at ``start()``, a pool when it is made, an executor with its first task."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.model.conditions import conditions
from mpcheck.model.event import Event
from mpcheck.model.feasible import truth
from mpcheck.model.module import Module

_STARTS = {
    "process": "starts a process",
    "pool": "starts the workers of a pool",
    "process-executor": "sends work to the processes of an executor",
    "manager": "starts the server process of a manager",
    "base-manager": "starts the server process of a manager",
    "shared-memory-manager": "starts the server process of a manager",
}


def starts(module: Module, events: Iterable[Event]) -> Iterator[Event]:
    """The events that start processes."""
    known = (event for event in events if event.kind in _STARTS or event.api.starts)
    return (event for event in known if _starts_processes(module, event))


def what_starts(event: Event) -> str:
    """What an event starts, in the words of a message."""
    return _STARTS.get(event.kind) or f"makes `{event.name.removesuffix('.__call__')}` start processes"


def _starts_processes(module: Module, event: Event) -> bool:
    if event.api.starts:
        return True
    if event.kind == "process-executor":
        return event.method in ("submit", "map", "run_in_executor")
    if event.creates and (event.kind == "pool" or event.name == "multiprocessing.Manager"):
        return True
    is_manager = event.kind not in ("pool", "process")
    entered = event.creates and is_manager and isinstance(module.parent(event.call), ast.withitem)
    return entered or (event.method == "start" and event.kind != "pool")


def is_asked_for(module: Module, node: ast.AST) -> bool:
    """Whether nothing is open about the tests around a node, or some call decides them with what it passes."""
    if not module.around.open_tests(node, module.targets):
        return True
    function = module.function(node)
    contexts = module.contexts.of(function) if function is not None else []
    tests = list(conditions(module.ev, node))
    return any(all(truth(module.ev, test, one) is outcome for test, outcome in tests) for one in contexts)
