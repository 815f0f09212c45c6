"""Loops, as the calls that they make: some things, such as a DataLoader, start processes when they are iterated over."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.api import canonical
from mpcheck.model.collect import COMPREHENSIONS
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.nodes import method_call
from mpcheck.model.scopes import Collected
from mpcheck.model.values import External

#: Packages with a class whose table has a row for ``__iter__``.
_PACKAGES = ("torch",)
#: Functions that iterate over their argument, at once or in the loop around them.
_ITERATE = {
    *(f"builtins.{name}" for name in ("enumerate", "filter", "iter", "map", "zip", "sum", "max", "min", "any", "all")),
    *(f"builtins.{name}" for name in ("list", "tuple", "set", "frozenset", "sorted")),
    *("tqdm.tqdm", "tqdm.auto.tqdm", "tqdm.std.tqdm", "tqdm.notebook.tqdm", "rich.progress.track"),
}


def iterated_calls(ev: Evaluator) -> Iterator[ast.Call]:
    """The calls of ``__iter__`` that loops make on objects of these packages, written out."""
    if ev.found.imports(_PACKAGES):
        yield from (method_call(iterable, "__iter__", iterable) for iterable in iterables(ev, ev.found))


def iterables(ev: Evaluator, file: Collected) -> Iterator[ast.expr]:
    """What the loops of a file iterate over."""
    for node in file.nodes_of(ast.For, ast.AsyncFor, ast.Call, *COMPREHENSIONS):
        if isinstance(node, (ast.For, ast.AsyncFor)):
            yield node.iter
        elif isinstance(node, COMPREHENSIONS):
            yield from (generator.iter for generator in node.generators)
        elif node.args and _names(ev, node.func) & _ITERATE:
            yield from node.args


def _names(ev: Evaluator, function: ast.expr) -> set[str]:
    return {canonical(one.name) for one in ev.evaluate(function) if isinstance(one, External)}
