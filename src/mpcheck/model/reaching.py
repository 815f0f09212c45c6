"""Which bindings of a name reach a place, in the control flow of the body that both stand in."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from mpcheck.model.flow import ENTRY, EXIT, Flow, ends_process
from mpcheck.model.nodes import parent_of, scope_of
from mpcheck.model.scopes import Binding, Collected, FunctionInfo, Scope

_MAX_STATEMENTS_FOR_FLOW = 4000
#: Whether control may go from one statement of a body to the next.
Passable = Callable[[ast.AST, ast.AST], bool]


class Reaching:
    """The bindings that reach each place of a file, and the control flow of its bodies."""

    def __init__(self, found: Collected) -> None:
        self.found = found
        self.flows: dict[Scope, Flow] = {}
        self.reached: dict[tuple[ast.AST, str], list[Binding]] = {}
        #: By functions of the module: the statements that call them, None for a mention that is no such call.
        self.callers: dict[FunctionInfo, list[ast.stmt | None]] = {}

    def flow(self, scope: Scope) -> Flow | None:
        """The control flow of the body that a scope belongs to (None for a lambda's)."""
        body = getattr(scope.node, "body", None)
        if not isinstance(body, list):
            return None
        if scope not in self.flows:
            self.flows[scope] = Flow(body, ends_process)
        return self.flows[scope]

    def statement(self, node: ast.AST, scope: Scope) -> ast.stmt | None:
        """The statement of ``scope``'s own body that holds ``node``, None if a nested function does."""
        here: ast.AST | None = node
        while here is not None and not isinstance(here, ast.stmt):
            here = parent_of(here)
        if here is None:
            return None
        owner = scope_of(here)
        nested = scope_of(node)
        while nested is not owner and nested.node in self.found.comprehension_of and nested.parent:
            nested = nested.parent
        return here if owner is scope and nested is owner else None

    def bindings(self, node: ast.Name, scope: Scope, passable: Passable | None = None) -> list[Binding]:
        """The bindings that can be the value of a name where it is used, on ways that are ``passable`` (None: all)."""
        bindings = scope.bindings[node.id]
        if len(bindings) == 1:
            return bindings
        return self._at_run_time(self._reaching(node, scope, bindings, passable))

    def _reaching(
        self, node: ast.Name, scope: Scope, bindings: list[Binding], passable: Passable | None
    ) -> list[Binding]:
        statement = self.statement(node, scope)
        if statement is None:
            return self._seen_from_function(node, scope, passable) if scope.is_module else bindings
        same = [b for b in bindings if b.statement is statement and _binds_within(b, node)]
        if same:
            return same
        return self.at(statement, node.id, scope, passable)

    def at(self, place: ast.AST, name: str, scope: Scope, passable: Passable | None = None) -> list[Binding]:
        """The bindings that a name of a body may have where a statement of it begins, or at its end."""
        bindings = scope.bindings[name]
        if passable is not None:
            return self.search_back(place, bindings, scope, passable) or bindings
        key = (scope.node if place is EXIT else place, name)
        if key not in self.reached:
            self.reached[key] = self.search_back(place, bindings, scope) or bindings
        return self.reached[key]

    def _seen_from_function(self, node: ast.Name, scope: Scope, passable: Passable | None) -> list[Binding]:
        """What a name of the module holds when a function uses it.

        That is what it holds once the module has run to its end, unless nothing but the module's own statements calls
        the function: what it holds there, before it is bound again further down.
        """
        statements = self._calling_statements(self._outermost(node), scope)
        places = statements or [EXIT]
        return list(dict.fromkeys(one for here in places for one in self.at(here, node.id, scope, passable)))

    def _outermost(self, node: ast.AST) -> FunctionInfo | None:
        """The function of the module around a node, None where a class of it holds the node."""
        chain = list(scope_of(node).chain())
        return chain[-2].function if len(chain) > 1 and chain[-2].parent is chain[-1] else None

    def _calling_statements(self, function: FunctionInfo | None, scope: Scope) -> list[ast.stmt]:
        """The module's own statements that call a function; nothing where other code may call it as well."""
        if function is None or function.decorators:
            return []
        if function not in self.callers:
            self.callers[function] = list(self._find_calling_statements(function, scope))
        statements = [one for one in self.callers[function] if one is not None]
        return statements if len(statements) == len(self.callers[function]) else []

    def _find_calling_statements(self, function: FunctionInfo, scope: Scope) -> Iterator[ast.stmt | None]:
        for name in self._loads.get(function.name, ()):
            statement, call = self.statement(name, scope), parent_of(name)
            if statement is None or not isinstance(call, ast.Call) or call.func is not name:
                yield None
            elif any(one.function is function for one in self.bindings(name, scope)):
                yield statement

    @cached_property
    def _loads(self) -> dict[str, list[ast.Name]]:
        """Where each name is read."""
        found: dict[str, list[ast.Name]] = {}
        for name in self.found.names:
            if isinstance(name.ctx, ast.Load):
                found.setdefault(name.id, []).append(name)
        return found

    def left(self, name: str, scope: Scope) -> list[Binding]:
        """The bindings that give a name of a module what another file finds there."""
        bindings = scope.bindings.get(name, [])
        return bindings if len(bindings) < 2 else self._at_run_time(self.at(EXIT, name, scope))

    def _at_run_time(self, bindings: list[Binding]) -> list[Binding]:
        """Bindings without the imports that only type checkers see, unless all are of that kind."""
        return [one for one in bindings if not self._is_for_type_checkers(one)] or bindings

    def _is_for_type_checkers(self, binding: Binding) -> bool:
        child: ast.AST | None = binding.statement if binding.kind == "import" else None
        while child is not None:
            parent = parent_of(child)
            if isinstance(parent, ast.If) and _is_type_checking(parent.test):
                return child in parent.body
            child = parent
        return False

    def search_back(
        self, place: ast.AST, bindings: list[Binding], scope: Scope, passable: Passable | None = None
    ) -> list[Binding]:
        """Those of some bindings of one name that are met first on the ways back from a place of a body."""
        flow = self.flow(scope)
        if flow is None or len(flow.after) > _MAX_STATEMENTS_FOR_FLOW:
            return bindings
        at = {id(ENTRY): [b for b in bindings if b.statement is None or b.owner is not scope.enclosing_function]}
        for binding in bindings:
            if binding.statement is not None:
                at.setdefault(id(binding.statement), []).append(binding)
        found: list[Binding] = [b for b in bindings if b.owner is not scope.enclosing_function]
        seen: set[int] = set()
        # On chosen ways what a changed value was before is gone.
        passed = ("annotation",) if passable else ("annotation", "augmented")
        stack = list(_before(flow, place, passable))
        while stack:
            here = stack.pop()
            if id(here) in seen:
                continue
            seen.add(id(here))
            given = at.get(id(here), ())
            found += given
            if not given or all(b.kind in passed for b in given):
                stack.extend(_before(flow, here, passable))
        return found


def _before(flow: Flow, place: ast.AST, passable: Passable | None) -> Sequence[ast.AST]:
    before = flow.before.get(place, ())
    return before if passable is None else [one for one in before if passable(one, place)]


def _is_type_checking(test: ast.expr) -> bool:
    return "TYPE_CHECKING" in (getattr(test, "id", ""), getattr(test, "attr", ""))


def _binds_within(binding: Binding, use: ast.Name) -> bool:
    """A walrus, or an earlier item of a with, that stands before a use in the same statement."""
    if binding.kind != "assign" or not isinstance(binding.node, ast.expr):
        return False
    before = (binding.node.lineno, binding.node.col_offset) < (use.lineno, use.col_offset)
    if isinstance(binding.statement, (ast.With, ast.AsyncWith)):
        return before
    return before and isinstance(binding.value, ast.expr) and binding.value.lineno <= use.lineno and _is_walrus(binding)


def _is_walrus(binding: Binding) -> bool:
    statement = binding.statement
    if isinstance(statement, ast.Assign):
        return not any(binding.node is node for target in statement.targets for node in ast.walk(target))
    if isinstance(statement, (ast.For, ast.AsyncFor)):
        return not any(binding.node is node for node in ast.walk(statement.target))
    return not isinstance(statement, (ast.AnnAssign, ast.AugAssign))
