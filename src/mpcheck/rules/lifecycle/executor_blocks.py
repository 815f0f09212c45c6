"""The ``with`` statements at whose end an executor waits for its tasks."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.attributes import is_literal
from mpcheck.model.calling import argument
from mpcheck.model.collect import FUNCTIONS
from mpcheck.model.displays import last_name
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import BoundMethod, origin

#: What ends workers or keeps the end of the block from waiting for them.
ENDING = {"terminate", "kill", "terminate_workers", "kill_workers", "shutdown", "send_signal", "pop_all"}


def inside(module: Module, node: ast.AST) -> Iterator[ast.AST]:
    """What is around a node in its own function."""
    for outer in module.ancestors(node):
        if isinstance(outer, FUNCTIONS):
            return
        yield outer


def block_around(module: Module, node: ast.AST, made: ast.AST | None) -> ast.With | ast.AsyncWith | None:
    """The innermost ``with`` statement around a node that leaves the executor which a call has made."""
    if not isinstance(made, ast.Call):
        return None
    blocks = (outer for outer in inside(module, node) if isinstance(outer, (ast.With, ast.AsyncWith)))
    return next((block for block in blocks if any(_leaves(module, item, made) for item in block.items)), None)


def _leaves(module: Module, item: ast.withitem, made: ast.Call) -> bool:
    """Whether what is entered is the executor, or a context manager of the scanned code that waits for it at its end."""
    if any(module.with_blocks.leaves(one, made) for one in module.values(item.context_expr)):
        return True
    at_end = (function for function, place in module.with_blocks.run_by(item) if place is item)
    return any(_waits_for(module, function, made) for function in at_end)


def _waits_for(module: Module, function: FunctionInfo, made: ast.Call) -> bool:
    """Whether a function enters the executor itself, or shuts it down and waits, and ends no workers."""
    ending = [call for call in function.calls if last_name(call.func) in ENDING]
    enters = module.function(made) is function and isinstance(module.parent(made), ast.withitem)
    return all(_is_waiting_shutdown(module, call, made) for call in ending) if ending else enters


def _is_waiting_shutdown(module: Module, call: ast.Call, made: ast.Call) -> bool:
    ended = [origin(one.receiver) for one in module.contexts.values(call.func) if isinstance(one, BoundMethod)]
    wait = argument(call, ("wait",), "wait")
    goes_on = wait is not None and not all(is_literal(one, True) for one in module.values(wait))
    return last_name(call.func) == "shutdown" and made in ended and not goes_on
