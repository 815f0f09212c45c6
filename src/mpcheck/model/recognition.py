"""Which events calling a value is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from mpcheck.model import attributes, calling, switches, unbound
from mpcheck.model.api import Api, canonical
from mpcheck.model.event import Event
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tables.standard import THREAD_EXECUTOR
from mpcheck.model.values import (
    BoundMethod,
    CallContext,
    ClassRef,
    External,
    Function,
    Instance,
    Object,
    Param,
    Partial,
    Value,
    in_order,
    root_of,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: The kind of an event whose function belongs to no class of the tables.
_KINDS = {"process": "process-call", "thread": "thread-call"}
#: Methods that texts have and nothing does that processes use: what is called on most parameters.
OF_TEXTS = frozenset(dir(str)) - {*dir(list), "join"}


def is_inert(ev: Evaluator, one: Value) -> bool:
    """Whether calling a value is no event, whoever does so and with whatever arguments."""
    if isinstance(one, Partial):
        return is_inert(ev, one.function)
    if isinstance(one, Function):
        return one.bare or not one.info.decorators
    if isinstance(one, ClassRef):
        return not any(ev.tables.functions.get(canonical(base)) for base in attributes.external_bases(ev, one.info))
    if isinstance(one, External):
        name = canonical(one.name)
        return not (name in ev.tables.functions or name == "builtins.map" or unbound.is_method(ev, one))
    if isinstance(one, BoundMethod):
        owner = ev.class_name(one.receiver)
        is_known = ev.tables.method(owner, one.name) is not None or bool(ev.tables.kind(owner))
        is_open = isinstance(root_of(one), Param) and one.name not in OF_TEXTS
        may_be_one = is_known or one.name == "run_in_executor" or is_open
        return one.function is not None or not may_be_one
    return not isinstance(one, (Param, Object))


def events_of(
    ev: Evaluator,
    call: ast.Call,
    one: Value,
    function: FunctionInfo | None,
    context: CallContext | None,
    sites: tuple[ast.Call, ...],
) -> Iterator[Event]:
    """The events that calling a value is, in one calling context."""
    if isinstance(one, Partial):
        # What was bound elsewhere is read as if it were written here.
        yield from (replace(event, bound=one) for event in events_of(ev, call, one.function, function, context, sites))
        return
    one = _with_call_method(ev, one)
    if isinstance(one, External):
        yield from _external(ev, call, one, function, context, sites)
    elif isinstance(one, ClassRef):
        yield from _subclass_made(ev, call, one, function, context, sites)
    elif isinstance(one, BoundMethod) and one.function is None:
        owner = ev.class_name(one.receiver)
        api = ev.tables.method(owner, one.name) or (Api(f"{owner}.{one.name}") if ev.tables.kind(owner) else None)
        if one.name == "run_in_executor":
            yield from _in_executor(ev, call, one, function, context, sites)
        elif api is not None and switches.outcomes(ev, api, call, context, one.receiver) != {False}:
            method = ev.start_method(one.receiver) or switches.start_method(ev, api, call, context, one.receiver)
            kind = ev.tables.kind(owner) or _KINDS.get(api.runs_in, "")
            # A loop calls the method of what it iterates over.
            name = api.name.removesuffix(".__iter__")
            yield Event(ev, call, name, kind, one.name, one.receiver, api, method, function, context, sites)


def _with_call_method(ev: Evaluator, one: Value) -> Value:
    """The method that calling an object runs; any other value as it is."""
    if isinstance(one, Function):
        one = _made_by_decorator(ev, one) or one
    return BoundMethod(one, "__call__") if isinstance(one, Object) else one


def _made_by_decorator(ev: Evaluator, one: Function) -> Object | None:
    """What a decorator of the tables makes of a function, if that is something to call."""
    for decorator in () if one.bare else one.info.decorators:
        for found in ev.evaluate(decorator):
            api = ev.tables.functions.get(attributes.api_name(found))
            if api is not None and ev.tables.method(api.returns, "__call__") is not None:
                return Object(api.returns, decorator)
    return None


def of_added_method(
    ev: Evaluator, call: ast.Call, function: FunctionInfo | None, extenders: set[str]
) -> Iterator[Event]:
    """The call of a method that a library has added to the objects of another: told by its name."""
    if not isinstance(call.func, ast.Attribute) or any(_is_known(one) for one in ev.evaluate(call.func)):
        return
    for package in extenders:
        api = ev.tables.methods.get((f"{package}.*", call.func.attr))
        if api is not None and switches.outcomes(ev, api, call, None) != {False}:
            name, kind = f"{package}.{call.func.attr}", _KINDS.get(api.runs_in, "")
            method = switches.start_method(ev, api, call, None)
            yield Event(ev, call, name, kind, call.func.attr, None, api, method, function, None, (call,))


def _is_known(one: Value) -> bool:
    """Whether a called value is a function by its own name, or a method of the scanned code."""
    return isinstance(one, (External, Function, ClassRef)) or (isinstance(one, BoundMethod) and bool(one.function))


def _external(
    ev: Evaluator,
    call: ast.Call,
    one: External,
    function: FunctionInfo | None,
    context: CallContext | None,
    sites: tuple[ast.Call, ...],
) -> Iterator[Event]:
    """The call of a function of an API, or of a method by the name of its class."""
    name = canonical(one.name)
    api = ev.tables.functions.get(name)
    if api is not None and switches.outcomes(ev, api, call, context) != {False}:
        for made in in_order(ev.evaluate(call, context)) or (None,):
            method = made.start_method if isinstance(made, Object) else one.start_method
            method = method or switches.start_method(ev, api, call, context)
            kind = ev.tables.kind(api.returns) or _KINDS.get(api.runs_in, "")
            yield Event(ev, call, name, kind, "", None, api, method, function, context, sites)
    for unbound_method, leading in unbound.methods(ev, call, one, context):
        yield from (replace(e, leading=leading) for e in events_of(ev, call, unbound_method, function, context, sites))


def _subclass_made(
    ev: Evaluator,
    call: ast.Call,
    one: ClassRef,
    function: FunctionInfo | None,
    context: CallContext | None,
    sites: tuple[ast.Call, ...],
) -> Iterator[Event]:
    """The construction of a local subclass of an external class."""
    for base in attributes.external_bases(ev, one.info):
        api = ev.tables.functions.get(canonical(base))
        if api is not None and api.returns:
            known = Api(api.name, returns=api.returns)
            kind = ev.tables.kind(api.returns)
            made = Instance(one.info, call, context)
            yield Event(ev, call, api.name, kind, "", made, known, ev.start_method(made), function, context, sites)
            return


def _in_executor(
    ev: Evaluator,
    call: ast.Call,
    one: BoundMethod,
    function: FunctionInfo | None,
    context: CallContext | None,
    sites: tuple[ast.Call, ...],
) -> Iterator[Event]:
    """``loop.run_in_executor(executor, f, *args)`` is a submit to the executor."""
    api = ev.tables.methods["asyncio.loop", "run_in_executor"]
    written = calling.argument(call, api.params, "executor")
    for given in ev.evaluate(written, context) if written is not None else ():
        # None is the loop's own executor, which can only be one of threads.
        executor = Object(THREAD_EXECUTOR, call, context) if attributes.is_literal(given, None) else given
        kind = ev.kind(executor)
        if kind:
            method = executor.start_method if isinstance(executor, Object) else None
            yield Event(ev, call, api.name, kind, one.name, executor, api, method, function, context, sites)
