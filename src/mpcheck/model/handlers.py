"""Which exceptions do not get past the ``except`` clauses and context managers around a node."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mpcheck.model.attributes import decorated_as, find_method
from mpcheck.model.collect import FUNCTIONS, TRIES
from mpcheck.model.displays import last_name
from mpcheck.model.nodes import parent_of
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import Collection, External, Generator, Instance, Value

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: Context managers that take the exceptions given to them; those of test frameworks expect them.
EXPECTING = {"raises", "assertRaises", "assertRaisesRegex"}
_TAKING = {"suppress", *EXPECTING}
#: They make a context manager of a generator function.
MANAGING = ("contextlib.contextmanager", "contextlib.asynccontextmanager")
_EXITS = ("__exit__", "__aexit__")
_MAX_DEPTH = 3


def exceptions_caught(ev: Evaluator, node: ast.AST, depth: int = _MAX_DEPTH) -> set[str]:
    """The names of the exceptions that do not get past the handlers around a node, in its own body; "" for all.

    A handler that ends by raising again lets them pass.
    """
    caught: set[str] = set()
    child, parent = node, parent_of(node)
    while parent is not None and not isinstance(parent, FUNCTIONS):
        if isinstance(parent, TRIES) and child in parent.body:
            for handler in (handler for handler in parent.handlers if not _raises_again(handler)):
                caught |= {""} if handler.type is None else set(named(ev, [handler.type]))
        elif isinstance(parent, (ast.With, ast.AsyncWith)) and child in parent.body:
            for item in parent.items:
                caught |= set(_taken_by(ev, item.context_expr, depth))
        child, parent = parent, parent_of(parent)
    return caught


def named(ev: Evaluator, types: Iterable[ast.expr]) -> Iterator[str]:
    """The exceptions that are named, one by one, in a tuple or through a name."""
    for node in types:
        if isinstance(node, ast.Tuple):
            yield from named(ev, node.elts)
            continue
        yield ast.unparse(node).rpartition(".")[2]
        for one in ev.evaluate(node):
            if isinstance(one, External):
                yield one.name.rpartition(".")[2]
            elif isinstance(one, Collection) and isinstance(one.node, ast.Tuple):
                yield from named(ev, one.node.elts)


def _taken_by(ev: Evaluator, manager: ast.expr, depth: int) -> Iterator[str]:
    """The exceptions that leaving a context manager takes."""
    if isinstance(manager, ast.Call) and last_name(manager.func) in _TAKING:
        yield from named(ev, manager.args)
    elif depth:
        for one in ev.evaluate(manager):
            yield from _taken_in_leaving(ev, one, depth)


def _taken_in_leaving(ev: Evaluator, manager: Value, depth: int) -> Iterator[str]:
    if isinstance(manager, Generator) and manager.function is not None:
        function = manager.function.info
        if function.is_generator and decorated_as(ev, function, *MANAGING):
            for place in function.yields:
                yield from exceptions_caught(ev, place, depth - 1)
    elif isinstance(manager, Instance):
        methods = (find_method(ev, manager.info, name) for name in _EXITS)
        if any(_may_take(method) for method in methods if method is not None):
            yield ""


def _may_take(method: FunctionInfo) -> bool:
    """Whether an ``__exit__`` may say that an exception is dealt with; what it leaves to another one is not known."""
    about = {parameter.arg for parameter in method.parameters[1:]}
    return any(_says_yes(value, about) for value in method.returns)


def _says_yes(value: ast.expr, about: set[str]) -> bool:
    """Whether a result is true, or told from the exception: ``kind is SystemExit``."""
    if isinstance(value, ast.Constant):
        return bool(value.value)
    nodes = list(ast.walk(value))
    asks = any(isinstance(node, ast.Name) and node.id in about for node in nodes)
    return asks and not any(isinstance(node, ast.Attribute) and node.attr in _EXITS for node in nodes)


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None
