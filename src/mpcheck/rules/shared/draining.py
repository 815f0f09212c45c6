"""Loops that read a queue until it looks empty."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mpcheck.model.attributes import is_literal
from mpcheck.model.conditions import is_body
from mpcheck.model.displays import last_name
from mpcheck.model.event import Event
from mpcheck.model.module import Module

_TESTS = ("empty", "qsize")
_CATCHES_EMPTY = {"Empty", "Exception", "BaseException", ""}


@dataclass(frozen=True, slots=True)
class Drain:
    """A loop in which ``read`` takes items; ``test`` is where it finds that there is nothing more."""

    read: Event
    loop: ast.While
    test: ast.AST
    blocks: bool


def drains(module: Module) -> Iterator[Drain]:
    """The loops that end when a queue of multiprocessing looks empty, and use what they read."""
    for read in module.events_everywhere("queue joinable-queue", "get get_nowait"):
        if isinstance(read.call.func, ast.Attribute) and not isinstance(module.parent(read.call), ast.Expr):
            blocks = read.method == "get" and not _gives_up_at_once(read)
            found = _tested(module, read) if blocks else _tested(module, read) or _caught(module, read)
            if found is not None and not _is_repeated(module, found[0]):
                yield Drain(read, *found, blocks)


def _gives_up_at_once(read: Event) -> bool:
    given = [*read.call.args[:1], *(k.value for k in read.call.keywords if k.arg in ("block", "timeout"))]
    return any(is_literal(one, False, 0) for node in given for one in read.evaluate(node))


def _tested(module: Module, read: Event) -> tuple[ast.While, ast.AST] | None:
    """The innermost loop that a test of the same queue ends, and the test."""
    for loop in loops(module, read.call):
        candidates = [loop.test] if not isinstance(loop.test, ast.BoolOp) else _all_needed(loop.test)
        leaving = (node for node in ast.walk(loop) if isinstance(node, ast.If) and _ends_loop(node.body))
        candidates += [node.test for node in leaving]
        for test in candidates:
            call = _emptiness(test, read)
            if call is not None:
                return loop, call
    return None


def _all_needed(test: ast.BoolOp) -> list[ast.expr]:
    return test.values if isinstance(test.op, ast.And) else []


def _emptiness(test: ast.expr, read: Event) -> ast.Call | None:
    """The call of ``empty()`` or ``qsize()`` on the queue that a test consists of."""
    while isinstance(test, (ast.UnaryOp, ast.Compare)):
        test = test.operand if isinstance(test, ast.UnaryOp) else test.left
    function = test.func if isinstance(test, ast.Call) else None
    if not isinstance(function, ast.Attribute) or function.attr not in _TESTS:
        return None
    assert isinstance(test, ast.Call)
    assert isinstance(read.call.func, ast.Attribute)
    return test if ast.unparse(function.value) == ast.unparse(read.call.func.value) else None


def _caught(module: Module, read: Event) -> tuple[ast.While, ast.AST] | None:
    """The loop that a handler of ``queue.Empty`` ends, and the handler, or what suppresses the exception."""
    child: ast.AST = read.call
    loop: ast.While | None = None
    for parent in module.ancestors(read.call):
        if is_body(parent, child):
            break
        if isinstance(parent, ast.While):
            loop = loop or parent
        if isinstance(parent, ast.Try) and child in parent.body:
            handler = next((h for h in parent.handlers if _names(h) & _CATCHES_EMPTY), None)
            if handler is not None and loop is None and _ends_loop(handler.body):
                loop = next(loops(module, parent), None)
            elif handler is not None and loop is not None and isinstance(handler.body[-1], ast.Continue):
                return None
            return (loop, handler) if handler is not None and loop is not None else None
        suppressing = _suppressing(parent) if isinstance(parent, ast.With) and child in parent.body else None
        if suppressing is not None:
            return (loop, suppressing) if loop is not None else None
        child = parent
    return None


def _suppressing(block: ast.With) -> ast.expr | None:
    """``suppress(Empty)``, where a block enters that."""
    calls = [item.context_expr for item in block.items if isinstance(item.context_expr, ast.Call)]
    suppressing = (
        call for call in calls if last_name(call.func) == "suppress" and _spelled(call.args) & _CATCHES_EMPTY
    )
    return next(suppressing, None)


def _names(handler: ast.ExceptHandler) -> set[str]:
    return _spelled(handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type])


def _spelled(types: Sequence[ast.expr | None]) -> set[str]:
    return {ast.unparse(one).rpartition(".")[2] if one is not None else "" for one in types}


def _ends_loop(body: list[ast.stmt]) -> bool:
    return isinstance(body[-1], (ast.Break, ast.Return))


def loops(module: Module, node: ast.AST) -> Iterator[ast.While]:
    """The ``while`` loops around a node in its function, innermost first."""
    child = node
    for parent in module.ancestors(node):
        if is_body(parent, child):
            return
        if isinstance(parent, ast.While):
            yield parent
        child = parent


def _is_repeated(module: Module, loop: ast.While) -> bool:
    """Whether a loop around it comes back for what was missed."""
    return next(loops(module, loop), None) is not None
