"""Where a program has the exit status of whichever child ends taken by a handler, or thrown away by the system."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from mpcheck.model.attributes import is_literal
from mpcheck.model.elsewhere import calls_reached, last_parts
from mpcheck.model.forks import FORK_CALLS
from mpcheck.model.hand_forks import HandFork, hand_fork
from mpcheck.model.order import Body, frames
from mpcheck.model.values import External

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_CHILD_SIGNALS = ("signal.SIGCHLD", "signal.SIGCLD")
_WORDS = frozenset(last_parts(_CHILD_SIGNALS))
_WAITS_FOR_ANY = ("os.wait", "os.wait3")
_WAITS = ("os.waitpid", "os.wait4", "os.waitid")


@dataclass(frozen=True, eq=False, slots=True)
class Reaping:
    """A call of the parent that takes the status of any child from now on.

    ``how``: ``ignores`` (SIGCHLD is ignored), ``handles`` (its handler waits for any child).
    ``until``: the calls that end it.
    """

    call: ast.Call
    how: Literal["ignores", "handles"]
    until: tuple[ast.Call, ...] = ()

    def may_be_during(self, module: Module, sites: Sequence[ast.AST]) -> bool:
        """Whether what happens by these calls can happen while any child is reaped."""
        begins, happens = frames(module, [self.call]), frames(module, sites)
        ends = [frames(module, [call]) for call in self.until]
        for body in begins.keys() & happens.keys() if ends else ():
            last = {node for one in ends for node in one.get(body, ())}
            is_told = last and not last & begins[body]
            if is_told and Body(module, next(iter(last))).any_leads(begins[body], happens[body], last):
                return True
        return not ends


def reapings(module: Module) -> list[Reaping]:
    """The places, in this file or in functions that it calls, at which the parent reaps any child."""
    signals = _signals(module)
    if not signals:
        return []
    waits = [call for call in calls_reached(module, (*_WAITS_FOR_ANY, *_WAITS)) if _is_for_any(module, call)]
    found: list[Reaping] = []
    ends: list[ast.Call] = []
    for call, handler in signals:
        functions = module.graph.reached_from(module.functions(module.values(handler)))
        if module.external_name(handler) == "signal.SIG_IGN":
            found.append(Reaping(call, "ignores"))
        elif any(module.function(wait) in functions for wait in waits):
            found.append(Reaping(call, "handles"))
        elif not functions:
            ends.append(call)  # the default comes back
    return [one for one in _ended_by(module, found, ends) if not _runs_in_child(module, one.call)]


def _ended_by(module: Module, found: list[Reaping], ends: list[ast.Call]) -> list[Reaping]:
    """The reapings with what ends them, which stands beside them; none where something may end any of them."""
    if not ends:
        return found
    pairs = [(one, tuple(end for end in ends if _is_beside(module, one.call, end))) for one in found]
    is_told = {end for _, until in pairs for end in until} == set(ends)
    return [replace(one, until=until) for one, until in pairs if until] if is_told else []


def _is_beside(module: Module, one: ast.Call, other: ast.Call) -> bool:
    """Whether two calls stand in one function, or in methods of one class: what one does, the other takes back."""
    functions = (module.function(one), module.function(other))
    first, second = ((function and function.cls) or function for function in functions)
    return first is second and module.ev.file(one) is module.ev.file(other)


def _signals(module: Module) -> list[tuple[ast.Call, ast.expr]]:
    """The calls that say what is done at the end of a child, with what is to be done."""
    calls = [call for call in calls_reached(module, ("signal.signal",), _WORDS) if len(call.args) > 1]
    return [(call, call.args[1]) for call in calls if _is_child_signal(module, call.args[0])]


def _is_child_signal(module: Module, node: ast.expr) -> bool:
    """Whether a number is that of the signal, be it one of those over which a loop goes."""
    return any(isinstance(one, External) and one.name in _CHILD_SIGNALS for one in module.contexts.values(node))


def _is_for_any(module: Module, call: ast.Call) -> bool:
    if module.external_name(call.func) in _WAITS_FOR_ANY:
        return True
    first = call.args[0] if call.args else None
    if first is None:
        return False
    values = module.values(first)
    return module.external_name(first) == "os.P_ALL" or (bool(values) and all(is_literal(one, -1) for one in values))


def _runs_in_child(module: Module, call: ast.Call) -> bool:
    """Whether a worker runs a call, or the child of a fork by hand."""
    if module.function(call) in module.worker_tasks and not module.graph.is_guarded(call):
        return True
    tests = {branches.test for branches in _hand_forks(module)}
    return any(parent in tests for parent in module.ancestors(call))


def _hand_forks(module: Module) -> Iterator[HandFork]:
    for call in calls_reached(module, FORK_CALLS):
        branches = hand_fork(module, call)
        if branches is not None:
            yield branches
