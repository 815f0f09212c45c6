"""How a test comes out on a target: a platform, a Python and a start method."""

from __future__ import annotations

import ast
import operator as operators
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from mpcheck.model import answers, mappings, sources
from mpcheck.model.api import canonical
from mpcheck.model.tables.availability import PLATFORMS_OF, PLATFORMS_OF_MODULE
from mpcheck.model.tables.versions import ADDED
from mpcheck.model.values import External, Object
from mpcheck.targets import Target, available_start_methods

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

_SYS_PLATFORM = {"linux": "linux", "macos": "darwin", "windows": "win32", "wasm": "emscripten"}
_SYSTEM = {"linux": "Linux", "macos": "Darwin", "windows": "Windows", "wasm": "Emscripten"}
_COLLECT = {"builtins.frozenset", "builtins.set", "builtins.tuple", "builtins.list"}
_WRAPPERS = {"builtins.staticmethod", "builtins.classmethod"}
_COMPARES: dict[type[ast.cmpop], Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ast.Eq: operators.eq,
    ast.NotEq: operators.ne,
    ast.Lt: operators.lt,
    ast.LtE: operators.le,
    ast.Gt: operators.gt,
    ast.GtE: operators.ge,
}
#: What a comparison is with its sides exchanged.
_MIRRORED = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq}
_VERSION = "sys.version_info"
#: So many parts of a version are looked at: (3, 13, 5).  Of those of a target the last one is not known, but seldom small.
_PARTS = 3
_LAST_MICRO = 99
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
        parts = [_holds(ev, part, target, seen) for part in test.values]
        deciding = isinstance(test.op, ast.Or)
        if deciding in parts:
            return deciding
        return None if None in parts else not deciding
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        known = _compared(ev, test, target)
        return _compared_answer(ev, test, target, seen) if known is None else known
    known = _called(ev, test, target) if isinstance(test, ast.Call) else _literally(ev, test, target)
    if known is None:
        known = _answered(ev, test, target, seen)
    if known is None and isinstance(test, (ast.Name, ast.Attribute, ast.Call)):
        assigned = sources.sources(ev, test)
        # A flag that is written as a constant is there to be changed.
        outcomes = {None if isinstance(s, ast.Constant) else _holds(ev, s, target, seen) for s in assigned}
        known = outcomes.pop() if len(outcomes) == 1 else None
    return known


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
    return False if _is_lacking(ev, test, target) or "typing.TYPE_CHECKING" in _names(ev, test) else None


def _is_lacking(ev: Evaluator, node: ast.expr, target: Target) -> bool:
    """Whether a name or attribute is None in place of what the platform does not have."""
    lacks_module = isinstance(node, ast.Name) and _lacks_module(ev, node, target)
    return lacks_module or (isinstance(node, (ast.Name, ast.Attribute)) and _lacks_function(ev, node, target))


def _lacks_function(ev: Evaluator, node: ast.Name | ast.Attribute, target: Target) -> bool:
    """The same for ``chown = os.chown``, with ``except AttributeError: chown = None``."""
    written = sources.sources(ev, node)
    left = [one for one in written if not _is_missing(ev, one, target)]
    return 0 < len(left) < len(written) and all(isinstance(one, ast.Constant) and one.value is None for one in left)


def _is_missing(ev: Evaluator, node: ast.expr, target: Target) -> bool:
    """Whether asking for a function of the standard library, to wrap it perhaps, fails on a target."""
    if isinstance(node, ast.Call) and len(node.args) == 1 and _names(ev, node.func) & _WRAPPERS:
        node = node.args[0]
    names = _names(ev, node) if isinstance(node, (ast.Name, ast.Attribute)) else ()
    return any(target.platform not in PLATFORMS_OF.get(name, (target.platform,)) for name in names)


def _lacks_module(ev: Evaluator, name: ast.Name, target: Target) -> bool:
    """Whether a name is None in place of a module that the platform does not have: ``except ImportError: fcntl = None``."""
    scope = next((outer for outer in ev.found.scope_of[name].chain() if name.id in outer.bindings), None)
    bindings = scope.bindings[name.id] if scope is not None else []
    imported = [one.origin.partition(".")[0] for one in bindings if one.kind == "import"]
    others = (one.value for one in bindings if one.kind != "import")
    return (
        0 < len(imported) < len(bindings)
        and all(target.platform not in PLATFORMS_OF_MODULE.get(one, (target.platform,)) for one in imported)
        and all(isinstance(value, ast.Constant) and value.value is None for value in others)
    )


