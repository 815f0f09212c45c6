"""The tests under which a statement runs: on which platform, Python and start method, and whether
only in the main module.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model.api import canonical
from mpcheck.model.flow import ends_process
from mpcheck.model.sources import sources
from mpcheck.model.tables.availability import PLATFORMS_OF
from mpcheck.model.tables.versions import ADDED
from mpcheck.model.values import Const, External, Object
from mpcheck.targets import Target, available_start_methods

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_SYS_PLATFORM = {"linux": "linux", "macos": "darwin", "windows": "win32", "wasm": "emscripten"}
_SYSTEM = {"linux": "Linux", "macos": "Darwin", "windows": "Windows", "wasm": "Emscripten"}
#: Nodes that decide whether a part of them runs.
_DECIDING = (ast.If, ast.While, ast.IfExp, ast.BoolOp, ast.Assert)
#: No outcome depends on more tests than these.
_MAX_TESTS = 100


def conditions(ev: Evaluator, node: ast.AST) -> Iterator[tuple[ast.expr, bool]]:
    """The tests that hold (True) or fail (False) where ``node`` runs, innermost first.

    Stops at the function whose body holds the node.
    """
    child, parent = node, ev.found.parents.get(node)
    while parent is not None:
        yield from conditions_in(ev, parent, child)
        if is_body(parent, child):
            return
        child, parent = parent, ev.found.parents.get(parent)


def conditions_in(ev: Evaluator, parent: ast.AST, child: ast.AST) -> Iterator[tuple[ast.expr, bool]]:
    """The tests in ``parent`` that hold (True) or fail (False) where its part ``child`` runs."""
    if isinstance(parent, _DECIDING):
        yield from _deciding(parent, child)
    if isinstance(child, ast.stmt):
        yield from _left_behind(ev, parent, child)


def _deciding(parent: ast.AST, child: ast.AST) -> Iterator[tuple[ast.expr, bool]]:
    """The tests by which a node decides that a part of it runs."""
    if isinstance(parent, (ast.If, ast.While)):
        if child in parent.body:
            yield parent.test, True
        elif child in parent.orelse and isinstance(parent, ast.If):
            yield parent.test, False
    elif isinstance(parent, ast.IfExp) and child is not parent.test:
        yield parent.test, child is parent.body
    elif isinstance(parent, ast.BoolOp) and child in parent.values:
        for earlier in parent.values[: parent.values.index(child)]:
            yield earlier, isinstance(parent.op, ast.And)
    elif isinstance(parent, ast.Assert) and child is parent.msg:
        yield parent.test, False


def is_body(function: ast.AST, part: ast.AST) -> bool:
    """Whether ``part`` runs when the function is called, and not, as a decorator or default does, when it is made."""
    if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return part in function.body
    return isinstance(function, ast.Lambda) and part is function.body


def _left_behind(ev: Evaluator, parent: ast.AST, child: ast.stmt) -> Iterator[tuple[ast.expr, bool]]:
    """Tests of earlier statements of the same block that leave it: ``if test: return``."""
    if parent not in ev.leaving:
        ev.leaving[parent] = list(_blocks_left(parent))
    for siblings, tests in ev.leaving[parent]:
        if child in siblings:
            place = siblings.index(child)
            yield from ((test, outcome) for number, test, outcome in tests if number < place)


def _blocks_left(parent: ast.AST) -> Iterator[tuple[list[ast.stmt], list[tuple[int, ast.expr, bool]]]]:
    """The blocks that may be left, each with the number of the statement, the test and how it turns out if one stays."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(parent, name, None)
        if isinstance(block, list):
            tests = [(number, *stays) for number, one in enumerate(block) for stays in _stays(one)]
            if tests:
                yield block, tests


def _stays(statement: ast.stmt) -> Iterator[tuple[ast.expr, bool]]:
    """The test of a statement that may leave its block, and how it turns out where it does not."""
    if isinstance(statement, ast.If):
        if _leaves(statement.body) and not (statement.orelse and _leaves(statement.orelse)):
            yield statement.test, False
        elif statement.orelse and _leaves(statement.orelse):
            yield statement.test, True
    elif isinstance(statement, ast.Assert):
        yield statement.test, True


def _leaves(body: list[ast.stmt]) -> bool:
    """Whether control never gets past the end of a block."""
    last = body[-1]
    if isinstance(last, (ast.With, ast.AsyncWith)):
        return _leaves(last.body)
    if isinstance(last, ast.If):
        return bool(last.orelse) and _leaves(last.body) and _leaves(last.orelse)
    if isinstance(last, ast.Try):
        ways = [last.orelse or last.body, *(handler.body for handler in last.handlers)]
        return all(map(_leaves, ways)) or bool(last.finalbody and _leaves(last.finalbody))
    return isinstance(last, (ast.Return, ast.Raise, ast.Continue, ast.Break)) or ends_process(last)


