"""What asks for the start method in use: comparisons, choices of a way, tables."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.model import mappings
from mpcheck.model.iteration import elements, is_container
from mpcheck.model.module import Module
from mpcheck.model.values import NOTHING, Const, Object, Unknown, Values, only
from mpcheck.targets import START_METHODS

_ASKS = "multiprocessing.get_start_method"


def methods_named(module: Module, test: ast.Compare) -> set[str]:
    """The start methods that a comparison with the one in use names; none where it is no such comparison."""
    if len(test.ops) != 1 or not isinstance(test.ops[0], (ast.Eq, ast.NotEq, ast.In, ast.NotIn)):
        return set()
    if any(
        isinstance(side, ast.Constant) and side.value not in START_METHODS for side in (test.left, *test.comparators)
    ):
        return set()
    left, right = module.values(test.left), module.values(test.comparators[0])
    subject, literals = (left, right) if _is_method_in_use(left) else (right, left)
    if not _is_method_in_use(subject):
        return set()
    return {text for text in _texts(module, literals) if text in START_METHODS}


def _is_method_in_use(values: Values) -> bool:
    """Whether a value is what ``get_start_method`` tells, where that is not fixed by an explicit context."""
    found = list(only(Object, values))
    return bool(found) and len(found) == len(values) and all(o.name == _ASKS and o.start_method is None for o in found)


def _texts(module: Module, values: Iterable[object]) -> Iterator[str]:
    for one in only(Const, values):
        if isinstance(one.value, str):
            yield one.value
    for many in (one for one in values if is_container(one)):  # type: ignore[arg-type]
        yield from _texts(module, elements(module.ev, many))  # type: ignore[arg-type]


def choices_without_default(module: Module) -> Iterator[tuple[ast.expr, str]]:
    """Choices between fork and spawn alone that give a name its only value."""
    for node in module.found.nodes_of(ast.If, ast.Match):
        branches = list(_cases(module, node) if isinstance(node, ast.Match) else _branches(module, node))
        if {method for methods, _ in branches for method in methods} != {"fork", "spawn"}:
            continue
        for name in _only_bound_in(module, node, [body for _, body in branches]):
            yield node.subject if isinstance(node, ast.Match) else node.test, f"`{name}` has no value then"
            break


def _cases(module: Module, node: ast.Match) -> Iterator[tuple[set[str], list[ast.stmt]]]:
    """The start methods that each case is for, with what it does; nothing where a case takes whatever is left."""
    texts = [_pattern_texts(case.pattern) if case.guard is None else set() for case in node.cases]
    if _is_method_in_use(module.values(node.subject)) and all(texts):
        yield from ((named, case.body) for named, case in zip(texts, node.cases, strict=True))


def _pattern_texts(pattern: ast.pattern) -> set[str]:
    """The texts of which a pattern takes one; nothing where it takes others as well."""
    if isinstance(pattern, ast.MatchOr):
        parts = [_pattern_texts(part) for part in pattern.patterns]
        return set().union(*parts) if all(parts) else set()
    is_text = isinstance(pattern, ast.MatchValue) and isinstance(pattern.value, ast.Constant)
    return {str(pattern.value.value)} if is_text else set()  # type: ignore[attr-defined]


def _branches(module: Module, node: ast.If) -> Iterator[tuple[set[str], list[ast.stmt]]]:
    """The same for ``if`` and ``elif``; nothing where there is an ``else``."""
    branches: list[tuple[set[str], list[ast.stmt]]] = []
    rest: list[ast.stmt] = [node]
    while len(rest) == 1 and isinstance(here := rest[0], ast.If):
        is_positive = isinstance(here.test, ast.Compare) and isinstance(here.test.ops[0], (ast.Eq, ast.In))
        named = methods_named(module, here.test) if isinstance(here.test, ast.Compare) and is_positive else set()
        if not named:
            return
        branches.append((named, here.body))
        rest = here.orelse
    if not rest:
        yield from branches


def _only_bound_in(module: Module, choice: ast.stmt, bodies: list[list[ast.stmt]]) -> Iterator[str]:
    """The names that each of the bodies gives a value, that nothing else does, and that are read after the choice."""
    scope, inside = module.scope(choice), set(ast.walk(choice))
    for name, bindings in scope.bindings.items():
        bound = [{binding.statement for binding in bindings} & set(body) for body in bodies]
        if all(bound) and all(binding.statement in inside for binding in bindings):
            loads = (one for one in module.found.names if one.id == name and module.scope(one) is scope)
            if any(one not in inside for one in loads):
                yield name


def tables(module: Module) -> Iterator[tuple[ast.expr, str]]:
    """Where the start method in use is looked up in a dict that is written out without forkserver."""
    for node in module.found.nodes_of(ast.Subscript):
        is_literal = isinstance(node.slice, (ast.Constant, ast.Slice, ast.Tuple))
        if is_literal or not isinstance(node.ctx, ast.Load) or not _is_method_in_use(module.values(node.slice)):
            continue
        known = _keys_without_forkserver(module, node.value)
        if known & {"fork", "spawn"} and not module.is_caught(node, "KeyError"):
            yield node, "this raises KeyError then"
    for call in module.found.calls:
        is_get = isinstance(call.func, ast.Attribute) and call.func.attr == "get" and len(call.args) in (1, 2)
        if is_get and _is_method_in_use(module.values(call.args[0])) and _gives_what_fork_has(module, call):
            yield call, "this gives what fork has then"


def _keys_without_forkserver(module: Module, table: ast.expr) -> set[object]:
    """The keys of a dict that is written out; none where forkserver is one of them."""
    keys = [mappings.constant_keys(module.ev, one) for one in module.values(table)]
    known = keys[0] if len(keys) == 1 else None
    return known if known and "forkserver" not in known else set()


def _gives_what_fork_has(module: Module, call: ast.Call) -> bool:
    """Whether ``table.get(method, default)`` takes forkserver for fork, and has something else for spawn."""
    assert isinstance(call.func, ast.Attribute)
    table = call.func.value
    if "spawn" not in _keys_without_forkserver(module, table):
        return False
    default = module.values(call.args[1]) if len(call.args) == 2 else frozenset((Const(None, call),))
    dicts = [one for one in module.values(table) if mappings.is_dict(one)]
    of_spawn, of_fork = (
        NOTHING.union(*(mappings.named(module.ev, one, method) for one in dicts)) for method in ("spawn", "fork")
    )
    otherwise, for_spawn = _ways(default), _ways(of_spawn)
    return bool(otherwise and for_spawn) and otherwise != for_spawn and (not of_fork or _ways(of_fork) == otherwise)


def _ways(values: Values) -> set[object]:
    """What tells one way of working from another; nothing where it is unknown, or a number, which may only be how many."""
    ways = {one.value if isinstance(one, Const) else one for one in values}
    return set() if any(isinstance(way, Unknown) or type(way) in (int, float) for way in ways) else ways
