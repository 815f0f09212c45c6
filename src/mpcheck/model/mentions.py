"""Which names and attributes mean the object that a call makes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from mpcheck.model.nodes import parent_of
from mpcheck.model.scopes import Collected
from mpcheck.model.values import Instance, Object

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_T = TypeVar("_T", bound=ast.AST)


def mentions(module: Module, call: ast.Call) -> Iterator[ast.expr]:
    """The expressions that may be the object that a call makes: the call itself, names and attributes."""
    yield call
    yield from module.mentions.get(call, ())


def mentioned(module: Module, names: Iterable[ast.Name]) -> dict[ast.AST | None, list[ast.expr]]:
    """For each call those of the names, and attributes of these, that may be the object that it makes."""
    found: dict[ast.AST | None, list[ast.expr]] = {}
    for name in names:
        node: ast.AST | None = name
        seen: set[ast.AST | None] = set()
        while isinstance(node, (ast.Name, ast.Attribute)):
            made = {one.call for one in module.values(node) if isinstance(one, (Object, Instance))} - seen
            seen |= made
            for call in made:
                found.setdefault(call, []).append(node)
            parent = parent_of(node)
            node = parent if isinstance(parent, ast.Attribute) and parent.value is node else None
    return found


def made_among(module: Module, nodes: Iterable[ast.expr]) -> Iterator[tuple[ast.AST | None, ast.expr]]:
    """The calls, each with those of the names, and attributes of these, that may be the object which it makes.

    This asks it of a few, where `mentions` has to ask it of all that the file names.
    """
    roots = {node: root for node in nodes if isinstance(root := _root(node), ast.Name)}
    for call, found in mentioned(module, dict.fromkeys(roots.values())).items():
        yield from ((call, node) for node in found if node in roots)


def _root(node: ast.expr) -> ast.expr:
    """The expression at the start of ``name.attribute.attribute``."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node


def names_reached(module: Module) -> Iterator[ast.Name]:
    """The names of the file, and of others those that `reached` finds."""
    return reached(module, lambda file: file.names)


def reached(module: Module, nodes_in: Callable[[Collected], Iterable[_T]]) -> Iterator[_T]:
    """Nodes of the file, of functions of other files that are called from here, and those outside of functions beside them."""
    called = {None, *module.functions_called}
    yield from nodes_in(module.found)
    for file in dict.fromkeys(module.ev.file(function.node) for function in module.functions_called):
        yield from (node for node in nodes_in(file) if module.function(node) in called)
