"""The calls that are made elsewhere: what is called, with what, and what becomes of a call that fails."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.arity import Signature, signature
from mpcheck.model.attributes import bases
from mpcheck.model.calling import is_written_out
from mpcheck.model.deciding import deciding_call
from mpcheck.model.event import Event
from mpcheck.model.exports import takes_from_libraries
from mpcheck.model.module import Module
from mpcheck.model.trigger_words import PROCESS_WORDS
from mpcheck.model.values import NOTHING, Instance, Partial, Super, Values

#: The methods of pools and executors that start workers, and with what.
_STARTS_WORKERS = {"Process", "_adjust_process_count", "_launch_processes", "_repopulate_pool", "_spawn_process"}
_FAILURES = {
    "process": "the child fails with a TypeError that only its standard error shows, and this process goes on",
    "thread": "the thread ends with a TypeError on standard error, and the program goes on",
    "initializer": "each worker fails with a TypeError and is replaced by another that fails, without end",
    "executor-initializer": "the first worker fails with a TypeError and the executor is broken",
    "blocking": "the worker fails with a TypeError, which is raised here",
    "result": "the worker fails with a TypeError, which is seen only where the result is asked for",
}


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A callable that an event has called elsewhere; ``role`` is task or initializer."""

    event: Event
    role: str

    @property
    def written(self) -> ast.expr | None:
        """The expression that names the callable."""
        return self.event.argument(self._param("callable"))

    @property
    def callables(self) -> Values:
        return NOTHING if self.written is None else self.event.evaluate(self.written)

    @property
    def signatures(self) -> list[Signature]:
        """How the callables may be called; nothing where that is not sure of all of them."""
        found = [signature(self.event.ev, one) for one in self.callables]
        known = [one for one in found if one is not None]
        return sorted(known, key=lambda one: one.name) if len(known) == len(found) else []

    @property
    def args_param(self) -> str:
        """The parameter that takes the positional arguments as one tuple, "" where there is none."""
        return self._param("args")

    @property
    def kwargs_param(self) -> str:
        return self.event.api.kwargs if self.role == "task" else ""

    @property
    def param(self) -> str:
        """The name of the parameter that takes the callable."""
        return self._param("callable")

    def _param(self, what: str) -> str:
        api = self.event.api
        if self.role == "initializer":
            return api.initializer if what == "callable" else api.initargs
        return api.callable if what == "callable" else api.args

    @property
    def name(self) -> str:
        """The API as people call it: ``Process``, ``apply_async``."""
        return self.event.name.rpartition(".")[2]

    @property
    def is_complete(self) -> bool:
        """Whether the call shows all that it passes."""
        return is_written_out(self.event.written)

    @property
    def failure(self) -> str:
        """What becomes of a call that raises TypeError."""
        return _FAILURES[self._ending()]

    def _ending(self) -> str:
        if self.role == "initializer":
            return "initializer" if self.event.kind in ("pool", "thread-pool") else "executor-initializer"
        if self.event.kind in ("process", "thread"):
            return self.event.kind
        return "blocking" if self.event.api.blocks else "result"

    def place(self, node: ast.expr, *others: ast.expr) -> tuple[ast.AST, list[tuple[ast.AST, str]]]:
        """Where to report ``node``, and what stands elsewhere.

        It is the innermost call of an enclosing function that decides what ``node`` or the ``others`` are.
        """
        deciding = deciding_call(self.event, (node, *others))
        return (node, []) if deciding is None else (deciding, [(self.event.call, f"passed to `{self.name}` here")])


def dispatches(module: Module) -> Iterator[Dispatch]:
    """Every place where a callable is, or should be, handed over to be called elsewhere.

    Also in functions of other files, with what this one passes to them, or to the objects whose methods they are.
    """
    with_threads = names_processes(module)
    for event in dict.fromkeys((*module.events_to_tell, *module.events_of_made_objects)):
        in_process = event.kind in ("process", "process-executor", "pool", "interpreter-executor")
        if (in_process or with_threads) and is_direct(module, event) and not _has_own_workers(module, event):
            if event.api.callable:
                yield Dispatch(event, "task")
            if event.api.initializer:
                yield Dispatch(event, "initializer")


def _has_own_workers(module: Module, event: Event) -> bool:
    """Whether a class of the scanned code replaces what the workers of a pool or executor run, which may call with more."""
    one = event.receiver
    family = bases(module.ev, one.info) if isinstance(one, (Instance, Super)) else ()
    return any(not _STARTS_WORKERS.isdisjoint(here.methods) for here in family)


def names_processes(module: Module) -> bool:
    """Whether the file holds one of the words by which a scan chooses what to read, or is given what another one imports so.

    What threads do is looked at in such files alone: others, which speak of nothing but threads, are not read.
    """
    return any(word.decode() in module.text for word in PROCESS_WORDS) or takes_from_libraries(module)


def is_direct(module: Module, event: Event) -> bool:
    """Whether the arguments are those of the call: not after others that a partial has bound by their position."""
    called = module.values(event.call.func, event.context)
    return not any(isinstance(one, Partial) and len(one.call.args) > 1 for one in called)


def shown(node: ast.AST) -> str:
    """An expression as it is written, for a message."""
    try:
        text = " ".join(ast.unparse(node).split())
    except RecursionError:
        return "..."
    return text if len(text) <= 40 else text[:37] + "..."
