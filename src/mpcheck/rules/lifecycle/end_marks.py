"""Processes that work through a queue or pipe until they get an end mark, and that nobody waits for after that."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.attributes import find_method
from mpcheck.model.mentions import mentions
from mpcheck.model.module import Module
from mpcheck.model.tasks import Task
from mpcheck.model.values import Const, Instance
from mpcheck.rules.lifecycle.channels import CHANNELS, READS, WRITES, ChannelUse, uses_by_worker
from mpcheck.rules.lifecycle.outer_processes import uses_by_starter
from mpcheck.rules.lifecycle.waiting import may_wait

#: What a process may be given without being able to tell when it is done.
NO_ANSWER = {"", "lock", "rlock"}
#: What the process may do with the queue without telling how far it is.
_TAKES = READS | {"poll", "close"}
#: What the starter may do with the queue without learning how far the process is.
_ONE_WAY = WRITES | {"close", "join_thread"}
#: What may be done with the process without waiting for it.
_NO_WAIT = {"start", "daemon", "name", "pid"}


def told_to_end(module: Module, task: Task) -> ast.Call | None:
    """The call that puts the end mark into the queue of a process, none if something may wait for the process."""
    marks = [use.call for use in one_way_uses(module, task) if _is_end_mark(module, use)]
    return next(iter(marks), None) if not any(_waits_after(module, mark) for mark in marks) else None


def one_way_uses(module: Module, task: Task) -> list[ChannelUse]:
    """What is done with the only channel of a process that cannot answer, and for which nothing waits; else nothing.

    That it is passed to other processes is among it, where they write into it and do nothing else with it.
    """
    event = task.event
    given = {module.kind(one) for node in event.sent() for one in event.evaluate(node)}
    read = {use.channel for use in uses_by_worker(module, task) if use.how in READS}
    answers = any(use.how not in _TAKES for use in uses_by_worker(module, task))
    if len(read) != 1 or answers or not given <= NO_ANSWER | CHANNELS or _may_be_waited_for(module, event.call):
        return []
    uses = [use for use in uses_by_starter(module, task) if use.channel in read and use.call is not event.call]
    is_one_way = all(use.how in _ONE_WAY or _is_passed_to_writers(module, use) for use in uses)
    return uses if is_one_way else []


def _is_passed_to_writers(module: Module, use: ChannelUse) -> bool:
    """Whether a call that is passed a channel makes a process that only writes into it."""
    tasks = [task for task in module.reached_tasks if task.event.call is use.call and task.event.kind == "process"]
    done = [one.how for task in tasks for one in uses_by_worker(module, task) if one.channel is use.channel]
    return use.how == "passed" and bool(done) and all(how in _ONE_WAY for how in done)


def _may_be_waited_for(module: Module, made: ast.Call) -> bool:
    """Whether something but starting it is done with the process, or with all children."""
    return any(module.calls_of("multiprocessing.active_children")) or not all(_is_known(module, made))


def _is_known(module: Module, made: ast.Call) -> Iterator[bool]:
    for node in mentions(module, made):
        parent = module.parent(node)
        if isinstance(parent, ast.Attribute):
            yield parent.attr in _NO_WAIT or _is_own_method(module, node, parent.attr)
        else:
            targets = parent.targets if isinstance(parent, ast.Assign) else [getattr(parent, "target", None)]
            kept = all(isinstance(target, (ast.Name, ast.Attribute)) for target in targets)
            yield node in targets or (node is made and kept and isinstance(parent, (ast.Assign, ast.AnnAssign)))


def _is_own_method(module: Module, process: ast.expr, name: str) -> bool:
    """Whether a process is of a scanned class, which has a method of that name that does not wait."""
    infos = [one.info for one in module.values(process) if isinstance(one, Instance)]
    methods = [find_method(module.ev, info, name) for info in infos]
    return bool(methods) and all(one is not None and may_wait(module, one.calls) is not True for one in methods)


def _is_end_mark(module: Module, use: ChannelUse) -> bool:
    """Whether None is put into the queue, and can be nothing else there."""
    values = module.values(use.call.args[0]) if use.how in WRITES and len(use.call.args) == 1 else frozenset()
    return bool(values) and all(isinstance(one, Const) and one.value is None for one in values)


def _waits_after(module: Module, mark: ast.Call) -> bool:
    calls = module.calls_by(module.function(mark))
    return may_wait(module, (call for call in calls if call is not mark)) is True
