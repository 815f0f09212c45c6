"""Which processes are daemonic, and so may not have children and do not outlive their parent."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model import mappings
from mpcheck.model.attributes import bases, is_literal
from mpcheck.model.calling import has_hidden_arguments
from mpcheck.model.conditions import conditions
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.scopes import Collected
from mpcheck.model.tasks import Task
from mpcheck.model.values import BoundMethod, Instance, Super, Value, Values, origin

_CURRENT = "multiprocessing.current_process"


def is_daemonic(module: Module, task: Task) -> bool:
    event = task.event
    if event.runner.daemonic:
        return True
    if event.kind == "pool":
        return is_ordinary(module, event)
    if event.kind != "process" or not event.creates:
        return False
    written = [*event.values("daemon"), *_written_to(module, event.call)]
    if isinstance(event.receiver, Instance):
        written += _written_by_class(module, event.receiver)
    return bool(written) and all(is_literal(one, True) for one in written)


def _written_to(module: Module, made: ast.Call) -> Values:
    """What this file, and that of the call, assign to ``daemon`` of the process that it makes."""
    found: Values = frozenset()
    files = dict.fromkeys((module.found, module.ev.file(made)))
    for node, value, _, _ in (store for file in files for store in file.attribute_stores):
        if node.attr != "daemon" or value is None:
            continue
        if any(origin(one) is made for one in module.values(node.value)):
            found |= module.values(value)
    return found


def _written_by_class(module: Module, one: Instance) -> list[Value]:
    """What a subclass of Process, or one of its bases, says of ``daemon``: ``self.daemon = ...``, ``super().__init__(daemon=...)``."""
    classes = bases(module.ev, one.info)
    written = [w.value for cls in classes for w in cls.attributes.get("daemon", ()) if w.value is not None]
    for call in (call for cls in classes if "__init__" in cls.methods for call in cls.methods["__init__"].calls):
        if any(isinstance(v, BoundMethod) and isinstance(v.receiver, Super) for v in module.values(call.func)):
            written += [keyword.value for keyword in call.keywords if keyword.arg == "daemon"]
            passed_on = [keyword.value for keyword in call.keywords if keyword.arg is None]
            if one.call is None or not has_hidden_arguments(one.call):
                written += [node for options in passed_on for node in _put_into(module, options)]
    return [value for node in written for value in module.values(node)]


def _put_into(module: Module, options: ast.expr) -> Iterator[ast.expr]:
    """What a method says of ``daemon`` in the options that it passes on: ``options.setdefault("daemon", True)``."""
    if not isinstance(options, ast.Name):
        return
    for mutation in module.ev.file(options).mutations:
        is_same = isinstance(mutation.container, ast.Name) and mutation.container.id == options.id
        is_here = is_same and module.function(mutation.node) is module.function(options)
        if is_here and mappings.key_of(module.ev, mutation.node, None) == "daemon":
            yield mutation.value


def is_ordinary(module: Module, event: Event) -> bool:
    """Whether a pool is neither of a class of the file nor made with a context of the file: these may lift the ban."""
    if event.kind != "pool":
        return True
    if isinstance(event.receiver, Instance):
        return False
    made = event.call if event.creates else event.origin
    written = [k.value for k in made.keywords if k.arg == "context"] if isinstance(made, ast.Call) else []
    return not any(isinstance(one, Instance) for node in written for one in module.values(node))


def lifts_the_ban(module: Module, file: Collected) -> bool:
    """Whether a file clears ``daemon`` of the current process, or uses billiard, whose workers may have children."""
    for mutation in file.mutations:
        key = mutation.node.slice if isinstance(mutation.node, ast.Subscript) else None
        is_cleared = isinstance(key, ast.Constant) and key.value == "daemon"
        if is_cleared and not all(is_literal(one, True) for one in module.values(mutation.value)):
            return True
    for node, _, _, _ in file.attribute_stores:
        if node.attr == "daemon" and _CURRENT in {getattr(one, "name", "") for one in module.values(node.value)}:
            return True
    bindings = [binding for found in file.module.bindings.values() for binding in found]
    return any(binding.origin.partition(".")[0] == "billiard" for binding in bindings)


def may_pass(module: Module, node: ast.AST) -> bool:
    """Whether a worker may come by a node: no test of the process and no handler of the error is around it."""
    if module.graph.is_guarded(node) or "AssertionError" in module.exceptions_caught(node):
        return False
    tests = [test for test, _ in conditions(module.ev, node)]
    words = {getattr(sub, "attr", getattr(sub, "id", "")) for test in tests for sub in ast.walk(test)}
    return not words & {"daemon", "_daemonic", "current_process", "parent_process"}
