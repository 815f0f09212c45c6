"""Places that never both run, because a test lets either of them run alone: ``if fast`` and ``if not fast``."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from mpcheck.model.collect import LOOPS
from mpcheck.model.conditions import conditions
from mpcheck.model.displays import last_name
from mpcheck.model.nodes import parent_of, scope_of
from mpcheck.model.scopes import Binding

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator


class _Demand(NamedTuple):
    """What a test has to find where a node runs: that ``subject`` is, or is not, ``value``; ``...`` is anything true."""

    subject: ast.expr
    value: object
    is_it: bool

    def excludes(self, other: _Demand) -> bool:
        """Whether what is found cannot be both, if the subject is the same."""
        if self.value == other.value:
            return self.is_it is not other.is_it
        return self.is_it and other.is_it and ... not in (self.value, other.value)


def _demands(ev: Evaluator, node: ast.AST) -> Iterator[_Demand]:
    for test, outcome in conditions(ev, node):
        yield from _asked(test, is_it=outcome)


def _asked(test: ast.expr, *, is_it: bool) -> Iterator[_Demand]:
    """The parts of a test that have to come out in one way for the whole to do so."""
    while isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test, is_it = test.operand, not is_it
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) is is_it:
        for part in test.values:
            yield from _asked(part, is_it=is_it)
    elif isinstance(test, ast.Compare) and isinstance(test.ops[0], (ast.Eq, ast.NotEq)):
        value = test.comparators[0]
        if len(test.ops) == 1 and isinstance(value, ast.Constant):
            yield _Demand(test.left, value.value, is_it is isinstance(test.ops[0], ast.Eq))
    elif isinstance(test, (ast.Name, ast.Attribute, ast.Subscript)):
        yield _Demand(test, ..., is_it)


def are_opposed(ev: Evaluator, one: ast.AST, other: ast.AST) -> bool:
    """Whether a switch is on where one node runs that is off where another does, or set to another word, by its name.

    ``self.threaded`` is what the constructor got so named, and so is ``config["threaded"]``.
    """
    switches = list(_switches(ev, one))
    return bool(switches) and any(
        name == also and demand.excludes(another) for also, another in _switches(ev, other) for name, demand in switches
    )


def _switches(ev: Evaluator, node: ast.AST) -> Iterator[tuple[object, _Demand]]:
    for demand in _demands(ev, node):
        subject = demand.subject
        key = subject.slice if isinstance(subject, ast.Subscript) else None
        name = key.value if isinstance(key, ast.Constant) else last_name(subject) if key is None else None
        if name and isinstance(name, str) and (demand.value is ... or isinstance(demand.value, str)):
            yield name, demand


def agreeing(ev: Evaluator, bindings: list[Binding], use: ast.AST) -> list[Binding]:
    """Those of the bindings that may reach a use by the tests around both, of what never changes in between."""
    wanted = [one for one in _demands(ev, use) if _is_lasting(ev, one.subject)]
    if not wanted:
        return bindings
    return [one for one in bindings if one.statement is None or not _is_excluded(ev, one.statement, wanted)] or bindings


def _is_excluded(ev: Evaluator, statement: ast.stmt, wanted: Iterable[_Demand]) -> bool:
    return any(
        one.excludes(other) and _is_same(one.subject, other.subject)
        for one in _demands(ev, statement)
        for other in wanted
    )


def _is_same(one: ast.expr, other: ast.expr) -> bool:
    """Whether two expressions, one of which never changes, are the same one in one scope."""
    if ast.dump(one) != ast.dump(other):
        return False
    roots = [next(node for node in ast.walk(part) if isinstance(node, ast.Name)) for part in (one, other)]
    return len({scope_of(root).holder_of(root.id) for root in roots}) == 1


def _is_lasting(ev: Evaluator, subject: ast.expr) -> bool:
    """Whether a name is bound but once in its function, and the attribute asked of it is never set there or by others."""
    function = scope_of(subject).enclosing_function
    if function is None:
        return False
    root = subject
    if isinstance(root, ast.Attribute):
        stored = ev.file(root).stores_by_attribute.get(root.attr, ())
        if any(writer is None or writer is function or writer.name != "__init__" for writer in stored):
            return False
        root = root.value
    holder = scope_of(root).holder_of(root.id) if isinstance(root, ast.Name) else None
    bindings = holder.bindings[root.id] if holder is not None and isinstance(root, ast.Name) else []
    return holder is function.scope and len(bindings) == 1 and not _is_in_loop(bindings[0])


def _is_in_loop(binding: Binding) -> bool:
    here: ast.AST | None = binding.statement
    while here is not None and not isinstance(here, (ast.FunctionDef, ast.AsyncFunctionDef)):
        if isinstance(here, LOOPS):
            return True
        here = parent_of(here)
    return False
