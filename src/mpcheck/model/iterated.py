"""Loops over what starts processes when it is iterated over, such as a DataLoader."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.api import canonical
from mpcheck.model.collect import COMPREHENSIONS
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.values import External

#: Packages with a class whose table has a row for ``__iter__``.
_PACKAGES = ("torch",)
#: Functions that iterate over their argument, at once or in the loop around them.
_ITERATE = {
    *(f"builtins.{name}" for name in ("enumerate", "iter", "list", "tuple", "zip", "sum", "max", "min")),
    *("tqdm.tqdm", "tqdm.auto.tqdm", "tqdm.std.tqdm", "tqdm.notebook.tqdm", "rich.progress.track"),
}


def iterated_calls(ev: Evaluator) -> Iterator[ast.Call]:
    """The calls of ``__iter__`` that loops make, written out."""
    if not ev.found.imports(_PACKAGES):
        return
    for node in ev.found.nodes_of(ast.For, ast.AsyncFor, ast.Call, *COMPREHENSIONS):
        if isinstance(node, (ast.For, ast.AsyncFor)):
            yield _written_out(ev, node.iter)
        elif isinstance(node, COMPREHENSIONS):
            yield from (_written_out(ev, generator.iter) for generator in node.generators)
        elif node.args and _names(ev, node.func) & _ITERATE:
            for argument in node.args:
                yield _written_out(ev, argument)


def _names(ev: Evaluator, function: ast.expr) -> set[str]:
    return {canonical(one.name) for one in ev.evaluate(function) if isinstance(one, External)}


def _written_out(ev: Evaluator, iterable: ast.expr) -> ast.Call:
    method = ast.copy_location(ast.Attribute(iterable, "__iter__", ast.Load()), iterable)
    call = ast.copy_location(ast.Call(method, [], []), iterable)
    for node in (call, method):
        ev.found.parents[node] = ev.found.parents[iterable]
        ev.found.scope_of[node] = ev.found.scope_of[iterable]
    return call
