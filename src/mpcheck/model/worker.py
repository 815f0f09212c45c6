"""What running a task, or a function, does: the calls that it makes, each in its context."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import BoundMethod, CallContext, External, Function, Instance, Partial, Value, Values, unknown

if TYPE_CHECKING:
    from mpcheck.model.event import Event
    from mpcheck.model.module import Module
    from mpcheck.model.tasks import Task

_MAX_DEPTH = 4


@dataclass(frozen=True, eq=False, slots=True)
class Made:
    """A call that is made in running another: ``sites`` are the calls between them, this one last."""

    call: ast.Call
    context: CallContext | None
    sites: tuple[ast.Call, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Run:
    """A function that is run in running a task or a call; ``sites`` are the calls between them."""

    function: Function
    context: CallContext | None
    sites: tuple[ast.Call, ...]


def run_by_task(module: Module, task: Task) -> Iterator[Run]:
    """The functions that a task runs, with parameters bound to what the task sends."""
    return _runs(module.ev, task.callables, _handed_over(task), task.event.context, _given_by_library(task))


def made_by_task(module: Module, task: Task) -> Iterator[Made]:
    """The calls in the functions that a task runs, with parameters bound to what the task sends."""
    return _made(module.ev, task.callables, _handed_over(task), task.event.context, _given_by_library(task))


def made_by_call(module: Module, call: ast.Call, context: CallContext | None = None) -> Iterator[Made]:
    """The calls in the functions of the file that a call runs, with parameters bound to its arguments."""
    return _made(module.ev, module.values(call.func, context), call, context)


def run_with(module: Module, callback: ast.expr, event: Event, arguments: tuple[Values, ...]) -> Iterator[Run]:
    """The functions that a library runs when it calls back what an event passes, with arguments that are known as values."""
    call = ast.copy_location(ast.Call(callback, [], []), event.call)
    return _runs(module.ev, event.evaluate(callback), call, event.context, arguments)


def run_by_call(module: Module, call: ast.Call, context: CallContext | None = None) -> Iterator[Run]:
    """The functions that a call runs, with parameters bound to its arguments."""
    return _runs(module.ev, module.values(call.func, context), call, context)


def _made(
    ev: Evaluator, called: Values, call: ast.Call, context: CallContext | None, given: tuple[Values, ...] = ()
) -> Iterator[Made]:
    for run in _runs(ev, called, call, context, given):
        for node in run.function.info.calls:
            yield Made(node, run.context, (*run.sites, node))


def _runs(
    ev: Evaluator, called: Values, call: ast.Call, context: CallContext | None, given: tuple[Values, ...] = ()
) -> Iterator[Run]:
    """Each function is entered once; what is ``given`` comes before the arguments of the call."""
    seen: set[FunctionInfo] = set()
    caller = Made(call, context, ())
    stack = [(function, (*leading, *given), caller) for function, leading in _started(ev, called)]
    while stack:
        function, leading, caller = stack.pop()
        if function.info in seen:
            continue
        seen.add(function.info)
        run = Run(function, ev.enter(function, caller.call, caller.context, leading), caller.sites)
        yield run
        for node in function.info.calls if len(run.sites) + 1 < _MAX_DEPTH else ():
            made = Made(node, run.context, (*run.sites, node))
            stack += [(*one, made) for one in _started(ev, ev.evaluate(node.func, run.context))]


def _started(ev: Evaluator, values: Values) -> Iterator[tuple[Function, tuple[Values, ...]]]:
    """The functions that calling these values runs, with the arguments already bound."""
    for one in values:
        yield from _unwrapped(ev, one, ())


def _unwrapped(ev: Evaluator, one: Value, leading: tuple[Values, ...]) -> Iterator[tuple[Function, tuple[Values, ...]]]:
    if isinstance(one, Function):
        yield one, leading
    elif isinstance(one, BoundMethod) and one.function is not None:
        yield one.function, (frozenset((one.receiver,)), *leading)
    elif isinstance(one, Partial):
        bound = tuple(ev.evaluate(a, one.context) for a in one.call.args[1:] if not isinstance(a, ast.Starred))
        yield from _unwrapped(ev, one.function, (*bound, *leading))
    elif isinstance(one, Instance):
        method = attributes.find_method(ev, one.info, "__call__")
        if method is not None:
            yield Function(method), (frozenset((one,)), *leading)


def _names(values: Values) -> set[str]:
    return {one.name for one in values if isinstance(one, External)}


def _given_by_library(task: Task) -> tuple[Values, ...]:
    """What the library itself passes to a task, before the arguments that travel with it."""
    return (unknown("given by the library"),) * (0 if task.role == "initializer" else task.event.api.leading)


def _handed_over(task: Task) -> ast.Call:
    """The call that the worker makes: the task's callable with the arguments that travel with it."""
    event = task.event
    initializer = task.role == "initializer"
    args = event.argument(event.api.initargs if initializer else event.api.args)
    kwargs = None if initializer else event.argument(event.api.kwargs)
    positional: list[ast.expr] = [] if args is None else [ast.Starred(args, ast.Load())]
    if isinstance(args, (ast.Tuple, ast.List)):
        positional = list(args.elts)
    named = [] if kwargs is None else [ast.keyword(None, kwargs)]
    if isinstance(kwargs, ast.Call) and not kwargs.args and "builtins.dict" in _names(event.evaluate(kwargs.func)):
        named = kwargs.keywords
    if event.api.variadic and event.api.iterable != "*" and not initializer:
        positional = event.written.args[len(event.api.params) :]
        named = [keyword for keyword in event.written.keywords if keyword.arg not in event.api.own_keywords]
    call = ast.Call(task.node, positional, named)
    return ast.copy_location(call, event.call)
