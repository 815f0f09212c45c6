"""Flags that a module sets to one constant or another, as its platform allows: ``HAVE_FCNTL``, ``IS_WINDOWS``."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from mpcheck.model import imports
from mpcheck.model.conditions import conditions
from mpcheck.model.nodes import parent_of, scope_of
from mpcheck.model.scopes import Binding
from mpcheck.targets import Target

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


def flag(ev: Evaluator, name: ast.Name, target: Target, decide: Callable[[ast.expr], bool | None]) -> bool | None:
    """Whether a flag is true on a target; None where that is not settled when its module has been loaded.

    One that is a single constant is there to be changed.
    """
    known, depends = None, False
    for binding in _bindings(ev, name):
        value = binding.value
        is_at_top = binding.statement is not None and scope_of(binding.statement).is_module
        if binding.kind != "assign" or binding.path or not isinstance(value, ast.Constant) or not is_at_top:
            return None
        outcomes = [*_decided(ev, value, decide), *_tried(ev, value, target)]
        if None in outcomes and False not in outcomes:
            return None
        depends = depends or bool(outcomes)
        known = known if False in outcomes else bool(value.value)
    return known if depends else None


def is_switched_off(ev: Evaluator, node: ast.AST) -> bool:
    """Whether a flag that its module sets once, to a constant, keeps control from a node or from a function that holds it."""
    here: ast.AST | None = node
    while here is not None:
        if any(_constantly(ev, test) is (not outcome) for test, outcome in conditions(ev, here)):
            return True
        function = scope_of(here).enclosing_function
        here = function.node if function is not None else None
    return False


def _constantly(ev: Evaluator, test: ast.expr) -> bool | None:
    """How a test comes out that is such a flag, or ``not`` one."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = _constantly(ev, test.operand)
        return None if inner is None else not inner
    bindings = _bindings(ev, test) if isinstance(test, ast.Name) else []
    binding = bindings[0] if len(bindings) == 1 else None
    if binding is None or binding.kind != "assign" or binding.path or not isinstance(binding.value, ast.Constant):
        return None
    return None if any(True for _ in conditions(ev, binding.value)) else bool(binding.value.value)


def _bindings(ev: Evaluator, name: ast.Name) -> list[Binding]:
    """The bindings of a name of a module, in the order in which they run; of one that is imported, those of its file."""
    scope = scope_of(name).holder_of(name.id)
    bindings = scope.bindings[name.id] if scope is not None and scope.is_module else []
    if len(bindings) == 1 and bindings[0].kind == "import":
        resolved = ev.project.resolve(bindings[0].origin, ev.file(bindings[0].node).file)
        if resolved is not None and len(resolved.rest) == 1:
            return resolved.found.module.bindings.get(resolved.rest[0], [])
    return bindings


def _decided(ev: Evaluator, node: ast.AST, decide: Callable[[ast.expr], bool | None]) -> Iterator[bool | None]:
    """For each test around a node whether it comes out so that control comes to the node."""
    for test, outcome in conditions(ev, node):
        known = decide(test)
        yield None if known is None else known is outcome


def _tried(ev: Evaluator, node: ast.AST, target: Target) -> Iterator[bool | None]:
    """For each ``try`` around a node whether control comes to that part of it: by what is imported there."""
    child, parent = node, parent_of(node)
    while parent is not None:
        if isinstance(parent, ast.Try):
            imported = list(imports.platforms_of_imports(parent.body))
            lacks = any(target.platform not in platforms for platforms in imported)
            if child not in parent.finalbody:
                yield (lacks is isinstance(child, ast.ExceptHandler)) if imported else None
        child, parent = parent, parent_of(parent)
