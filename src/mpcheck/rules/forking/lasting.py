"""Parents that go on without end beside a child that ends."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.model.hand_forks import HandFork, calls_unknown, run_by_child, run_by_parent
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo

#: How a child ends that does not become another program.
_ENDS = {"os._exit", "sys.exit", "builtins.exit", "builtins.quit"}
_LEAVES = (ast.Break, ast.Return, ast.Raise, ast.Yield, ast.YieldFrom, ast.Await)


def goes_on_beside_zombie(module: Module, fork: HandFork) -> ast.While | None:
    """The loop in which the parent of a child that ends goes on until something ends it from outside."""
    loops = _endless(module, run_by_parent(module, fork))
    loop = next(loops, None)
    return loop if loop is not None and _ends(module, run_by_child(module, fork)) else None


def _ends(module: Module, statements: set[ast.AST]) -> bool:
    """Whether the child comes to its end: all that it calls is known, and none of it is a loop without end."""
    written = [one for one in statements if isinstance(one, ast.stmt)]
    calls = [node for one in written for node in ast.walk(one) if isinstance(node, ast.Call)]
    functions: set[FunctionInfo] = {one for call in calls for one in module.functions(module.values(call.func))}
    reached = module.graph.reached_from(functions)
    loops = [*_loops(written), *_loops(function.node for function in reached)]
    is_over = any(module.external_name(call.func) in _ENDS for call in calls)
    return is_over and not loops and not calls_unknown(module, statements)


def _loops(nodes: Iterable[ast.AST]) -> list[ast.While]:
    """The loops that ask for nothing, however they are left."""
    return [one for node in nodes for one in ast.walk(node) if isinstance(one, ast.While) and _asks_nothing(one)]


def _endless(module: Module, statements: set[ast.AST]) -> Iterator[ast.While]:
    for one in statements:
        if isinstance(one, ast.While) and _asks_nothing(one):
            inside = [node for statement in one.body for node in ast.walk(statement)]
            calls = (node.func for node in inside if isinstance(node, ast.Call))
            if not any(isinstance(node, _LEAVES) for node in inside) and not any(
                module.external_name(function) in _ENDS for function in calls
            ):
                yield one


def _asks_nothing(loop: ast.While) -> bool:
    return isinstance(loop.test, ast.Constant) and bool(loop.test.value)
