"""What runs before what, also where functions of the file make the calls."""

from __future__ import annotations

import ast
from enum import Enum
from typing import TypeAlias

from mpcheck.model.collect import COMPREHENSIONS
from mpcheck.model.module import Module
from mpcheck.model.parents import loops_around
from mpcheck.model.scopes import FunctionInfo, Scope

#: The bodies that lead to a node (None: the module's), each with the nodes in it that do: the node or calls.
_Ways: TypeAlias = "dict[FunctionInfo | None, list[ast.AST]]"
_MAX_BODIES = 40


class Order(Enum):
    """Whether one thing happens before another: ``always`` on every path to the other, ``perhaps`` on some."""

    NEVER = 0
    PERHAPS = 1
    ALWAYS = 2


def order(module: Module, first: ast.AST, second: ast.AST) -> Order:
    """Whether ``first`` happens before ``second`` in one run of the program.

    Both are compared in each body that leads to both.  What importing the module does comes before what is done
    in functions that nothing calls while it is imported.
    """
    befores, afters = _ways(module, first), _ways(module, second)
    found = [
        _in_body(module, one, two)
        for body in befores
        if body in afters
        for one in befores[body]
        for two in afters[body]
    ]
    if _is_of_import(module, first, befores, afters):
        found.append(Order.ALWAYS)
    return max(found, key=lambda result: result.value, default=Order.NEVER)


def is_always_first(module: Module, first: ast.AST, second: ast.AST) -> bool:
    """Whether ``second`` never happens without a ``first`` before it: a body does both, each time in this order."""
    befores, afters = _ways(module, first), _ways(module, second)
    return _is_of_import(module, first, befores, afters) or any(
        all(_in_body(module, one, two) is Order.ALWAYS for one in befores[body] for two in afters[body])
        for body in befores
        if body in afters
    )


def _is_of_import(module: Module, first: ast.AST, befores: _Ways, afters: _Ways) -> bool:
    """Whether importing the module does the first, and not the second."""
    return None not in afters and None in befores and bool(module.import_chain(first))


def _ways(module: Module, node: ast.AST) -> _Ways:
    """The ways that lead to a node."""
    ways: _Ways = {}
    stack = [node]
    while stack and len(ways) < _MAX_BODIES:
        here = _outside_classes(module, stack.pop())
        body = module.function(here)
        reached = ways.setdefault(body, [])
        if not any(here is one for one in reached):
            reached.append(here)
            if body is not None and len(reached) == 1:
                stack.extend(module.around.callers(body))
    return ways


def _outside_classes(module: Module, node: ast.AST) -> ast.AST:
    """The node, or the class statement whose body holds it: that runs with the body around it."""
    scope: Scope | None = module.scope(node)
    while scope is not None and scope.function is None:
        node = scope.cls.node if scope.cls else node
        scope = scope.parent
    return node


def _in_body(module: Module, one: ast.AST, two: ast.AST) -> Order:
    if one is two:
        # One call leads to both: the next time that it is made comes after this one.
        return Order.PERHAPS if _comes_again(module, one, two) else Order.NEVER
    if not module.happens_before(one, two):
        return Order.NEVER
    statement, other = module.statement(one), module.statement(two)
    is_certain = statement is other or module.flow(one).always_before([statement], other)
    return Order.ALWAYS if is_certain else Order.PERHAPS


def leads_to(module: Module, call: ast.Call, node: ast.AST) -> bool:
    """Whether a node is reached by a call."""
    return any(call is one for places in _ways(module, node).values() for one in places)


def repeats(module: Module, node: ast.AST) -> bool:
    """Whether a node can run more than once: in a loop, or through several calls of its function in one body."""
    ways = _ways(module, node)
    return any(_comes_again(module, one, two) for body in ways.values() for one in body for two in body)


def _comes_again(module: Module, one: ast.AST, two: ast.AST) -> bool:
    if one is not two:
        return module.happens_before(one, two)
    statement = module.statement(one)
    is_in_comprehension = any(isinstance(loop, COMPREHENSIONS) for loop in loops_around(module, one))
    return is_in_comprehension or module.flow(one).can_follow(statement, statement)
