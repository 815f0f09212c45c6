"""Queues whose feeder is a green thread, which never runs while its process waits for the answer to what is in them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mpcheck.model.attributes import is_literal
from mpcheck.model.event import Event
from mpcheck.model.forks import may_precede
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import BoundMethod, ClassRef, Collection, Const, External, Items, Object, Value, root_of
from mpcheck.rules.lifecycle.channels import READS, WRITES, uses_by_worker

_FED = "queue joinable-queue"
_ANSWERED = f"{_FED} simple-queue connection"
_GREEN = ("gevent.", "eventlet.")
#: They only note what is to be run.
_SPAWNS = (
    ".spawn",
    ".spawn_later",
    ".spawn_raw",
    ".spawn_n",
    ".Greenlet",
    ".Queue",
    ".Event",
    ".patch_all",
    ".getcurrent",
)
#: What is called so by these does not let green threads run.
_UNYIELDING = (
    *("builtins.", "multiprocessing.", "collections.", "itertools.", "functools.", "random.", "math.", "json."),
    *("logging.", "os.getpid", "os.path.", "pathlib.", "sys.", "time.time", "time.perf_counter", "time.monotonic"),
)


@dataclass(frozen=True, eq=False, slots=True)
class Starved:
    """A queue, made ``at`` a call, that is ``filled`` before the process ``waits`` for what comes of it."""

    at: ast.Call
    filled: ast.Call
    waits: Event


def starved_queues(module: Module) -> Iterator[Starved]:
    """The queues of a patched program that the parent fills and whose feeder it keeps from running."""
    reads = [event for event in _of_parent(module, _ANSWERED, "get recv recv_bytes join") if _waits_for_ever(event)]
    spawned = _spawned(module) if reads else {}
    puts = [*_of_parent(module, _FED, "put put_nowait"), *_put_by(module, spawned)] if reads else []
    answers = _answers(module) if puts else set()
    known = {event.call for event in (*reads, *puts)}
    others = (call for call in _calls(module) if call not in known) if puts else ()
    yielding = [(call,) for call in others if _lets_others_run(module, call)]
    for queue in dict.fromkeys(event.origin for event in puts):
        for read in reads:
            is_answer = queue is read.origin if read.method == "join" else (queue, read.origin) in answers
            if isinstance(queue, ast.Call) and is_answer:
                filled = [event for event in puts if event.origin is queue]
                first = _before(module, filled, read, yielding, spawned)
                if first is not None:
                    yield Starved(queue, first, read)
                    break


def _of_parent(module: Module, kinds: str, methods: str) -> Iterator[Event]:
    events = module.events_reached(kinds, methods)
    return (event for event in events if module.places(event.call) != {"worker"})


def _waits_for_ever(event: Event) -> bool:
    """Whether a read waits as long as it takes: with a time limit it looks at the pipe by a patched select."""
    given = [*event.written.args, *(keyword.value for keyword in event.written.keywords)]
    return all(is_literal(one, None, True) for node in given for one in event.evaluate(node))


def _answers(module: Module) -> set[tuple[ast.AST, ast.AST]]:
    """The channels of which a process reads the first and writes into the second."""
    found = set()
    for task in module.reached_tasks:
        uses = uses_by_worker(module, task) if task.where == "process" else []
        read = {use.channel for use in uses if use.how in READS}
        found |= {(one, use.channel) for use in uses if use.how in WRITES for one in read}
    return found


def _spawned(module: Module) -> dict[ast.Call, set[FunctionInfo]]:
    """The calls that make green threads, each with the functions that these will run, and none of them yet."""
    spawns = (call for call in _calls(module) if _is_spawn(module, call))
    found = {call: {one for node in call.args for one in module.functions(module.values(node))} for call in spawns}
    return {call: module.graph.reached_from(functions) if functions else set() for call, functions in found.items()}


def _put_by(module: Module, spawned: Mapping[ast.Call, set[FunctionInfo]]) -> list[Event]:
    """What green threads put by functions of other files, which run nowhere else."""
    functions = {one for run in spawned.values() for one in run} - {*module.functions_called}
    events = module.events_elsewhere(functions)
    return [event for event in events if event.kind in _FED.split() and event.method in ("put", "put_nowait")]


def _calls(module: Module) -> list[ast.Call]:
    """The calls of this file, and of the functions of others that it leads to."""
    return [*module.found.calls, *(call for function in module.functions_called for call in function.calls)]


def _is_spawn(module: Module, call: ast.Call) -> bool:
    name = module.external_name(call.func)
    return name.startswith(_GREEN) and name.endswith(_SPAWNS)


def _before(
    module: Module,
    puts: list[Event],
    read: Event,
    yielding: list[tuple[ast.Call]],
    spawned: Mapping[ast.Call, set[FunctionInfo]],
) -> ast.Call | None:
    """What fills a queue before a read with nothing between them that would let its feeder run."""
    for put in puts:
        if may_precede(module, put.sites, read.sites, yielding):
            return put.call
    for spawn, reached in spawned.items():
        filling = [put.call for put in puts if module.function(put.call) in reached]
        if (
            filling
            and module.function(read.call) not in reached
            and may_precede(module, (spawn,), read.sites, yielding)
        ):
            return filling[0]
    return None


def _lets_others_run(module: Module, call: ast.Call) -> bool:
    """Whether green threads may run meanwhile, as far as that is known; by what is not known they may."""
    functions = module.functions(module.values(call.func))
    if functions:
        return not all(module.is_here(one.node) or one in module.functions_called for one in functions)
    if _is_spawn(module, call):
        return False
    if getattr(call.func, "attr", "") in READS and (call.args or call.keywords):
        return True
    return not all(_is_unyielding(module, one) for one in module.values(call.func))


def _is_unyielding(module: Module, one: Value) -> bool:
    if isinstance(one, BoundMethod):
        if module.kind(one.receiver) == "process":
            return one.name != "join"
        one = root_of(one)
    if isinstance(one, (External, Object)):
        return one.name.startswith(_UNYIELDING)
    return isinstance(one, (Const, Collection, Items, ClassRef))
