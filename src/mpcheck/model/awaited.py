"""Blocking methods that a coroutine waits for in a thread: ``await asyncio.to_thread(process.join)``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.attributes import is_literal
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.nodes import note, parent_of, scope_of
from mpcheck.model.tables.standard import THREAD_EXECUTOR
from mpcheck.model.values import BoundMethod, External

_PASS_ON = {"asyncio.wait_for", "asyncio.shield", "asyncio.gather"}
#: What runs a function in a thread, and which of its arguments that is.
_IN_THREAD = {"to_thread": 0, "run_in_executor": 1}
_EACH = (ast.Starred, ast.ListComp, ast.GeneratorExp)


def awaited_calls(ev: Evaluator) -> Iterator[ast.Call]:
    """The calls that threads make while the coroutine waits: written as if it made them itself."""
    for call in ev.found.calls if any(name in ev.found.text for name in _IN_THREAD) else ():
        method, arguments = _method(call)
        if isinstance(method, ast.Attribute) and _is_awaited(ev, call) and _runs_in_thread(ev, call):
            made = ast.copy_location(ast.Call(method, arguments, []), method)
            note(made, call, scope_of(call))
            yield made


def _method(call: ast.Call) -> tuple[ast.expr | None, list[ast.expr]]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    first = _IN_THREAD.get(name, len(call.args))
    return (call.args[first], call.args[first + 1 :]) if first < len(call.args) else (None, [])


def _runs_in_thread(ev: Evaluator, call: ast.Call) -> bool:
    for one in ev.evaluate(call.func):
        if isinstance(one, External) and one.name == "asyncio.to_thread":
            return True
        if isinstance(one, BoundMethod) and one.name == "run_in_executor":
            executors = ev.evaluate(call.args[0])
            return all(is_literal(each, None) or ev.class_name(each) == THREAD_EXECUTOR for each in executors)
    return False


def _is_awaited(ev: Evaluator, call: ast.Call) -> bool:
    """Whether the coroutine goes on only after the call, and does nothing else meanwhile."""
    node: ast.AST = call
    while True:
        parent = parent_of(node)
        if isinstance(parent, ast.Await):
            return True
        passed_on = isinstance(parent, ast.Call) and parent.args[:1] == [node]
        alone = isinstance(parent, ast.Call) and len(parent.args) == 1
        if isinstance(parent, ast.Call) and passed_on:
            names = {one.name for one in ev.evaluate(parent.func) if isinstance(one, External)}
            if not names or not names <= _PASS_ON or ("asyncio.gather" in names and not alone):
                return False
        elif not isinstance(parent, _EACH) or (not isinstance(parent, ast.Starred) and node is not parent.elt):
            return False
        node = parent
