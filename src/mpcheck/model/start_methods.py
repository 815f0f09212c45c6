"""Under which start methods code runs."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from mpcheck.model.api import FORK_ON_LINUX, FORK_OR_SPAWN
from mpcheck.model.calling import chosen_methods
from mpcheck.model.conditions import conditions
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.loading import calls_at_import
from mpcheck.model.outcomes import holds
from mpcheck.targets import Target, available_start_methods

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_CHOOSING = "multiprocessing.set_start_method"
#: A call that sets the start method, with the methods that it may set.
Choice: TypeAlias = tuple[ast.Call, set[str | None]]


def choices(module: Module) -> list[Choice]:
    """What a file chooses, what it calls, and what is chosen while it is imported."""
    events = (event for event in module.reached_events if event.name == _CHOOSING)
    made = [(event.call, chosen_methods(module.ev, event.call, event.context)) for event in events]
    return made + [(call, chosen_methods(module.ev, call, None)) for call in calls_at_import(module, _CHOOSING)]


def choices_of_programs(module: Module) -> list[Choice]:
    """What the programs choose that import a file."""
    calls = (call for file in module.programs for call in file.calls)
    made = (call for call in calls if module.external_name(call.func) == _CHOOSING)
    return [(call, chosen_methods(module.ev, call, None)) for call in made]


def default_targets(ev: Evaluator, targets: Iterable[Target], chosen: Sequence[Choice]) -> frozenset[Target]:
    """The targets of code that uses the default context, after these calls of ``set_start_method``."""
    found: set[Target] = set()
    for target in targets:
        reached = [methods for call, methods in chosen if _may_run(ev, call, target)]
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
