"""What the parameters of a function are where something else calls it: a process, a thread, ``map``."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import iteration, mappings, parameters
from mpcheck.model.api import Api, canonical
from mpcheck.model.attributes import find_method
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.event import with_bound
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.situations import situations
from mpcheck.model.values import (
    NOTHING,
    BoundMethod,
    CallContext,
    ClassRef,
    Collection,
    External,
    Function,
    Instance,
    Param,
    Partial,
    Value,
    Values,
    in_order,
    only,
    root_of,
    unknown,
    without_partials,
)

if TYPE_CHECKING:
    from mpcheck.model.calls import CallGraph

#: Runs its argument here, but binds its parameters as an executor does.
_MAPS = {
    name: Api(name, ("function",), callable="function", variadic=True, iterable="*")
    for name in ("builtins.map", "builtins.filter")
}
#: Run their argument here, too, as a green thread.
_GREEN = {
    name: Api(name, ("function",), callable="function", variadic=True)
    for name in ("gevent.spawn", "gevent.spawn_raw", "gevent.Greenlet", "eventlet.spawn", "eventlet.spawn_n")
}
#: How what runs something is called where a context, pool or executor is a parameter.
_WORDS = {
    *("Process", "Pool", "Thread", "submit", "map", "imap", "imap_unordered", "starmap", "apply"),
    *("map_async", "starmap_async", "apply_async"),
}


def handovers(ev: Evaluator, graph: CallGraph) -> dict[FunctionInfo, list[tuple[Values, ...]]]:
    """For each function that is handed to a process, pool or executor: the arguments that it gets, once for each call.

    What hangs on a parameter is what the callers of the function around the call pass.
    """
    found: dict[FunctionInfo, list[tuple[Values, ...]]] = {}

    def add(info: FunctionInfo, arguments: tuple[Values, ...]) -> None:
        given = found.setdefault(info, [])
        if arguments not in given:
            given.append(arguments)

    elsewhere = (call for function in graph.called for call in function.calls)
    for call in (*ev.calls_of(lambda called: _may_run(ev, called)), *elsewhere):
        called = ev.evaluate(call.func)
        if not _may_run(ev, called):
            continue
        for run, itself in _inherited_runs(ev, called, call):
            add(run, (itself,))
        for context, _ in situations(ev, lambda: graph, call):
            known = [(one, api) for one in ev.evaluate(call.func, context) if (api := _api(ev, one)) is not None]
            handed = (_handed(ev, _written(one, call), api, context) for one, api in known)
            for info, arguments in itertools.chain.from_iterable(handed):
                add(info, arguments)
    return found


def _may_run(ev: Evaluator, called: Values) -> bool:
    """Whether calling values may run something that it is given, or has by its class."""
    return any(isinstance(one, ClassRef) or _api(ev, one) is not None or _may_be_one(one) for one in called)


def _inherited_runs(ev: Evaluator, called: Values, call: ast.Call) -> Iterator[tuple[FunctionInfo, Values]]:
    """The ``run`` methods that scanned base classes give to the processes and threads which a call makes, with these."""
    for one in only(ClassRef, in_order(called)):
        run = find_method(ev, one.info, "run") if one.info.node.bases else None
        if run is not None and run.cls is not one.info and ev.kind(Instance(one.info)) in ("process", "thread"):
            yield run, frozenset((Instance(one.info, call),))


def _written(called: Value, call: ast.Call) -> ast.Call:
    return with_bound(called, call) if isinstance(called, Partial) else call


def _may_be_one(one: Value) -> bool:
    """Whether a value is called like what runs something, and taken from a parameter: ``context.Process``."""
    one = without_partials(one)
    return isinstance(one, BoundMethod) and one.name in _WORDS and isinstance(root_of(one), Param)


def _api(ev: Evaluator, one: Value) -> Api | None:
    """The function or method of the tables that a value is, if it is one that runs something it is given."""
    api = None
    one = without_partials(one)
    if isinstance(one, External):
        api = ev.tables.functions.get(canonical(one.name)) or _MAPS.get(one.name) or _GREEN.get(one.name)
    elif isinstance(one, BoundMethod) and one.function is None:
        api = ev.tables.method(ev.class_name(one.receiver), one.name)
    return api if api is not None and (api.callable or api.initializer) else None


def _handed(
    ev: Evaluator, call: ast.Call, api: Api, context: CallContext | None
) -> Iterator[tuple[FunctionInfo, tuple[Values, ...]]]:
    for role, packed in ((api.callable, api.args), (api.initializer, api.initargs)):
        for one in _passed(ev, call, api, role, context):
            for info, bound in _target(ev, one):
                passed = (
                    _packed(ev, _passed(ev, call, api, packed, context))
                    if packed
                    else _unpacked(ev, call, api, info, context)
                )
                first = (unknown("given by the library"),) * api.leading if role == api.callable else ()
                arguments = (*bound, *first, *passed)
                if role == api.callable and api.kwargs:
                    arguments = _with_keywords(ev, info, arguments, _passed(ev, call, api, api.kwargs, context))
                if any(arguments):
                    yield info, arguments


def _passed(ev: Evaluator, call: ast.Call, api: Api, param: str, context: CallContext | None) -> Values:
    written = parameters.passed(ev, call, api.params, param, context) if param else None
    return ev.evaluate(written, context) if written is not None else NOTHING


def _target(ev: Evaluator, one: Value) -> Iterator[tuple[FunctionInfo, tuple[Values, ...]]]:
    """The function that a callable runs, and the arguments that it binds first."""
    if isinstance(one, Function):
        yield one.info, ()
    elif isinstance(one, BoundMethod) and one.function is not None:
        yield one.function.info, (frozenset((one.receiver,)),)
    elif isinstance(one, Partial):
        bound = tuple(ev.evaluate(a, one.context) for a in one.call.args[1:] if not isinstance(a, ast.Starred))
        yield from ((info, (*before, *bound)) for info, before in _target(ev, one.function))


def _packed(ev: Evaluator, given: Values) -> tuple[Values, ...]:
    """The members of the tuple that is passed as ``args``."""
    held = list(given)
    if len(held) != 1 or not isinstance(held[0], Collection):
        return ()
    members = getattr(held[0].node, "elts", [])
    return tuple(iteration.item(ev, held[0], index) for index in range(len(members)))


def _unpacked(
    ev: Evaluator, call: ast.Call, api: Api, info: FunctionInfo, context: CallContext | None
) -> tuple[Values, ...]:
    """What ``submit(f, *args)`` or ``map(f, iterable)`` passes."""
    further = [a for a in call.args[len(api.params) :] if not isinstance(a, ast.Starred)] if api.variadic else []
    if api.iterable == "*":
        return tuple(iteration.follow(ev, ev.evaluate(a, context), ("elem",)) for a in further)
    if not api.iterable:
        return tuple(ev.evaluate(a, context) for a in further)
    elements = iteration.follow(ev, _passed(ev, call, api, api.iterable, context), ("elem",))
    if not api.star:
        return (elements,)
    return tuple(iteration.follow(ev, elements, (index,)) for index in range(len(info.parameters)))


def _with_keywords(
    ev: Evaluator, info: FunctionInfo, arguments: tuple[Values, ...], given: Values
) -> tuple[Values, ...]:
    """The arguments with those of the dict that is passed as ``kwargs``; symbolic where neither passes one."""
    held = list(given)
    if len(held) != 1 or not mappings.is_dict(held[0]):
        return arguments
    rest = (p.arg for p in info.parameters[len(arguments) :])
    return (*arguments, *(mappings.named(ev, held[0], name) or frozenset((Param(info, name),)) for name in rest))
