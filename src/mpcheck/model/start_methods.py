"""Under which start methods code runs."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from mpcheck.model.api import FORK_ON_LINUX, FORK_OR_SPAWN
from mpcheck.model.conditions import conditions
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.outcomes import holds
from mpcheck.targets import Target, available_start_methods


def default_targets(
    ev: Evaluator, targets: Iterable[Target], chosen_methods: Sequence[tuple[ast.Call, set[str | None]]]
) -> frozenset[Target]:
    """The targets of code that uses the default context, after these calls of ``set_start_method``."""
    found: set[Target] = set()
    for target in targets:
        reached = [chosen for call, chosen in chosen_methods if _may_run(ev, call, target)]
        found |= set(with_methods(target, set().union(*reached) if reached else {target.start_method}))
    return frozenset(found)


def _may_run(ev: Evaluator, node: ast.AST, target: Target) -> bool:
    """Whether the tests around a node, in its own function, let a target through."""
    return all(holds(ev, test, target) in (None, outcome) for test, outcome in conditions(ev, node))


def with_methods(target: Target, methods: Iterable[str | None]) -> Iterator[Target]:
    """A target with each of the start methods, or words of the API tables for them, that it has."""
    for method in methods:
        available = available_start_methods(target.platform)
        if method in ("unknown", None):
            yield target
        elif method == FORK_OR_SPAWN:
            yield Target(target.platform, target.python, "fork" if "fork" in available else "spawn")
        elif method == FORK_ON_LINUX:
            yield Target(target.platform, target.python, "fork" if target.platform == "linux" else "spawn")
        elif method in available:
            yield Target(target.platform, target.python, method)
