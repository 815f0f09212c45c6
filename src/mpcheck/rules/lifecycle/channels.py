"""Queues and pipes between a process and its parent: who writes into one, and who reads it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mpcheck.model import iteration
from mpcheck.model.attributes import is_literal
from mpcheck.model.fields import fields
from mpcheck.model.module import Module
from mpcheck.model.records import RECORDS
from mpcheck.model.tasks import Task
from mpcheck.model.values import (
    BoundMethod,
    CallContext,
    ClassRef,
    Collection,
    External,
    Function,
    Object,
    Partial,
    Value,
)
from mpcheck.model.worker import made_by_call, made_by_task
from mpcheck.rules.lifecycle.amounts import amount

CHANNELS = {"queue", "simple-queue", "joinable-queue", "connection"}
#: A queue of a manager: what is put into it is there at once, whatever becomes of who has put it.
_REMOTE = "proxy-queue"
READS = {"get", "get_nowait", "recv", "recv_bytes", "recv_bytes_into"}
WRITES = {"put", "put_nowait", "send", "send_bytes"}
_BUILTINS = (
    "print",
    "len",
    "id",
    "isinstance",
    "type",
    "repr",
    "str",
    "list",
    "tuple",
    "set",
    "dict",
    "enumerate",
    "zip",
    "iter",
)
#: Functions that do nothing with a channel by themselves.
_HARMLESS = {"functools.partial", *RECORDS, *(f"builtins.{name}" for name in _BUILTINS)}


@dataclass(frozen=True, slots=True)
class ChannelUse:
    """A method of a channel that is called (or handed on as ``q.get``), or ``passed``: given to code not seen here.

    ``channel`` is the call that made it; both ends of a pipe are one channel.  ``sites`` are the calls that
    lead to the use, outermost first.
    ``amount`` is what it writes: ``any`` (in a loop, or much at once), ``one`` (something of unknown size), ``little`` (some
    numbers or short texts), ``error`` (once, in an ``except`` clause), ``tensor`` (of torch: a handle to it).
    ``is_remote``: the channel is a queue of a manager.
    """

    channel: ast.AST
    how: str
    call: ast.Call
    sites: tuple[ast.Call, ...]
    amount: str = "any"
    is_remote: bool = False


@dataclass
class Traffic:
    """Who does what with each channel; ``reads`` are those of the parent, as calls outermost first.

    ``others`` holds channels that something else may read (a worker, a thread, code of another
    file), or whose process does not wait until it is read.
    """

    by_task: dict[Task, list[ChannelUse]] = field(default_factory=dict)
    reads: dict[ast.AST, list[tuple[ast.Call, ...]]] = field(default_factory=dict)
    others: set[ast.AST] = field(default_factory=set)


def channels_of(module: Module, values: Iterable[Value]) -> Iterator[tuple[ast.AST, bool]]:
    """The channels among the values, and among the elements of collections, each with whether it is remote."""
    for one in values:
        if isinstance(one, Object) and one.call is not None:
            kind = module.kind(one)
            if kind in CHANNELS or kind == _REMOTE:
                yield one.call, kind == _REMOTE
        elif isinstance(one, Collection):
            held = iteration.elements(module.ev, one)
            yield from channels_of(module, (v for v in held if isinstance(v, Object)))


def uses_by_worker(module: Module, task: Task, *, remote: bool = False) -> list[ChannelUse]:
    """What the functions that a task runs do with channels; ``passed`` where the callable is not in the file.

    ``remote``: those of managers as well.
    """
    return module.once(_uses_by_worker, task) if remote else module.once(_local_uses_by_worker, task)


def _local_uses_by_worker(module: Module, task: Task) -> Iterator[ChannelUse]:
    return (use for use in module.once(_uses_by_worker, task) if not use.is_remote)


def _uses_by_worker(module: Module, task: Task) -> Iterator[ChannelUse]:
    if not module.functions(task.callables):
        for sent in task.event.sent():
            for channel, is_remote in channels_of(module, task.event.evaluate(sent)):
                yield ChannelUse(channel, "passed", task.event.call, (task.event.call,), is_remote=is_remote)
    for made in made_by_task(module, task):
        yield from _uses_in(module, made.call, made.context, made.sites)


def uses_by_parent(module: Module, *, remote: bool = False) -> list[ChannelUse]:
    """What code that no worker runs does with channels, here and in functions of other files that it calls."""
    return module.once(_uses_by_parent if remote else _local_uses_by_parent)


def _local_uses_by_parent(module: Module) -> Iterator[ChannelUse]:
    return (use for use in module.once(_uses_by_parent) if not use.is_remote)


def _uses_by_parent(module: Module) -> Iterator[ChannelUse]:
    for call in module.reached_calls:
        if module.function(call) not in module.worker_tasks or module.places(call) != {"worker"}:
            yield from _uses_in(module, call, None, (call,))
            if any(True for a in _arguments(call) for _ in channels_of(module, module.values(a))):
                for made in made_by_call(module, call):
                    yield from _uses_in(module, made.call, made.context, (call, *made.sites))


def _arguments(call: ast.Call) -> Iterator[ast.expr]:
    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
        yield argument.value if isinstance(argument, ast.Starred) else argument


def _uses_in(
    module: Module, call: ast.Call, context: CallContext | None, sites: tuple[ast.Call, ...]
) -> Iterator[ChannelUse]:
    called = module.values(call.func, context)
    followed = all(_is_followed(module, one) for one in called)
    for one in called:
        yield from _method(module, one, call, context, sites)
    for argument in _arguments(call):
        given = module.values(argument, context)
        for one in given:
            yield from _method(module, one, call, context, sites)
        if not followed:
            for channel, is_remote in channels_of(module, given):
                yield ChannelUse(channel, "passed", call, sites, is_remote=is_remote)


def _method(
    module: Module, one: Value, call: ast.Call, context: CallContext | None, sites: tuple[ast.Call, ...]
) -> Iterator[ChannelUse]:
    if isinstance(one, BoundMethod):
        for channel, is_remote in channels_of(module, [one.receiver]):
            yield ChannelUse(channel, one.name, call, sites, amount(module, call, context), is_remote)


def _is_followed(module: Module, one: Value) -> bool:
    """Whether what a called value does with its arguments is seen elsewhere, or is known to be harmless."""
    if isinstance(one, Partial):
        return _is_followed(module, one.function)
    if isinstance(one, BoundMethod):
        return one.function is not None or iteration.is_container(one.receiver)
    if isinstance(one, ClassRef):
        return "__init__" in one.info.methods or bool(fields(module.ev, one.info))
    if isinstance(one, Object):
        return one.name == "collections.namedtuple"
    return isinstance(one, Function) or (isinstance(one, External) and one.name in _HARMLESS)


def waits_for_ever(module: Module, call: ast.Call) -> bool:
    """Whether a read has no time limit: ``q.get()``, ``q.get(True)``, ``q.get(block=True, timeout=None)``."""
    return all(is_literal(one, None, True) for node in _arguments(call) for one in module.values(node))


def traffic_of(module: Module) -> Traffic:
    traffic = Traffic()
    for task in module.reached_tasks:
        uses = uses_by_worker(module, task)
        if task.where == "process":
            traffic.by_task[task] = uses
        elsewhere = READS if task.where == "process" else READS | {"passed"}
        traffic.others |= {use.channel for use in uses if use.how in {*elsewhere, "cancel_join_thread"}}
    if not any(traffic.by_task.values()):
        return traffic
    starts = {task.event.call for task in traffic.by_task}
    for use in uses_by_parent(module):
        if use.how in READS:
            traffic.reads.setdefault(use.channel, []).append(use.sites)
        elif use.how == "cancel_join_thread" or (use.how == "passed" and use.call not in starts):
            traffic.others.add(use.channel)
    for event in module.events_reached(CHANNELS, READS):
        # A channel that was made with a parameter, such as a context, is known for each caller by itself.
        if event.context is not None and module.places(event.call) != {"worker"}:
            for channel, _ in channels_of(module, [event.receiver] if event.receiver else ()):
                traffic.reads.setdefault(channel, []).append(event.sites)
    return traffic
