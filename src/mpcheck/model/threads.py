"""Threads of the parent: where they begin, and what ends them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model.mentions import made_among, reached
from mpcheck.model.order import frames
from mpcheck.model.scopes import FunctionInfo

if TYPE_CHECKING:
    from mpcheck.model.event import Event
    from mpcheck.model.module import Module

_STARTING = {
    "thread": ("start",),
    "thread-executor": ("submit", "map", "run_in_executor"),
    # The threads of an idle pool hold no lock.
    "thread-pool": ("apply_async", "map_async", "starmap_async", "imap", "imap_unordered"),
}
_ENDING = {
    "thread": ("join",),
    "thread-executor": ("shutdown",),
    "thread-pool": ("join", "terminate", "close"),
}


@dataclass(frozen=True, eq=False, slots=True)
class Thread:
    """Where a thread begins to work, or those of a pool; ``ends`` are the sites of the calls that end them.

    An item of a ``with`` statement among ``ends`` stands for the end of its block.
    ``made`` is the call that makes the thread or the pool, ``block`` the ``with`` statement at whose end they are gone.
    ``is_of_file``: what this file writes starts it, and not what a function of another file does by itself.
    """

    event: Event
    made: ast.AST | None
    ends: tuple[tuple[ast.AST, ...], ...]
    block: ast.With | None
    is_of_file: bool

    def may_run_at(self, module: Module, sites: Sequence[ast.AST]) -> bool:
        """Whether the sites of a later call stand where the ``with`` statement has not ended the threads."""
        if self.block is None:
            return True
        within = frames(module, sites).get(module.function(self.block), ())
        return any(self.block in module.ancestors(node) for node in within)


def started_threads(module: Module) -> Iterator[Thread]:
    """Every place that starts threads, in this file or in functions of others."""
    events = [event for event in module.reached_events if event.kind in _STARTING]
    for event in events:
        if event.method in _STARTING[event.kind]:
            made = event.origin
            ends: list[tuple[ast.AST, ...]] = [
                other.sites
                for other in events
                if made is not None and other.origin is made and other.method in _ENDING[event.kind]
            ]
            ends += [(item,) for item in _entered(module, made)]
            yield Thread(event, made, tuple(ends), _block(module, made), module.is_here(event.sites[0]))


def functions_of_threads(module: Module) -> set[FunctionInfo]:
    """The functions that run in threads."""
    tasks = [task for task in module.tasks if task.where == "thread"]
    return module.graph.reached_from({info for task in tasks for info in module.functions(task.callables)})


def _entered(module: Module, made: ast.AST | None) -> Iterator[ast.AST]:
    """The items of ``with`` statements that enter what was made before: ``with executor:``."""
    return (item for call, item in module.once(_entering) if call is made)


def _entering(module: Module) -> Iterator[tuple[ast.AST | None, ast.AST]]:
    """The items that enter what was made before, each with the call that did so."""
    items = {item.context_expr: item for item in reached(module, lambda file: file.nodes_of(ast.withitem))}
    for call, node in made_among(module, items):
        yield call, items[node]


def _block(module: Module, made: ast.AST | None) -> ast.With | None:
    item = module.parent(made) if made is not None else None
    block = module.parent(item) if isinstance(item, ast.withitem) else None
    return block if isinstance(block, ast.With) else None
