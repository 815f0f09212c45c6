"""How a test comes out on a target: a platform, a Python and a start method."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mpcheck.model import answers, facts, flags, lacking, mappings, sources
from mpcheck.model.api import canonical
from mpcheck.model.tables.availability import PLATFORMS_OF, TRUE_ON
from mpcheck.model.tables.versions import ADDED
from mpcheck.targets import Target, available_start_methods

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_COMBINE = {"builtins.all", "builtins.any"}
_COLLECT = {"builtins.frozenset", "builtins.set", "builtins.tuple", "builtins.list"}
#: What a comparison is with its sides exchanged.
_MIRRORED = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq}
#: No outcome depends on more tests than these.
_MAX_TESTS = 100


def holds(ev: Evaluator, test: ast.expr, target: Target) -> bool | None:
    """Whether a test is true on a target; None where the target does not decide it."""
    key = (test, target)
    if key not in ev.outcomes:
        ev.outcomes[key] = _holds(ev, test, target, {})
    return ev.outcomes[key]


def holds_on_all(ev: Evaluator, test: ast.expr, targets: Iterable[Target]) -> bool | None:
    """How a test comes out on all of some targets; None where they differ, or do not decide it."""
    known = None
    for target in targets:
        outcome = holds(ev, test, target)
        if outcome is None or known not in (None, outcome):
            return None
        known = outcome
    return known


def _holds(ev: Evaluator, test: ast.expr, target: Target, seen: dict[ast.expr, bool | None]) -> bool | None:
    """The same; ``seen`` is what was asked on the way, since names may depend on each other in circles."""
    if test not in seen and len(seen) < _MAX_TESTS:
        seen[test] = None
        seen[test] = _outcome(ev, test, target, seen)
    return seen.get(test)


def _outcome(ev: Evaluator, test: ast.expr, target: Target, seen: dict[ast.expr, bool | None]) -> bool | None:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = _holds(ev, test.operand, target, seen)
        return None if inner is None else not inner
    if isinstance(test, ast.BoolOp):
        return _combined([_holds(ev, part, target, seen) for part in test.values], isinstance(test.op, ast.Or))
    if isinstance(test, ast.IfExp):
        chosen = _chosen(ev, test, target, seen)
        return _holds(ev, chosen, target, seen) if chosen is not None else None
    if isinstance(test, ast.Call) and len(test.args) == 1 and isinstance(test.args[0], (ast.List, ast.Tuple, ast.Set)):
        names = facts.names_of(ev, test.func)
        if names and names <= _COMBINE:
            parts = [_holds(ev, part, target, seen) for part in test.args[0].elts]
            return _combined(parts, names == {"builtins.any"})
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        known = _compared(ev, test, target)
        return _compared_answer(ev, test, target, seen) if known is None else known
    known = _called(ev, test, target) if isinstance(test, ast.Call) else _literally(ev, test, target)
    if known is None:
        known = _answered(ev, test, target, seen)
    if known is None and isinstance(test, ast.Name):
        known = flags.flag(ev, test, target, lambda inner: _holds(ev, inner, target, seen))
    if known is None and isinstance(test, (ast.Name, ast.Attribute, ast.Call)):
        assigned = sources.sources(ev, test)
        # A flag that is written as a constant is there to be changed.
        outcomes = {None if isinstance(s, ast.Constant) else _holds(ev, s, target, seen) for s in assigned}
        known = outcomes.pop() if len(outcomes) == 1 else None
    return known


def _chosen(ev: Evaluator, node: ast.expr, target: Target, seen: dict[ast.expr, bool | None]) -> ast.expr | None:
    """The part of ``value if test else other`` that a target leads to; None where it does not decide that."""
    if not isinstance(node, ast.IfExp):
        return None
    outcome = _holds(ev, node.test, target, seen)
    return None if outcome is None else node.body if outcome else node.orelse


def _combined(parts: list[bool | None], deciding: bool) -> bool | None:
    """How ``or`` (where a true part decides) or ``and`` (where a false one does) comes out."""
    if deciding in parts:
        return deciding
    return None if None in parts else not deciding


def _answered(ev: Evaluator, test: ast.expr, target: Target, seen: dict[ast.expr, bool | None]) -> bool | None:
    """The same for what a function says that looks at the target."""

    def decide(inner: ast.expr) -> bool | None:
        known = answers.truth(inner)
        return _holds(ev, inner, target, seen) if known is None else known

    said = {decide(one) for one in answers.answers(ev, test, decide) or ()}
    return said.pop() if len(said) == 1 else None


def _literally(ev: Evaluator, test: ast.expr, target: Target) -> bool | None:
    if isinstance(test, ast.Constant):
        return bool(test.value)
    names = facts.names_of(ev, test)
    for name in names & TRUE_ON.keys():
        return target.platform in TRUE_ON[name]
    return False if lacking.is_lacking(ev, test, target) or "typing.TYPE_CHECKING" in names else None


def _compared(ev: Evaluator, test: ast.Compare, target: Target) -> bool | None:
    operator, left, right = test.ops[0], test.left, test.comparators[0]
    if (version := facts.version_of(ev, left, target)) is not None:
        return facts.compared_to(version, operator, right)
    if type(operator) in _MIRRORED and (version := facts.version_of(ev, right, target)) is not None:
        return facts.compared_to(version, _MIRRORED[type(operator)](), left)
    if isinstance(operator, (ast.In, ast.NotIn)):
        outcome = contains(ev, left, right, target)
        return outcome if outcome is None or isinstance(operator, ast.In) else not outcome
    subject, literal = (left, right) if isinstance(right, ast.Constant) else (right, left)
    if not isinstance(literal, ast.Constant) or not isinstance(operator, (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)):
        return None
    if literal.value is None and lacking.is_lacking(ev, subject, target):
        return isinstance(operator, (ast.Eq, ast.Is))
    actual = facts.fact_of(ev, subject, target)
    if actual is None:
        return None
    return (actual == literal.value) is isinstance(operator, (ast.Eq, ast.Is))


def _compared_answer(
    ev: Evaluator, test: ast.Compare, target: Target, seen: dict[ast.expr, bool | None]
) -> bool | None:
    """How ``problem() is None`` comes out, where the function looks at the target."""
    operator, asked, other = test.ops[0], test.left, test.comparators[0]
    if isinstance(operator, (ast.In, ast.NotIn)):
        members = _members(ev, other)
    elif isinstance(operator, (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)):
        asked, other = (other, asked) if isinstance(asked, ast.Constant) else (asked, other)
        members = {other.value} if isinstance(other, ast.Constant) else None
    else:
        return None
    if members == {None} and isinstance(asked, (ast.Name, ast.Attribute)):
        chosen = [_chosen(ev, one, target, seen) for one in sources.sources(ev, asked)]
        if chosen and all(isinstance(one, ast.Constant) and one.value is None for one in chosen):
            return isinstance(operator, (ast.In, ast.Eq, ast.Is))
    said = answers.answers(ev, asked, lambda inner: _holds(ev, inner, target, seen)) if members is not None else None
    among = {_is_among(one, members or set()) for one in said or ()}
    known = among.pop() if len(among) == 1 else None
    return known if known is None else known is isinstance(operator, (ast.In, ast.Eq, ast.Is))


def _is_among(node: ast.expr, members: set[object]) -> bool | None:
    """Whether an expression is one of some literals; None where that cannot be seen."""
    if isinstance(node, ast.Constant):
        return node.value in members
    return False if members == {None} and answers.truth(node) is not None else None


def contains(ev: Evaluator, left: ast.expr, right: ast.expr, target: Target) -> bool | None:
    """How ``left in right`` comes out on a target; None where the target does not decide it."""
    asked = facts.fact_of(ev, left, target)
    members = _members(ev, right) if asked is not None else None
    if members is not None:
        return asked in members
    if isinstance(right, ast.Call) and len(right.args) == 1 and facts.names_of(ev, right.func) == {"builtins.dir"}:
        return _has(ev, right.args[0], left, target)
    if isinstance(left, ast.Constant) and isinstance(left.value, str):
        actual = facts.fact_of(ev, right, target)
        if actual is not None:
            return left.value in actual
        if any(name.endswith("get_all_start_methods") for name in facts.names_of(ev, right)):
            return left.value in available_start_methods(target.platform)
    return None


def _members(ev: Evaluator, node: ast.expr) -> set[object] | None:
    """The constants in a container, or keys of a dict, that is written out here, or where the one name for it gets its value."""
    if isinstance(node, (ast.Name, ast.Attribute)):
        written = sources.sources(ev, node)
        node = written[0] if len(written) == 1 else node
    if isinstance(node, ast.Call) and len(node.args) == 1 and facts.names_of(ev, node.func) <= _COLLECT:
        node = node.args[0]
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        members: set[object] = {e.value for e in node.elts if isinstance(e, ast.Constant)}
        return members if all(isinstance(e, ast.Constant) for e in node.elts) else None
    held = list(ev.evaluate(node))
    return mappings.constant_keys(ev, held[0]) if len(held) == 1 else None


def _called(ev: Evaluator, test: ast.Call, target: Target) -> bool | None:
    function = test.func
    if isinstance(function, ast.Attribute) and function.attr == "startswith" and test.args:
        actual = facts.fact_of(ev, function.value, target)
        literals = test.args[0].elts if isinstance(test.args[0], ast.Tuple) else [test.args[0]]
        prefixes = tuple(p.value for p in literals if isinstance(p, ast.Constant) and isinstance(p.value, str))
        return None if actual is None or not prefixes else actual.startswith(prefixes)
    names = facts.names_of(ev, function)
    if names & {"builtins.hasattr", "builtins.getattr"} and len(test.args) >= 2:
        return _has(ev, test.args[0], test.args[1], target)
    return None


def _has(ev: Evaluator, owner: ast.expr, given: ast.expr, target: Target) -> bool | None:
    """``hasattr(os, "fork")``, and ``getattr(os, "fork", None)`` as a test; None where every target has it."""
    name = given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else ""
    owners = {canonical(n) for n in map(ev.class_name, ev.evaluate(owner)) if n} | facts.names_of(ev, owner)
    found = [f"{owner}.{name}" for owner in owners]
    outcomes = {
        target.platform in PLATFORMS_OF.get(each, frozenset((target.platform,)))
        and target.python >= ADDED.get(each, (3, 0))
        for each in found
        if each in PLATFORMS_OF or each in ADDED
    }
    return outcomes.pop() if len(outcomes) == 1 else None
