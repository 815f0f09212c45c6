"""Look-ups by which a callback fails on some of the results: in a dict that lacks a key which a task may give back."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from mpcheck.model import mappings
from mpcheck.model.event import Event
from mpcheck.model.globals import scope_of_name
from mpcheck.model.module import Module
from mpcheck.model.values import NOTHING, CallContext, Collection, Const, Function, Value, Values, certainly
from mpcheck.model.worker import Run, run_with
from mpcheck.rules.lifecycle.raising import LOOKUP

_OPERATORS: dict[type[ast.operator], Callable[[Any, Any], object]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
#: Decorators that leave a function as it is.
_PLAIN = {"builtins.staticmethod", "builtins.classmethod"}


@dataclass(frozen=True, slots=True)
class MissingKey:
    """A look-up in a dict that lacks one of its keys, or ``always`` the one that is looked up, and the calls that lead to it."""

    node: ast.Subscript
    key: object
    way: tuple[ast.Call, ...]
    always: bool


def missing_keys(module: Module, event: Event, callback: ast.expr) -> Iterator[MissingKey]:
    """The look-ups of a callback that is called with the result of one task, as far as literals decide them."""
    results = _results(module, event)
    for run in run_with(module, callback, event, (results,)) if results else ():
        info = run.function.info
        for node in module.ev.file(info.node).nodes_of(ast.Subscript):
            if module.function(node) is info and all(_is_passed(module, one) for one in (node, *run.sites)):
                yield from _missing_key(module, node, run)


def _is_passed(module: Module, node: ast.AST) -> bool:
    """Whether no test decides that a node runs, and no handler, perhaps of a decorator, takes the KeyError."""
    function = module.function(node)
    decorators = function.decorators if function is not None else []
    return all(module.external_name(one) in _PLAIN for one in decorators) and not (
        module.around.open_tests(node, module.targets) or LOOKUP & module.exceptions_caught(node)
    )


def _results(module: Module, event: Event) -> Values:
    """What the task of an event may give back; nothing where that is not all written out."""
    functions = certainly(Function, event.values("func"))
    results = NOTHING.union(
        *(module.values(node) for one in functions or () for node in one.info.returns if not one.info.decorators)
    )
    return results if all(_is_written_out(module, one) for one in results) else NOTHING


def _is_written_out(module: Module, one: Value) -> bool:
    if isinstance(one, Collection) and isinstance(one.node, ast.Tuple):
        return not any(isinstance(element, ast.Starred) for element in one.node.elts)
    return isinstance(one, Const) or mappings.constant_keys(module.ev, one) is not None


def _missing_key(module: Module, node: ast.Subscript, run: Run) -> Iterator[MissingKey]:
    owners = module.values(node.value, run.context)
    known = mappings.constant_keys(module.ev, next(iter(owners))) if len(owners) == 1 else None
    if known is None or not (isinstance(node.ctx, ast.Load) or isinstance(module.parent(node), ast.AugAssign)):
        return
    asked = _constants(module, node.slice, run.context)
    missing = sorted(asked - known, key=repr)
    if missing:
        yield MissingKey(node, missing[0], run.sites, len(missing) == len(asked) and not run.sites)


def _constants(module: Module, node: ast.expr, context: CallContext | None) -> set[object]:
    """The literals that an expression may be, also computed from such; nothing where there may be others.

    Nor where a name gets its value in several places: tests may tell which of them is meant for which literal.
    """
    names = [(part.id, scope_of_name(module, part)) for part in ast.walk(node) if isinstance(part, ast.Name)]
    if any(scope is not None and len(scope.bindings[name]) > 1 for name, scope in names):
        return set()
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        lefts, rights = (_constants(module, side, context) for side in (node.left, node.right))
        try:
            return {_OPERATORS[type(node.op)](left, right) for left in lefts for right in rights}
        except (ArithmeticError, TypeError, ValueError):
            return set()
    held = certainly(Const, module.values(node, context))
    return {one.value for one in held or ()}
