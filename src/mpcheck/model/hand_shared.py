"""Objects that the children of ``os.fork()`` use together with each other, or with their parent."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model.accesses import access, reads_in, touched
from mpcheck.model.elsewhere import calls_reached
from mpcheck.model.fork_children import Child, partings
from mpcheck.model.forks import Fork, hand_forks_elsewhere, may_precede
from mpcheck.model.hand_forks import HandFork, parent_goes_on
from mpcheck.model.inherited import made_at, name_of_made
from mpcheck.model.parents import Parent, loops_around

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_WAITS = ("os.wait", "os.wait3", "os.wait4", "os.waitpid", "os.waitid")


@dataclass(frozen=True, eq=False, slots=True)
class HandShared:
    """One object, made at ``made`` before a fork by hand, whose child does something with it at ``uses``.

    ``before`` is where the parent uses such an object before the fork, which may have opened what it holds.
    """

    made: ast.Call
    name: str
    fork: Fork
    uses: tuple[ast.expr, ...]
    before: tuple[ast.expr, ...]


def hand_shared(module: Module, names: Collection[str]) -> Iterator[HandShared]:
    """The results of calls of the given functions that several processes use at the same time after forks by hand."""
    children = [(fork, Child(module, branches)) for fork, branches in _forks(module)]
    by_children = [node for _, child in children for node in child.reads()]
    used = _used(module, _reads(module), names) if _used(module, by_children, names) else {}
    reported: set[ast.Call] = set()
    for fork, child in children if used else ():
        for made, uses in used.items():
            inside = tuple(node for node in uses if child.runs(node))
            outside = [node for node in uses if not child.runs(node)]
            if made in reported or not inside or child.runs(made):
                continue
            if _is_repeated(module, fork, made) or _is_used_after(module, fork, outside):
                reported.add(made)
                name = name_of_made(module, made, names)
                others = (node for nodes in used.values() for node in nodes if not child.runs(node))
                before = tuple(node for node in others if may_precede(module, (node,), (fork.node,)))
                yield HandShared(made, name, fork, inside, before)


def _forks(module: Module) -> Iterator[tuple[Fork, HandFork]]:
    """The forks by hand, here and in functions of other files, after which both processes go on."""
    for fork in (*module.forks, *hand_forks_elsewhere(module)):
        for branches in partings(module, fork) if fork.is_by_hand else ():
            if parent_goes_on(module, branches):
                yield fork, branches


def _reads(module: Module) -> Iterator[ast.expr]:
    """The names and attributes that this file reads, and functions that it calls."""
    yield from module.found.loads
    yield from (node for function in module.functions_called for node in reads_in(module, function))


def _used(module: Module, nodes: Iterable[ast.expr], names: Collection[str]) -> dict[ast.Call, list[ast.expr]]:
    """By the calls of given functions, those of the nodes with which something is done that are objects made there."""
    found: dict[ast.Call, list[ast.expr]] = {}
    for node in touched(module, nodes):
        for made in made_at(module, node, names) if access(module, node).depth else ():
            if name_of_made(module, made, names):
                found.setdefault(made, []).append(node)
    return found


def _is_repeated(module: Module, fork: Fork, made: ast.Call) -> bool:
    """Whether an object may belong to several children at a time: neither made nor waited for with each of them."""
    if not Parent(module).may_repeat(fork.node):
        return False
    function = module.function(fork.node)
    callers = [edge.call for edge in module.graph.callers.get(function, ())] if function is not None else []
    loops = {loop for call in (fork.node, *callers) for loop in loops_around(module, call)}
    is_called_often = not loops_around(module, fork.node)
    return not any(
        (is_called_often and module.function(call) is function) or loops.intersection(loops_around(module, call))
        for call in (made, *calls_reached(module, _WAITS))
    )


def _is_used_after(module: Module, fork: Fork, outside: list[ast.expr]) -> bool:
    """Whether the parent goes on to use an object before it has waited for its child."""
    waits = [(call,) for call in calls_reached(module, _WAITS)]
    return any(may_precede(module, (fork.node,), (node,), waits) for node in outside)
