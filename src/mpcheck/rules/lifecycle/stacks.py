"""What exit stacks are told to call at their end."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.calling import STACKS
from mpcheck.model.module import Module
from mpcheck.model.values import BoundMethod, Object

_ENDING = ("close", "__exit__")


@dataclass(frozen=True, slots=True)
class Registered:
    """``stack.callback(object.method, ...)``: ``call`` says so."""

    call: ast.Call
    stack: Object
    method: BoundMethod

    @property
    def made(self) -> ast.Call:
        """What the stack calls in the end."""
        return ast.Call(self.call.args[0], self.call.args[1:], self.call.keywords)


def registered(module: Module) -> Iterator[Registered]:
    """The methods that are registered, here and in functions of other files that this one calls."""
    if not any("ExitStack" in file.text for file in module.files_reached):
        return
    for call in module.reached_calls:
        if isinstance(call.func, ast.Attribute) and call.func.attr == "callback" and call.args:
            stacks, methods = module.values(call.func.value), module.values(call.args[0])
            if len(stacks) == len(methods) == 1:
                (stack,), (method,) = stacks, methods
                if isinstance(stack, Object) and stack.name in STACKS and isinstance(method, BoundMethod):
                    yield Registered(call, stack, method)


def ends(module: Module, stack: Object) -> Iterator[ast.AST]:
    """Where a stack ends: calls, and items of ``with`` statements, which stand for the end of the block."""
    for call in module.reached_calls:
        method = call.func if isinstance(call.func, ast.Attribute) else None
        if method is not None and method.attr in _ENDING and _is(module, method.value, stack):
            yield call
    for file in module.files_reached:
        yield from (item for item in file.nodes_of(ast.withitem) if _is(module, item.context_expr, stack))


def _is(module: Module, node: ast.expr, stack: Object) -> bool:
    values = module.values(node)
    return bool(values) and all(isinstance(one, Object) and one.call is stack.call for one in values)
