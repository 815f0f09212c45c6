"""Which of two calls happens first, also where functions of the file make them.

A call happens in the function that holds it, and wherever that function is called: the place of the
call in each of these bodies lets two calls be compared in the innermost body that both belong to.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from mpcheck.model.collect import FUNCTIONS
from mpcheck.model.elsewhere import imported_files
from mpcheck.model.flow import ENTRY, EXIT
from mpcheck.model.scopes import FunctionInfo

if TYPE_CHECKING:
    from mpcheck.model.module import Module

#: A body and the calls in it by which something happens; None is the module's own body.
Frames = dict["FunctionInfo | None", set[ast.AST]]
_MAX_DEPTH = 5


def frames(module: Module, sites: Sequence[ast.AST]) -> Frames:
    """The bodies in which a call happens, innermost first; ``sites`` are those of an event.

    What leaving a context manager does happens at an item of a ``with`` statement, which stands for its end.
    """
    function, nodes = module.function(sites[-1]), {sites[-1]}
    if function is None and not module.is_here(sites[-1]):
        imported = imported_files(module).get(module.ev.file(sites[-1]))
        return {None: {imported}} if imported is not None else {}
    found: Frames = {function: nodes}
    for site in reversed(sites[:-1]):
        if not _leads_to(module, site, function):
            break  # it only passes what an object has kept since, whose method is called later
        nodes = _outside(module, function, nodes, site)
        if not nodes:
            return found
        function = module.function(site)
        found.setdefault(function, set()).update(nodes)
    level: Frames = {function: nodes}
    for _ in range(_MAX_DEPTH):
        level = _add_callers(module, found, level)
    return found


def _add_callers(module: Module, found: Frames, level: Frames) -> Frames:
    """Add the bodies that run those of a level, and give back those that are new."""
    outer: Frames = {}
    for inner, happens in level.items():
        for between in _calls_between(module, inner):
            found.setdefault(module.function(between), set()).add(between)
        for place in _places_of_callers(module, inner, happens):
            body = module.function(place)
            if body not in found or body in outer:
                outer.setdefault(body, set()).add(place)
            if body not in level:
                found.setdefault(body, set()).add(place)
    return outer


def _leads_to(module: Module, site: ast.AST, function: FunctionInfo | None) -> bool:
    edges = module.graph.callers.get(function, ()) if function is not None else ()
    return not edges or any(edge.call is site for edge in edges)


def _calls_between(module: Module, function: FunctionInfo | None) -> Iterator[ast.Call]:
    """The calls in methods of base classes by which a call of one of these comes to a method, innermost first.

    Who else calls the methods of the base classes has nothing to do with it.
    """
    for edge in module.graph.callers.get(function, ()) if function is not None else ():
        yield from reversed(edge.through)


def _places_of_callers(module: Module, function: FunctionInfo | None, nodes: set[ast.AST]) -> Iterator[ast.AST]:
    """Where nodes of a function happen in the bodies that run it."""
    if function is None:
        return
    for edge in module.graph.callers.get(function, ()):
        yield from _outside(module, function, nodes, edge.call)
    late = any(module.with_blocks.is_after_yield(function, node) for node in nodes) if function.yields else True
    if late:
        yield from module.with_blocks.runs.get(function, ())


def _outside(module: Module, function: FunctionInfo | None, nodes: set[ast.AST], call: ast.AST) -> set[ast.AST]:
    if function is None or not function.yields:
        return {call}
    return {place for node in nodes for place in module.with_blocks.places(function, node, call)}


def calls_here(module: Module, sites: Sequence[ast.AST]) -> list[ast.Call]:
    """The calls of this file, in the innermost of its functions, that lead to an event."""
    bodies = frames(module, sites).values()
    here = ([node for node in nodes if isinstance(node, ast.Call) and module.is_here(node)] for nodes in bodies)
    return next((calls for calls in here if calls), [])


def innermost(first: Frames, second: Frames) -> tuple[bool, FunctionInfo | None]:
    """Whether two calls happen in one body, and the innermost such body."""
    for body in first:
        if body in second:
            return True, body
    return False, None


def step(module: Module, node: ast.AST) -> ast.AST:
    """What stands for a node in the control flow: its statement, or for an item of a ``with`` the end of the block."""
    return node if isinstance(node, ast.withitem) else module.statement(node)


def whole(module: Module, node: ast.AST, without: Iterable[ast.AST], kinds: tuple[type[ast.AST], ...]) -> ast.AST:
    """A node, or the outermost statement of some kinds around it in its function that holds none of the others.

    It stands for the node where it does nothing only if there is nothing to do: a loop over no items, say.
    """
    found, others = node, {parent for other in without for parent in module.ancestors(other)}
    for parent in module.ancestors(node):
        if parent in others or isinstance(parent, FUNCTIONS):
            break
        if isinstance(parent, kinds):
            found = parent
    return found


class Body:
    """The order of calls in one body."""

    def __init__(self, module: Module, node: ast.AST) -> None:
        self.module = module
        self.flow = module.flow(node)

    def leads(self, first: ast.AST, second: ast.AST, avoiding: Iterable[ast.AST] = ()) -> bool:
        """Whether ``second`` can run after ``first`` without any of ``avoiding`` in between."""
        one, two = step(self.module, first), step(self.module, second)
        if one is two and _position(first) < _position(second):
            return True
        around = {step(self.module, node) for node in avoiding} - {two}
        return self.flow.can_follow(one, two, around)

    def starts_with(self, node: ast.AST, avoiding: Iterable[ast.AST]) -> bool:
        """Whether the body can get to ``node`` without any of ``avoiding``."""
        two = step(self.module, node)
        around = {step(self.module, one) for one in avoiding} - {two}
        return self.flow.can_follow(ENTRY, two, around)

    def ends_after(self, node: ast.AST, avoiding: Iterable[ast.AST]) -> bool:
        """Whether the body can come to its end after ``node`` without any of ``avoiding``."""
        return self.flow.can_follow(step(self.module, node), EXIT, {step(self.module, one) for one in avoiding})

    def always_leads(self, first: ast.AST, second: ast.AST) -> bool:
        """Whether the body cannot end normally after ``first`` without ``second``."""
        one, two = step(self.module, first), step(self.module, second)
        return self.leads(first, second) and (one is two or self.flow.always_after(one, [two]))

    def any_leads(
        self, firsts: Collection[ast.AST], seconds: Collection[ast.AST], avoiding: Collection[ast.AST] = ()
    ) -> bool:
        """Whether one of ``seconds`` can run after one of ``firsts``."""
        return any(self.leads(first, second, avoiding) for first in firsts for second in seconds)


def _position(node: ast.AST) -> tuple[int, int]:
    return (getattr(node, "end_lineno", 0) or 0, getattr(node, "end_col_offset", 0) or 0)
