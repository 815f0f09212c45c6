"""Processes that wait at a barrier, or for an event or a condition, and whoever reckons with them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.module import Module
from mpcheck.model.tasks import Task
from mpcheck.model.values import Object, Values
from mpcheck.model.worker import made_by_task

#: What reckons with a process that waits: seen to hang under CPython 3.10 and 3.14 once such a process was killed.
#: ``notify`` of a condition alone does not wait for the process that it wakes.
_RECKONING = {"barrier": {"wait"}, "event": {"set"}, "condition": {"notify_all"}}
_SLEEPING = {"wait", "wait_for"}


@dataclass(frozen=True, slots=True)
class Sleep:
    """A method of a barrier, event or condition that is called, and the call that made that object."""

    made: ast.AST
    call: ast.Call
    kind: str


def sleeps(module: Module, task: Task) -> list[Sleep]:
    """Where what a task runs waits."""
    return module.once(_by_task, task, frozenset(_SLEEPING))


def reckons_in_task(module: Module, task: Task, sleep: Sleep) -> bool:
    """Whether what a task runs reckons with a process that waits."""
    return any(one.made is sleep.made for one in module.once(_by_task, task, frozenset(_RECKONING[sleep.kind])))


def reckoning_in_parent(module: Module, sleep: Sleep) -> Iterator[ast.Call]:
    """The calls of code that no worker runs that reckon with it."""
    for call in module.reached_calls:
        if _name(call) in _RECKONING[sleep.kind] and module.places(call) != {"worker"}:
            owner = call.func.value if isinstance(call.func, ast.Attribute) else call.func
            yield from (one.call for one in _of(module, call, module.contexts.values(owner)) if one.made is sleep.made)


def _by_task(module: Module, task: Task, names: frozenset[str]) -> Iterator[Sleep]:
    for made in made_by_task(module, task):
        if _name(made.call) in names:
            owner = made.call.func.value if isinstance(made.call.func, ast.Attribute) else made.call.func
            yield from _of(module, made.call, module.values(owner, made.context))


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _of(module: Module, call: ast.Call, owners: Values) -> Iterator[Sleep]:
    """The call of a method of one barrier, event or condition; none where it may be another object's."""
    for one in owners if len(owners) == 1 else ():
        if isinstance(one, Object) and one.call is not None and module.kind(one) in _RECKONING:
            yield Sleep(one.call, call, module.kind(one))