# The main module


def implies_main(ev: Evaluator, test: ast.expr, outcome: bool) -> bool:
    """Whether the test turning out so means that this is the main module of the parent process."""
    key = (test, outcome)
    if key not in ev.guards:
        ev.guards[key] = _implies_main(ev, test, outcome, {})
    return ev.guards[key]


def _implies_main(ev: Evaluator, test: ast.expr, outcome: bool, seen: dict[tuple[ast.expr, bool], bool]) -> bool:
    """The same; ``seen`` is what was asked on the way, since names may depend on each other in circles."""
    key = (test, outcome)
    if key not in seen and len(seen) < _MAX_TESTS:
        seen[key] = False
        seen[key] = _is_guard(ev, test, outcome, seen)
    return seen.get(key, False)


def _is_guard(ev: Evaluator, test: ast.expr, outcome: bool, seen: dict[tuple[ast.expr, bool], bool]) -> bool:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _implies_main(ev, test.operand, not outcome, seen)
    if isinstance(test, ast.BoolOp):
        parts = [_implies_main(ev, part, outcome, seen) for part in test.values]
        return any(parts) if isinstance(test.op, ast.And) is outcome else all(parts)
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        return _compares_main(ev, test, outcome)
    if isinstance(test, (ast.Name, ast.Attribute, ast.Call)):
        assigned = sources(ev, test)
        if assigned:
            return all(_implies_main(ev, source, outcome, seen) for source in assigned)
    if mentions_main(test):
        return outcome
    return _mentions_process(test)


def _compares_main(ev: Evaluator, test: ast.Compare, outcome: bool) -> bool:
    operator, sides = test.ops[0], [test.left, test.comparators[0]]
    positive = isinstance(operator, (ast.Eq, ast.Is, ast.In))
    if _is_parent_process(ev, sides):
        return positive is outcome
    names = {name for side in sides for name in _module_names(ev, side)}
    if names == {"__mp_main__"}:
        # The name of the main module where a child imports it.
        return positive is not outcome
    return names == {"__main__"} and positive is outcome


def _is_parent_process(ev: Evaluator, sides: list[ast.expr]) -> bool:
    """``parent_process() is None`` and ``current_process().name == "MainProcess"``."""
    constants = {side.value for side in sides if isinstance(side, ast.Constant)}
    if not constants & {None, "MainProcess"}:
        return False
    names = {
        sub.attr if isinstance(sub, ast.Attribute) else sub.id
        for side in sides
        for sub in ast.walk(side)
        if isinstance(sub, (ast.Attribute, ast.Name))
    }
    return bool(names & ({"parent_process"} if None in constants else {"current_process"}))


def _mentions_process(node: ast.expr) -> bool:
    """``not parent_process()``, ``current_process().daemon``: whoever asks for the process means a guard."""
    names = {sub.attr if isinstance(sub, ast.Attribute) else getattr(sub, "id", "") for sub in ast.walk(node)}
    return bool(names & {"parent_process", "current_process"})


def _module_names(ev: Evaluator, side: ast.expr) -> Iterator[object]:
    """The names of a main module that a side of a comparison holds, written there or in a constant that it names."""
    constants: list[object] = [sub.value for sub in ast.walk(side) if isinstance(sub, ast.Constant)]
    constants += [one.value for one in ev.evaluate(side) if isinstance(one, Const)]
    return (value for value in constants if value in ("__main__", "__mp_main__"))


def mentions_main(node: ast.expr) -> bool:
    """Whether an expression holds the name of the main module."""
    while isinstance(node, ast.Attribute):
        node = node.value
    if isinstance(node, ast.Name):  # most are no more than that
        return False
    return any(isinstance(sub, ast.Constant) and sub.value == "__main__" for sub in ast.walk(node))


# Targets


def holds(ev: Evaluator, test: ast.expr, target: Target) -> bool | None:
    """Whether a test is true on a target; None where the target does not decide it."""
    key = (test, target)
    if key not in ev.outcomes:
        ev.outcomes[key] = _holds(ev, test, target, {})
    return ev.outcomes[key]


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
        parts = [_holds(ev, part, target, seen) for part in test.values]
        deciding = isinstance(test.op, ast.Or)
        if deciding in parts:
            return deciding
        return None if None in parts else not deciding
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        return _compared(ev, test, target)
    known = _called(ev, test, target) if isinstance(test, ast.Call) else _literally(ev, test)
    if known is None and isinstance(test, (ast.Name, ast.Attribute, ast.Call)):
        assigned = sources(ev, test)
        # A flag that is written as a constant is there to be changed.
        outcomes = {None if isinstance(s, ast.Constant) else _holds(ev, s, target, seen) for s in assigned}
        known = outcomes.pop() if len(outcomes) == 1 else None
    return known


