"""Loops that read a queue while processes live, after whose end nobody looks again."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.event import Event
from mpcheck.model.iteration import is_container
from mpcheck.model.module import Module
from mpcheck.model.order import frames
from mpcheck.rules.shared.draining import Drain, loops

#: How the items that are read are kept.
_KEEPS = {"append", "extend", "add", "update", "appendleft"}


def last_looks(module: Module) -> Iterator[Drain]:
    """Loops that end with the processes, whatever has come since they last read the queue."""
    if not any("is_alive" in file.text for file in module.files_reached):
        return
    reads = [one for one in module.events_everywhere("queue joinable-queue", "get get_nowait") if one.origin]
    for read in reads:
        again = any(other.origin is read.origin and other.call is not read.call for other in reads)
        if not again and module.function(read.call) not in module.worker_tasks:
            loop = _loop_around(module, read)
            if loop is not None and _keeps_items(module, loop):
                yield Drain(read, loop, loop.test, blocks=False)


def _loop_around(module: Module, read: Event) -> ast.While | None:
    """The loop in which all reading happens while processes live, here or in what calls it."""
    for nodes in frames(module, read.sites).values():
        found = [next((one for one in loops(module, node) if asks_life(one.test)), None) for node in nodes]
        if any(found):
            return found[0] if all(found) else None
    return None


def asks_life(test: ast.expr) -> bool:
    """Whether a test fails once a process has ended: ``p.is_alive()``, ``any(p.is_alive() for p in ps)``, these and others."""
    if isinstance(test, ast.BoolOp):
        return isinstance(test.op, ast.And) and any(map(asks_life, test.values))
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute):
        return test.func.attr == "is_alive"
    asked = test.args[0] if isinstance(test, ast.Call) and ast.unparse(test.func) == "any" and test.args else None
    return isinstance(asked, (ast.GeneratorExp, ast.ListComp)) and asks_life(asked.elt)


def _keeps_items(module: Module, loop: ast.While) -> bool:
    """Whether a loop fills a container and does not wait for the end of a process, after which it looks once more."""
    nodes = [node for statement in loop.body for node in ast.walk(statement)]
    methods = [node.func for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    if any(method.attr == "join" for method in methods):
        return False
    filled = [method.value for method in methods if method.attr in _KEEPS]
    return any(is_container(one) for node in filled for one in module.values(node))
