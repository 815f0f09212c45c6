"""Functions that raise, or leave the process, on some targets: what comes after their call runs on the others alone."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from mpcheck.model.answers import chosen, run_by
from mpcheck.model.attributes import decorated_as
from mpcheck.model.conditions import is_body
from mpcheck.model.flow import ENTRY, EXIT, Flow
from mpcheck.model.handlers import MANAGING
from mpcheck.model.nodes import parent_of
from mpcheck.model.outcomes import holds
from mpcheck.model.scopes import Collected, FunctionInfo
from mpcheck.model.values import Generator
from mpcheck.targets import Target

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_CALLING = (ast.Expr, ast.Assign, ast.AnnAssign)
_BLOCKS = ("body", "orelse", "finalbody")


class Refusing:
    """Looks for functions that do not come back on a target, among those that run before a node in any case."""

    def __init__(self, ev: Evaluator) -> None:
        self.ev = ev
        self._runs: dict[ast.AST, list[FunctionInfo]] = {}
        self._found: dict[tuple[FunctionInfo, Target], bool] = {}

    def before(self, node: ast.AST) -> Iterator[FunctionInfo]:
        """The functions that run before a node whenever its own body comes to it."""
        child, parent = node, parent_of(node)
        while parent is not None and not is_body(parent, child):
            if isinstance(parent, (ast.With, ast.AsyncWith)) and child in parent.body:
                for item in parent.items:
                    yield from self._run(item)
            yield from self._run_all(_earlier(parent, child))
            child, parent = parent, parent_of(parent)
        if parent is not None:
            yield from self._run_all(_earlier(parent, child))

    def refuses(self, function: FunctionInfo, target: Target) -> bool:
        """Whether calling a function never comes back on a target although it does on others, or a manager never enters."""
        key = (function, target)
        if key not in self._found:
            self._found[key] = False  # what calls itself says nothing
            self._found[key] = self._is_cut(function, target)
        return self._found[key]

    def _is_cut(self, function: FunctionInfo, target: Target) -> bool:
        flow = None if function.is_lambda else self.ev.reaching.flow(function.scope)
        if flow is None:
            return False
        yields = (self.ev.reaching.statement(one, function.scope) for one in function.yields)
        return self._misses(flow, {EXIT, *yields}, target)

    def is_refused(self, file: Collected, target: Target) -> bool:
        """Whether importing a file raises on a target, or leaves the process, although it does not on others."""
        flow = self.ev.reaching.flow(file.module)
        return flow is not None and self._misses(flow, {EXIT}, target)

    def _misses(self, flow: Flow, goals: AbstractSet[ast.AST | None], target: Target) -> bool:
        """Whether control comes to none of some goals on a target, although it does on others."""
        if not goals & flow.reachable([ENTRY]):
            return False  # it raises anywhere, as what a subclass has to define does
        seen: set[ast.AST] = set()
        stack: list[ast.AST] = [ENTRY]
        while stack:
            here = stack.pop()
            if here in goals:
                return False
            if here not in seen:
                seen.add(here)
                stack += self._following(here, flow.after.get(here, ()), target)
        return True

    def _following(self, node: ast.AST, after: Iterable[ast.AST], target: Target) -> Iterable[ast.AST]:
        """Where control goes from a node on a target."""
        if isinstance(node, ast.If):
            return chosen(node, holds(self.ev, node.test, target), after)
        return [] if any(self.refuses(function, target) for function in self._run(node)) else after

    def _run_all(self, statements: Iterable[ast.stmt]) -> Iterator[FunctionInfo]:
        for statement in statements:
            yield from self._run(statement)

    def _run(self, node: ast.AST) -> list[FunctionInfo]:
        """The function that a simple statement, or an item of a ``with``, runs for certain."""
        if node not in self._runs:
            self._runs[node] = list(self._find_run(node))
        return self._runs[node]

    def _find_run(self, node: ast.AST) -> Iterator[FunctionInfo]:
        if isinstance(node, ast.withitem):
            values = self.ev.evaluate(node.context_expr)
            functions = [one.function.info for one in values if isinstance(one, Generator) and one.function is not None]
            if len(functions) == len(values) == 1 and decorated_as(self.ev, functions[0], *MANAGING):
                yield functions[0]
        elif isinstance(node, _CALLING):
            call = node.value.value if isinstance(node.value, ast.Await) else node.value
            is_awaited = isinstance(node.value, ast.Await)
            function = run_by(self.ev, call, is_awaited=is_awaited) if isinstance(call, ast.Call) else None
            if function is not None:
                yield function


def _earlier(parent: ast.AST, child: ast.AST) -> list[ast.stmt]:
    """The statements before one in the same block; for a part of ``else`` those that the ``try`` has gone through as well."""
    for name in _BLOCKS:
        block = getattr(parent, name, None)
        if isinstance(block, list) and child in block:
            tried = parent.body if isinstance(parent, ast.Try) and name == "orelse" else []
            return [*tried, *block[: block.index(child)]]
    return []
