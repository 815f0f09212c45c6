"""Exceptions that code raises by itself and that leave the function which a pool calls."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mpcheck.model.attributes import bases, external_bases
from mpcheck.model.exceptions import is_stopped
from mpcheck.model.flow import ENTRY, EXIT
from mpcheck.model.lookups import lacking_lookups, vain_lookups
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import ClassRef, External, Instance, Object
from mpcheck.rules.lifecycle.exits import exits
from mpcheck.rules.lifecycle.loopless import calls_without_loop
from mpcheck.rules.lifecycle.reaching import route

_ALL = {"Exception", "BaseException", ""}
#: The exceptions that take what a look-up in a dict raises.
LOOKUP = {*_ALL, "KeyError", "LookupError"}
_NO_LOOP = {*_ALL, "RuntimeError"}


@dataclass(frozen=True, slots=True)
class Raised:
    """A node that raises, the calls that lead to it, and whether each call of the function ends with an exception."""

    node: ast.AST
    way: list[ast.AST]
    always: bool


def raised_by(module: Module, functions: Collection[FunctionInfo], *, in_thread: bool = False) -> Iterator[Raised]:
    """What may leave one of the functions as an exception, ``in_thread`` or in the main thread of a worker.

    ``raise``, ``sys.exit()``, what looks for a key that a dict lacks, what asks for an event loop where none runs.
    """
    reached = module.graph.reached_from(functions)
    nodes: list[tuple[ast.AST, set[str]]] = [
        (node, _ALL | _names(module, node)) for function in module.graph.in_order(reached) for node in function.raises
    ]
    nodes += [
        (found.node, {found.exception, "BaseException", ""})
        for found in (exits(module) if functions else ())
        if found.exception and isinstance(found.node, ast.Call) and not found.only_maybe
    ]
    nodes += [(node, LOOKUP) for node in module.once(vain_lookups) if module.function(node) in reached]
    nodes += [(node, LOOKUP) for node in lacking_lookups(module, module.graph.in_order(reached))]
    for node, takes in nodes:
        way = route(module, node, functions, lambda at, takes=takes: _passes(module, at, takes))  # type: ignore[misc]
        if way is not None:
            yield Raised(
                node, way, _never_returns(module, node) and all(_is_always_made(module, at) for at in way[:-1])
            )
    for call in calls_without_loop(module, reached, in_thread=in_thread):
        way = route(
            module, call, functions, lambda at: _passes(module, at, _NO_LOOP) and not _is_run_by_loop(module, at)
        )
        if way is not None:
            yield Raised(call, way, len(way) == 1 and _is_always_made(module, call))


def _passes(module: Module, node: ast.AST, takes: set[str]) -> bool:
    return not (is_stopped(module, node, takes) or module.graph.is_guarded(node))


def _is_run_by_loop(module: Module, node: ast.AST) -> bool:
    function = module.function(node)
    return function is not None and function.is_async


def _names(module: Module, node: ast.Raise) -> set[str]:
    """The names by which a handler may take what is raised, as far as its class is known."""
    found: set[str] = set()
    for one in module.values(node.exc) if node.exc is not None else ():
        names = [one.name] if isinstance(one, (External, Object)) else []
        if isinstance(one, (ClassRef, Instance)):
            found |= {base.name for base in bases(module.ev, one.info)}
            names = external_bases(module.ev, one.info)
        for name in names:
            builtin = getattr(builtins, name.removeprefix("builtins."), object)
            found |= {name.rpartition(".")[2], *(each.__name__ for each in getattr(builtin, "__mro__", ()))}
    return found


def _never_returns(module: Module, node: ast.AST) -> bool:
    return EXIT not in module.flow(node).reachable([ENTRY])


def _is_always_made(module: Module, call: ast.AST) -> bool:
    """Whether no run of the function around a call gets to its end without it."""
    return module.flow(call).always_before([module.statement(call)], EXIT)
