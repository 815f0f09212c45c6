"""Which of two calls happens first, also where functions of the file make them.

A call happens in the function that holds it, and wherever that function is called: the place of the
call in each of these bodies lets two calls be compared in the innermost body that both belong to.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from mpcheck.model.flow import ENTRY
from mpcheck.model.scopes import FunctionInfo

if TYPE_CHECKING:
    from mpcheck.model.module import Module

#: A body and the calls in it by which something happens; None is the module's own body.
Frames = dict["FunctionInfo | None", set[ast.AST]]
_MAX_DEPTH = 5


def frames(module: Module, sites: Sequence[ast.AST]) -> Frames:
    """The bodies in which a call happens, innermost first; ``sites`` are those of an event."""
    found: Frames = {}
    for site in reversed(sites):
        found.setdefault(module.function(site), set()).add(site)
    level = [module.function(sites[0])]
    for _ in range(_MAX_DEPTH):
        outer: list[FunctionInfo | None] = []
        for function in level:
            edges = module.graph.callers.get(function, ()) if function is not None else ()
            for edge in edges:
                body = module.function(edge.call)
                if body not in found:
                    outer.append(body)
                if body not in level:
                    found.setdefault(body, set()).add(edge.call)
        level = outer
    return found


def innermost(first: Frames, second: Frames) -> tuple[bool, FunctionInfo | None]:
    """Whether two calls happen in one body, and the innermost such body."""
    for body in first:
        if body in second:
            return True, body
    return False, None


class Body:
    """The order of calls in one body."""

    def __init__(self, module: Module, node: ast.AST) -> None:
        self.module = module
        self.flow = module.flow(node)

    def leads(self, first: ast.AST, second: ast.AST, avoiding: Iterable[ast.AST] = ()) -> bool:
        """Whether ``second`` can run after ``first`` without any of ``avoiding`` in between."""
        one, two = self.module.statement(first), self.module.statement(second)
        if one is two and _position(first) < _position(second):
            return True
        around = {self.module.statement(node) for node in avoiding} - {two}
        return self.flow.can_follow(one, two, around)

    def starts_with(self, node: ast.AST, avoiding: Iterable[ast.AST]) -> bool:
        """Whether the body can get to ``node`` without any of ``avoiding``."""
        two = self.module.statement(node)
        around = {self.module.statement(one) for one in avoiding} - {two}
        return self.flow.can_follow(ENTRY, two, around)

    def always_leads(self, first: ast.AST, second: ast.AST) -> bool:
        """Whether the body cannot end normally after ``first`` without ``second``."""
        one, two = self.module.statement(first), self.module.statement(second)
        return self.leads(first, second) and (one is two or self.flow.always_after(one, [two]))

    def any_leads(
        self, firsts: Collection[ast.AST], seconds: Collection[ast.AST], avoiding: Collection[ast.AST] = ()
    ) -> bool:
        """Whether one of ``seconds`` can run after one of ``firsts``."""
        return any(self.leads(first, second, avoiding) for first in firsts for second in seconds)


def _position(node: ast.AST) -> tuple[int, int]:
    return (getattr(node, "end_lineno", 0) or 0, getattr(node, "end_col_offset", 0) or 0)