def _literally(ev: Evaluator, test: ast.expr) -> bool | None:
    if isinstance(test, ast.Constant):
        return bool(test.value)
    return False if "typing.TYPE_CHECKING" in _names(ev, test) else None


def _compared(ev: Evaluator, test: ast.Compare, target: Target) -> bool | None:
    operator, left, right = test.ops[0], test.left, test.comparators[0]
    if isinstance(operator, (ast.Gt, ast.GtE, ast.Lt, ast.LtE)) or _is_version(ev, left):
        return _version(ev, operator, left, right, target)
    if isinstance(operator, (ast.In, ast.NotIn)):
        outcome = _contains(ev, left, right, target)
        return outcome if outcome is None or isinstance(operator, ast.In) else not outcome
    subject, literal = (left, right) if isinstance(right, ast.Constant) else (right, left)
    if not isinstance(literal, ast.Constant) or not isinstance(operator, (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)):
        return None
    actual = _fact(ev, subject, target)
    if actual is None:
        return None
    return (actual == literal.value) is isinstance(operator, (ast.Eq, ast.Is))


def _names(ev: Evaluator, node: ast.expr) -> set[str]:
    return {canonical(one.name) for one in ev.evaluate(node) if isinstance(one, (External, Object))}


def _fact(ev: Evaluator, node: ast.expr, target: Target) -> str | None:
    """The string that an expression such as ``sys.platform`` is on a target."""
    names = _names(ev, node)
    if "sys.platform" in names:
        return _SYS_PLATFORM[target.platform]
    if "os.name" in names:
        return "nt" if target.platform == "windows" else "posix"
    if "platform.system" in names:
        return _SYSTEM[target.platform]
    if "multiprocessing.get_start_method" in names or any(n.endswith(".get_start_method") for n in names):
        return target.start_method
    return None


def _is_version(ev: Evaluator, node: ast.expr) -> bool:
    return bool(_names(ev, node.value if isinstance(node, ast.Subscript) else node) & {"sys.version_info"})


def _version(ev: Evaluator, operator: ast.cmpop, left: ast.expr, right: ast.expr, target: Target) -> bool | None:
    if (
        not _is_version(ev, left)
        or not isinstance(right, ast.Tuple)
        or (isinstance(left, ast.Subscript) and not isinstance(left.slice, ast.Slice))
    ):
        return None
    wanted = tuple(e.value for e in right.elts[:2] if isinstance(e, ast.Constant) and isinstance(e.value, int))
    if not wanted:
        return None
    have = target.python[: len(wanted)]
    if isinstance(operator, ast.GtE):
        return have >= wanted
    if isinstance(operator, ast.Lt):
        return have < wanted
    if isinstance(operator, ast.Gt):
        # (3, 13, 5) > (3, 13) is true.
        return have >= wanted
    return have <= wanted if isinstance(operator, ast.LtE) else None


def _contains(ev: Evaluator, left: ast.expr, right: ast.expr, target: Target) -> bool | None:
    if isinstance(right, (ast.Tuple, ast.List, ast.Set)) and all(isinstance(e, ast.Constant) for e in right.elts):
        actual = _fact(ev, left, target)
        return None if actual is None else actual in {e.value for e in right.elts if isinstance(e, ast.Constant)}
    if isinstance(left, ast.Constant) and isinstance(left.value, str):
        actual = _fact(ev, right, target)
        if actual is not None:
            return left.value in actual
        if any(name.endswith("get_all_start_methods") for name in _names(ev, right)):
            return left.value in available_start_methods(target.platform)
    return None


def _called(ev: Evaluator, test: ast.Call, target: Target) -> bool | None:
    function = test.func
    if isinstance(function, ast.Attribute) and function.attr == "startswith" and test.args:
        actual = _fact(ev, function.value, target)
        literals = test.args[0].elts if isinstance(test.args[0], ast.Tuple) else [test.args[0]]
        prefixes = tuple(p.value for p in literals if isinstance(p, ast.Constant) and isinstance(p.value, str))
        return None if actual is None or not prefixes else actual.startswith(prefixes)
    names = _names(ev, function)
    if names & {"builtins.hasattr", "builtins.getattr"} and len(test.args) >= 2:
        return _has(ev, test, target)
    return None


def _has(ev: Evaluator, test: ast.Call, target: Target) -> bool | None:
    """``hasattr(os, "fork")``, and ``getattr(os, "fork", None)`` as a test; None where every target has it."""
    given = test.args[1]
    name = given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else ""
    owners = {canonical(n) for n in map(ev.class_name, ev.evaluate(test.args[0])) if n} | _names(ev, test.args[0])
    found = [f"{owner}.{name}" for owner in owners]
    outcomes = {
        target.platform in PLATFORMS_OF.get(each, frozenset((target.platform,)))
        and target.python >= ADDED.get(each, (3, 0))
        for each in found
        if each in PLATFORMS_OF or each in ADDED
    }
    return outcomes.pop() if len(outcomes) == 1 else None
