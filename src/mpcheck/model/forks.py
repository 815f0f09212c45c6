"""Where the parent process forks, and what happened in it before."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model.collect import LOOPS
from mpcheck.model.order import Body, Frames, calls_here, frames, innermost, whole
from mpcheck.model.scopes import FunctionInfo
from mpcheck.targets import Target

if TYPE_CHECKING:
    from mpcheck.model.event import Event
    from mpcheck.model.module import Module
    from mpcheck.model.tasks import Task

#: Functions that fork by themselves, whatever the start method is.
FORK_CALLS = ("os.fork", "os.forkpty", "pty.fork")
#: A file that forks by hand holds one of these; see `Rule.words`.
FORK_WORDS = ("fork(", ".fork", "forkpty")
_SUBMITS = ("submit", "map", "run_in_executor")


@dataclass(frozen=True, eq=False, slots=True)
class Fork:
    """A call that copies the process: a fork by hand, or the start of worker processes where they are forked.

    ``targets`` are those on which it does; ``tasks`` are what the children run, as far as that is known.
    """

    event: Event
    node: ast.Call
    targets: frozenset[Target]
    tasks: tuple[Task, ...] = ()

    @property
    def is_by_hand(self) -> bool:
        return self.event.name in FORK_CALLS

    @property
    def is_certain(self) -> bool:
        """Whether the start method is known, be it as the default."""
        return self.event.start_method != "unknown"


def find_forks(module: Module) -> list[Fork]:
    """The forks that code of this file makes or causes, one for each call."""
    found: dict[ast.Call, Fork] = {}
    for event in module.events_to_tell:
        node = event.call if module.is_here(event.call) else event.sites[0]
        targets = _targets(module, event)
        if targets and node not in found:
            found[node] = Fork(event, node, targets, tuple(_tasks(event, module.tasks)))
    return list(found.values())


def forks_elsewhere(module: Module) -> list[Fork]:
    """The forks that functions of other files make by themselves, at the calls of this file that lead to them."""
    found: dict[ast.Call, Fork] = {}
    for event in module.reached_events:
        targets = _targets(module, event) if not module.is_here(event.sites[0]) else frozenset()
        for node in calls_here(module, event.sites) if targets else ():
            found.setdefault(node, Fork(event, node, targets, tuple(_tasks(event, module.reached_tasks))))
    return list(found.values())


def forks_reached(module: Module) -> list[Fork]:
    """The forks that code of this file makes or causes, and those that functions of other files make when it calls them."""
    return [*module.forks, *forks_elsewhere(module)]


def place_to_report(module: Module, fork: Fork, cause: ast.AST) -> ast.Call:
    """Where a fork is told of: in this file if its cause stands here, too, or what the other file lacks."""
    return fork.node if fork in module.forks or module.is_here(cause) else fork.event.call


def hand_forks_elsewhere(module: Module) -> list[Fork]:
    """The forks by hand in functions of other files that this one leads to."""
    events = (event for event in module.reached_events if event.name in FORK_CALLS and not module.is_here(event.call))
    return [Fork(event, event.call, _targets(module, event)) for event in events]


def _targets(module: Module, event: Event) -> frozenset[Target]:
    """The targets on which an event forks."""
    if event.name in FORK_CALLS:
        return module.narrow(event.call, (t for t in module.targets if t.platform != "windows"))
    if _starts_processes(event):
        return frozenset(target for target in module.targets_of(event) if target.start_method == "fork")
    return frozenset()


def _starts_processes(event: Event) -> bool:
    """Whether a call brings worker processes into being: an executor starts its own when work is first submitted."""
    if event.kind == "process":
        return event.method == "start"
    if event.kind == "pool":
        return event.creates
    return event.kind == "process-executor" and event.method in _SUBMITS


def _tasks(event: Event, tasks: Iterable[Task]) -> Iterator[Task]:
    """Those of the tasks that the processes run which an event starts."""
    made = event.call if event.creates else event.origin
    for task in tasks:
        of_event = task.event.call if task.event.creates else task.event.origin
        if made is not None and of_event is made:
            yield task


def may_precede(
    module: Module, first: Sequence[ast.AST], second: Sequence[ast.AST], ends: Iterable[Sequence[ast.AST]] = ()
) -> bool:
    """Whether ``second`` may run after ``first`` with none of ``ends`` between; False where the file does not show it.

    Each is given by its sites: decided in the innermost body in which both happen.
    """
    ones, twos = frames(module, first), frames(module, second)
    together, body = innermost(ones, twos)
    endings = [frames(module, sites) for sites in ends]
    if not together:
        return _is_done_by_import(module, ones, twos, endings)
    if any(_is_within(module, ones, one, body) or _is_first_within(module, twos, one, body) for one in endings):
        return False
    ending = [whole(module, node, twos[body], LOOPS) for found in endings for node in found.get(body, ())]
    order = Body(module, next(iter(ones[body])))
    return any(
        one is not two and order.leads(one, two, [node for node in ending if node not in (one, two)])
        for one in ones[body]
        for two in twos[body]
    )


def _is_done_by_import(module: Module, ones: Frames, twos: Frames, endings: Iterable[Frames]) -> bool:
    """Whether importing the file does the first, and leaves it so, before others can call the function with the second."""
    functions = [function for function in twos if function is not None and module.is_here(function.node)]
    if None not in ones or not any(not module.graph.callers.get(function) for function in functions):
        return False
    if any(_is_within(module, ones, ending, None) for ending in endings):
        return False
    order = Body(module, next(iter(ones[None])))
    ending = [whole(module, node, (), LOOPS) for found in endings for node in found.get(None, ())]
    return any(order.ends_after(one, ending) for one in ones[None] if not module.graph.is_guarded(one))


def _is_within(module: Module, ones: Frames, ending: Frames, body: FunctionInfo | None) -> bool:
    """Whether the end comes in a function that the body calls, together with the beginning."""
    shared, inner = innermost(ones, ending)
    order = list(ones)
    if not shared or order.index(inner) >= order.index(body):
        return False
    # A context manager written as a generator ends at the end of the block what it begins before that.
    blocks = module.with_blocks
    return not (
        inner is not None
        and blocks.is_manager(inner)
        and all(blocks.is_after_yield(inner, node) for node in ending[inner])
        and not any(blocks.is_after_yield(inner, node) for node in ones[inner])
    )


def _is_first_within(module: Module, twos: Frames, ending: Frames, body: FunctionInfo | None) -> bool:
    """Whether the end comes in a function that the body calls, on each way to the second."""
    shared, inner = innermost(twos, ending)
    order = list(twos)
    if not shared or order.index(inner) >= order.index(body):
        return False
    return not any(Body(module, node).starts_with(node, ending[inner]) for node in twos[inner])
