"""Under which start methods code runs."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from mpcheck.model.api import FORK_ON_LINUX, FORK_OR_SPAWN
from mpcheck.model.conditions import conditions, holds
from mpcheck.model.evaluate import Evaluator
from mpcheck.targets import Target, available_start_methods


def default_targets(
    ev: Evaluator, targets: Iterable[Target], chosen_methods: Sequence[tuple[ast.Call, set[str | None]]]
) -> frozenset[Target]:
    """The targets of code that uses the default context, after these calls of ``set_start_method``."""
    found: set[Target] = set()
    for target in targets:
        methods: set[str | None] = set()
        certain = False
        for call, chosen in chosen_methods:
            outcomes = [holds(ev, t, target) is o for t, o in conditions(ev, call) if holds(ev, t, target) is not None]
            if all(outcomes):
                methods |= chosen
                certain = True
        if not certain:
            methods = {target.start_method}
        found |= set(with_methods(target, methods))
    return frozenset(found)


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