def _compared(ev: Evaluator, test: ast.Compare, target: Target) -> bool | None:
    operator, left, right = test.ops[0], test.left, test.comparators[0]
    if (version := _version(ev, left, target)) is not None:
        return _compared_to(version, operator, right)
    if type(operator) in _MIRRORED and (version := _version(ev, right, target)) is not None:
        return _compared_to(version, _MIRRORED[type(operator)](), left)
    if isinstance(operator, (ast.In, ast.NotIn)):
        outcome = contains(ev, left, right, target)
        return outcome if outcome is None or isinstance(operator, ast.In) else not outcome
    subject, literal = (left, right) if isinstance(right, ast.Constant) else (right, left)
    if not isinstance(literal, ast.Constant) or not isinstance(operator, (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)):
        return None
    if literal.value is None and _is_lacking(ev, subject, target):
        return isinstance(operator, (ast.Eq, ast.Is))
    actual = _fact(ev, subject, target)
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
    said = answers.answers(ev, asked, lambda inner: _holds(ev, inner, target, seen)) if members is not None else None
    among = {_is_among(one, members or set()) for one in said or ()}
    known = among.pop() if len(among) == 1 else None
    return known if known is None else known is isinstance(operator, (ast.In, ast.Eq, ast.Is))


def _is_among(node: ast.expr, members: set[object]) -> bool | None:
    """Whether an expression is one of some literals; None where that cannot be seen."""
    if isinstance(node, ast.Constant):
        return node.value in members
    return False if members == {None} and answers.truth(node) is not None else None


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


def _version(ev: Evaluator, node: ast.expr, target: Target) -> tuple[int, ...] | int | None:
    """What ``sys.version_info``, or a part of it, is on a target; None for anything else."""
    parts = (*target.python, _LAST_MICRO)
    if isinstance(node, ast.Subscript):
        return _taken(parts, node.slice) if _VERSION in _names(ev, node.value) else None
    names = _names(ev, node)
    if _VERSION in names:
        return parts
    return next(
        (part for name, part in zip(("major", "minor"), parts, strict=False) if f"{_VERSION}.{name}" in names), None
    )


def _taken(parts: tuple[int, ...], by: ast.expr) -> tuple[int, ...] | int | None:
    """What an index or a slice that is written out takes of a version, unless that is its last part."""
    bound = by.upper if isinstance(by, ast.Slice) and by.lower is None and by.step is None else by
    number = bound.value if isinstance(bound, ast.Constant) else None
    if not isinstance(number, int) or number < 0:
        return None
    if isinstance(by, ast.Slice):
        return parts[:number]
    return parts[number] if number < _PARTS - 1 else None


def _compared_to(version: tuple[int, ...] | int, operator: ast.cmpop, written: ast.expr) -> bool | None:
    """How a version, or a part of it, compares to what is written out."""
    parts = written.elts[:_PARTS] if isinstance(written, ast.Tuple) else [written]
    numbers = tuple(e.value for e in parts if isinstance(e, ast.Constant) and isinstance(e.value, int))
    have = version if isinstance(version, tuple) else (version,)
    is_like = isinstance(written, ast.Tuple) is isinstance(version, tuple) and bool(numbers)
    # Whether a version is another one may depend on its last number.
    is_open = type(operator) not in _COMPARES or (isinstance(operator, (ast.Eq, ast.NotEq)) and len(have) == _PARTS)
    return None if is_open or not is_like else _COMPARES[type(operator)](have, numbers)


def contains(ev: Evaluator, left: ast.expr, right: ast.expr, target: Target) -> bool | None:
    """How ``left in right`` comes out on a target; None where the target does not decide it."""
    asked = _fact(ev, left, target)
    members = _members(ev, right) if asked is not None else None
    if members is not None:
        return asked in members
    if isinstance(left, ast.Constant) and isinstance(left.value, str):
        actual = _fact(ev, right, target)
        if actual is not None:
            return left.value in actual
        if any(name.endswith("get_all_start_methods") for name in _names(ev, right)):
            return left.value in available_start_methods(target.platform)
    return None


def _members(ev: Evaluator, node: ast.expr) -> set[object] | None:
    """The constants in a container, or keys of a dict, that is written out here, or where the one name for it gets its value."""
    if isinstance(node, (ast.Name, ast.Attribute)):
        written = sources.sources(ev, node)
        node = written[0] if len(written) == 1 else node
    if isinstance(node, ast.Call) and len(node.args) == 1 and _names(ev, node.func) <= _COLLECT:
        node = node.args[0]
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        members: set[object] = {e.value for e in node.elts if isinstance(e, ast.Constant)}
        return members if all(isinstance(e, ast.Constant) for e in node.elts) else None
    held = list(ev.evaluate(node))
    return mappings.constant_keys(ev, held[0]) if len(held) == 1 else None


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
