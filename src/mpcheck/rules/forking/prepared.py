"""Code of the program that runs in a child between fork and exec: the ``preexec_fn`` of subprocess."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import Value, origin
from mpcheck.rules.forking.thread_locks import taken_locks
from mpcheck.rules.platforms.commands import STARTING

#: The option that brings such code.
OPTION = "preexec_fn"


@dataclass(frozen=True, slots=True)
class TakenLock:
    """A lock of threads that the child of ``event`` waits for at ``node``."""

    event: Event
    node: ast.expr


def locks_taken_before_exec(module: Module) -> Iterator[TakenLock]:
    """The first such lock of each start of a program, here or in a function of another file that this one calls."""
    if not _mentions_option(module):
        return
    seen: set[ast.Call] = set()
    for event in module.reached_events:
        if event.name in STARTING and event.call not in seen:
            functions = module.functions(event.values(OPTION))
            node = next(_locks(module, module.graph.reached_from(functions)), None) if functions else None
            if node is not None:
                seen.add(event.call)
                yield TakenLock(event, node)


def _mentions_option(module: Module) -> bool:
    """Whether this file, or a function of another one that it calls, may give the option."""
    files = dict.fromkeys(module.ev.file(one.node) for one in module.functions_called)
    return OPTION in module.text or any(OPTION in file.text for file in files)


def _locks(module: Module, functions: Collection[FunctionInfo]) -> Iterator[ast.expr]:
    """Where the functions take locks that others than they have made."""
    for node, values in taken_locks(module, functions):
        if all(_is_made_by_others(module, one, functions) for one in values):
            yield node


def _is_made_by_others(module: Module, one: Value, functions: Collection[FunctionInfo]) -> bool:
    made = origin(one)
    return made is not None and module.function(made) not in functions
