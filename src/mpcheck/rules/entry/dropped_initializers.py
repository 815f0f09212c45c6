"""Initializers that workers get on some platforms only, as if the platform told how they are started."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mpcheck.model.choosing import choices
from mpcheck.model.conditions import conditions
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.module_state import StateUse, state_uses
from mpcheck.model.outcomes import holds
from mpcheck.model.scopes import Collected, FunctionInfo
from mpcheck.model.values import Const, Param, root_of
from mpcheck.targets import PLATFORMS, Target

_WORD = "initializer"
_MAKERS = "pool process-executor"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A ``test`` of the platform that gives workers an initializer, which they lack on ``targets`` although they need it."""

    test: ast.expr
    targets: frozenset[Target]


def dropped_initializers(module: Module) -> Iterator[Dropped]:
    """The tests of the platform, one for each function that makes workers."""
    made: dict[FunctionInfo | None, set[Target]] = {}
    given: dict[FunctionInfo | None, list[ast.expr]] = {}
    files: dict[Collected, None] = {}
    for event in module.events_reached(_MAKERS, "new"):
        function = module.function(event.call)
        made.setdefault(function, set()).update(module.targets_of(event))
        files.setdefault(module.ev.file(event.call))
        given.setdefault(function, []).extend(_by_place(module, event))
    for node in (node for file in files if _WORD in file.text for node in _by_name(module, file)):
        given.setdefault(module.function(node), []).append(node)
    for function in (one for one in made if given.get(one)):
        covered = {target for node in given[function] for target in module.narrow(node, module.targets)}
        without = made[function] - covered
        forking = {target.platform for target in without if target.start_method == "fork"}
        lacking = {target for target in without if target.start_method != "fork" and target.platform in forking}
        tests = [test for node in given[function] for test in _platform_tests(module, node, lacking)]
        if lacking and tests and all(_is_instead_of_memory(module, node) for node in given[function]):
            yield Dropped(tests[0], frozenset(lacking))


def _by_name(module: Module, file: Collected) -> Iterator[ast.expr]:
    """The expressions that stand for initializers: arguments, and values for this key of the dicts that become arguments."""
    written = [keyword.value for call in file.calls for keyword in call.keywords if keyword.arg == _WORD]
    for display in file.nodes_of(ast.Dict):
        written += [value for key, value in zip(display.keys, display.values, strict=True) if _is_word(key)]
    for assign in file.nodes_of(ast.Assign):
        written += [assign.value for target in assign.targets if _is_word(getattr(target, "slice", None))]
    return (one for node in written for one in _chosen(module, node))


def _by_place(module: Module, event: Event) -> Iterator[ast.expr]:
    """The same for an argument of the event that is not named."""
    argument = event.argument(_WORD)
    return _chosen(module, argument) if argument is not None and argument in event.call.args else iter(())


def _chosen(module: Module, node: ast.expr) -> Iterator[ast.expr]:
    """What an expression may be in its own function, unless it is None."""
    own = (one for one in choices(module, node, module.targets) if module.function(one) is module.function(node))
    return (one for one in own if not (isinstance(one, ast.Constant) and one.value is None))


def _is_word(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and node.value == _WORD


def _platform_tests(module: Module, node: ast.AST, lacking: Iterable[Target]) -> Iterator[ast.expr]:
    """The tests around a node that keep it from some target, and would not on another platform with its start method."""
    for test, outcome in conditions(module.ev, node):
        for target in lacking:
            others = (replace(target, platform=platform) for platform in PLATFORMS)
            if holds(module.ev, test, target) is (not outcome) and any(
                holds(module.ev, test, other) is outcome for other in others
            ):
                yield test
                break


def _is_instead_of_memory(module: Module, node: ast.expr) -> bool:
    """Whether an initializer gives workers what others inherit: it sets what the parent sets, too, or may be any."""
    values = module.values(node)
    if any(isinstance(root_of(one), Param) for one in values):
        return True
    functions = module.functions(values)
    return (
        bool(functions)
        and len(functions) == len({one for one in values if not isinstance(one, Const)})
        and all(_sets_what_parent_sets(module, one) for one in functions)
    )


def _sets_what_parent_sets(module: Module, function: FunctionInfo) -> bool:
    reached = module.graph.reached_from({function})
    changed = {use.key for use in _changes(module, reached)}
    elsewhere = (use for use in state_uses(module, module.found) if use.is_change and use.function not in reached)
    return bool(changed) and (function in module.graph.callers or any(use.key in changed for use in elsewhere))


def _changes(module: Module, functions: set[FunctionInfo]) -> Iterator[StateUse]:
    for file in {module.ev.file(one.node) for one in functions}:
        yield from (use for use in state_uses(module, file, functions) if use.is_change)
