"""Events: the calls of process APIs, with what plays which role in them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from mpcheck.model import attributes, calling, iteration, parameters, switches, unbound
from mpcheck.model.api import Api, ApiClass, canonical
from mpcheck.model.awaited import awaited_calls
from mpcheck.model.feasible import is_feasible
from mpcheck.model.iterated import iterated_calls
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tables import EXTENDERS
from mpcheck.model.tables.standard import THREAD_EXECUTOR
from mpcheck.model.values import (
    NOTHING,
    BoundMethod,
    CallContext,
    ClassRef,
    Const,
    External,
    Function,
    Instance,
    Object,
    Param,
    Partial,
    Value,
    Values,
)

if TYPE_CHECKING:
    from mpcheck.model.calls import CallGraph
    from mpcheck.model.evaluate import Evaluator

#: Packages with the interface of multiprocessing that send more than pickle can.
_OWN_SERIALIZERS = {"multiprocess", "pathos", "loky"}
#: The kind of an event whose function belongs to no class of the tables.
_KINDS = {"process": "process-call", "thread": "thread-call"}
_MAX_CHAINS = 16
_MAX_DEPTH = 3


@dataclass(frozen=True, eq=False, slots=True)
class Event:
    """One call of a known API, in one calling context.

    ``name`` is the canonical dotted name, ``kind`` the word of the API tables for the receiver's
    (or the created object's) class, ``method`` the method's name, "" for functions and
    constructors.  ``sites`` are the calls through which it was reached, outermost first, ending
    with the call itself: more than one where a parameter of the enclosing function plays a role.
    ``bound`` is the partial that is called, ``leading`` the number of arguments before those of the
    method: one in ``Process.join(p)``.
    """

    ev: Evaluator = field(repr=False)
    call: ast.Call
    name: str
    kind: str
    method: str
    receiver: Value | None
    api: Api
    start_method: str | None
    function: FunctionInfo | None
    context: CallContext | None = None
    sites: tuple[ast.Call, ...] = ()
    bound: Partial | None = None
    leading: int = 0

    @property
    def written(self) -> ast.Call:
        """The call with the arguments of the API: those that a partial has bound come first."""
        if self.leading:
            own = ast.Call(self.call.func, self.call.args[self.leading :], self.call.keywords)
            return ast.copy_location(own, self.call)
        if self.bound is None:
            return self.call
        first = self.bound.call
        overridden = {keyword.arg for keyword in self.call.keywords}
        keywords = [keyword for keyword in first.keywords if keyword.arg not in overridden]
        args = [*first.args[1:], *self.call.args]
        return ast.copy_location(ast.Call(self.call.func, args, [*keywords, *self.call.keywords]), self.call)

    @property
    def creates(self) -> bool:
        """Whether the event makes the object (it is a constructor's call)."""
        return not self.method and bool(self.api.returns)

    @property
    def is_certain(self) -> bool:
        """Whether the call can mean nothing else; that its function may be None is no reason to doubt."""
        values = [one for one in self.ev.evaluate(self.call.func, self.context) if not isinstance(one, Const)]
        return len({_meaning(self.ev, one) for one in values}) == 1 and self.is_surely_on

    @property
    def is_surely_on(self) -> bool:
        """Whether the arguments leave no doubt that the API does what its row says."""
        return switches.outcomes(self.ev, self.api, self.call, self.context, self.receiver) == {True}

    @property
    def runs_in(self) -> str:
        """Where what is sent runs: process, thread, interpreter, or ""."""
        return self.api.runs_in or self.runner.runs_in

    @property
    def serializer(self) -> str:
        """How what is sent travels; see `ApiClass`."""
        return self.api.serializer or self.runner.serializer

    @property
    def runner(self) -> ApiClass:
        """The class that runs what is sent."""
        name = self.api.returns if self.creates else self.ev.class_name(self.receiver)
        return self.ev.tables.classes.get(name) or ApiClass(name, "")

    def argument(self, param: str) -> ast.expr | None:
        """The expression written for a parameter of the API."""
        return parameters.passed(self.ev, self.written, self.api.params, param, self.context) if param else None

    def values(self, param: str) -> Values:
        """What is passed for a parameter; nothing where it is not passed."""
        written = self.argument(param)
        return NOTHING if written is None else self.ev.evaluate(written, self.context)

    def evaluate(self, node: ast.expr) -> Values:
        return self.ev.evaluate(node, self.context)

    @property
    def variadic_arguments(self) -> list[ast.expr]:
        """What ``*args`` of the API collects: the arguments after the named ones."""
        given = self.written.args[len(self.api.params) :]
        return [a for a in given if not isinstance(a, ast.Starred)] if self.api.variadic else []

    def sent(self) -> list[ast.expr]:
        """The expressions whose values travel to the worker as arguments, as far as they are written out."""
        found = list(self.variadic_arguments) if self.api.iterable != "*" else []
        if self.api.variadic and self.api.iterable != "*":
            named = {*self.api.params, "chunksize", "timeout", "buffersize"}
            found += [k.value for k in self.written.keywords if k.arg and k.arg not in named]
        for role in (self.api.args, self.api.initargs):
            found += _members(self.argument(role))
        for role in (self.api.kwargs,):
            written = self.argument(role)
            if isinstance(written, ast.Dict):
                found += written.values
        if self.api.item:
            written = self.argument(self.api.item)
            found += [written] if written is not None else []
        return found

    def elements_sent(self) -> Values:
        """What the elements of an iterable argument may be (of a ``map``)."""
        if self.api.iterable == "*":
            written: list[ast.expr | None] = [*self.variadic_arguments]
        else:
            written = [self.argument(self.api.iterable)] if self.api.iterable else []
        held = NOTHING
        for node in written:
            if node is not None:
                held |= iteration.follow(self.ev, self.evaluate(node), ("elem",))
        return held


def _meaning(ev: Evaluator, one: Value) -> object:
    """What calling a value does, for comparison: the same for the same method of two objects of one class."""
    if isinstance(one, BoundMethod):
        return ev.class_name(one.receiver) or one.receiver, one.name
    return canonical(one.name) if isinstance(one, External) else one


def _members(node: ast.expr | None) -> list[ast.expr]:
    if isinstance(node, (ast.Tuple, ast.List)):
        return [e for e in node.elts if not isinstance(e, ast.Starred)]
    return []


def calls_in(ev: Evaluator) -> list[ast.Call]:
    """The calls of a file, in the order of the source, then those that are not written as calls."""
    return [*ev.found.calls, *awaited_calls(ev), *iterated_calls(ev)]


def find_events(ev: Evaluator, graph: Callable[[], CallGraph], calls: Iterable[ast.Call]) -> list[Event]:
    """The events that calls are; ``graph`` is asked for where it matters who calls the functions around them."""
    events: list[Event] = []
    extenders = ev.found.imports(EXTENDERS)
    inert: dict[Value, bool] = {}
    for call in calls:
        called = ev.evaluate(call.func)
        for one in called:
            if one not in inert:
                inert[one] = _is_inert(ev, one)
        if not extenders and all(inert[one] for one in called):
            continue
        function = ev.found.scope_of[call].enclosing_function
        events += _of_added_method(ev, call, function, extenders)
        for context, sites in _situations(ev, graph, call):
            functions = ev.evaluate(call.func, context)
            if is_feasible(ev, call, context) and not _is_stand_in(functions):
                for one in functions:
                    events += _event(ev, call, one, function, context, sites)
    return events


def _is_inert(ev: Evaluator, one: Value) -> bool:
    """Whether calling a value is no event, whoever does so and with whatever arguments."""
    if isinstance(one, Partial):
        return _is_inert(ev, one.function)
    if isinstance(one, Function):
        return one.bare or not one.info.decorators
    if isinstance(one, ClassRef):
        return not any(ev.tables.functions.get(canonical(base)) for base in attributes.external_bases(ev, one.info))
    if isinstance(one, External):
        name = canonical(one.name)
        return not (name in ev.tables.functions or name == "builtins.map" or unbound.is_method(ev, one))
    if isinstance(one, BoundMethod) and one.function is None and one.name != "run_in_executor":
        owner = ev.class_name(one.receiver)
        is_known = ev.tables.method(owner, one.name) is not None or bool(ev.tables.kind(owner))
        return not (is_known or isinstance(one.receiver, Param))
    return not isinstance(one, (Param, Object, BoundMethod)) or (isinstance(one, BoundMethod) and bool(one.function))


def _is_stand_in(functions: Values) -> bool:
    """Whether a library with a serialiser of its own may be in the place of another: ``try: import multiprocess as mp``."""
    packages = {_package(one) for one in functions} - {""}
    return len(packages) > 1 and bool(packages & _OWN_SERIALIZERS)


def _package(one: Value) -> str:
    if isinstance(one, BoundMethod):
        return _package(one.receiver)
    return one.name.partition(".")[0] if isinstance(one, (External, Object)) else ""


def _event(
    ev: Evaluator,
    call: ast.Call,
    one: Value,
    function: FunctionInfo | None,
    context: CallContext | None,
    sites: tuple[ast.Call, ...],
) -> Iterator[Event]:
    if isinstance(one, Partial):
        # What was bound elsewhere is read as if it were written here.
        yield from (replace(event, bound=one) for event in _event(ev, call, one.function, function, context, sites))
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


def _of_added_method(
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
        for made in ev.evaluate(call, context) or (None,):
            method = made.start_method if isinstance(made, Object) else one.start_method
            method = method or switches.start_method(ev, api, call, context)
            kind = ev.tables.kind(api.returns) or _KINDS.get(api.runs_in, "")
            yield Event(ev, call, name, kind, "", None, api, method, function, context, sites)
    for unbound_method, leading in unbound.methods(ev, call, one, context):
        yield from (replace(e, leading=leading) for e in _event(ev, call, unbound_method, function, context, sites))


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


def _situations(
    ev: Evaluator, graph: Callable[[], CallGraph], call: ast.Call
) -> Iterator[tuple[CallContext | None, tuple[ast.Call, ...]]]:
    """The contexts in which to look at a call: one, or one per caller where a parameter plays a role."""
    needed = _open_parameters(ev, call, None)
    if not needed:
        yield None, (call,)
        return
    chains = list(islice(_chains(ev, graph(), call, needed, (call,)), _MAX_CHAINS + 1))
    if len(chains) > _MAX_CHAINS or not chains:
        chains = [(None, (call,))]
    yield from chains


def _chains(
    ev: Evaluator,
    graph: CallGraph,
    call: ast.Call,
    needed: set[FunctionInfo],
    sites: tuple[ast.Call, ...],
) -> Iterator[tuple[CallContext | None, tuple[ast.Call, ...]]]:
    for function in needed:
        for arguments in graph.handed.get(function, ()):
            # Whoever hands it over is no caller: the call is where it is written.
            yield ev.context(function, None, None, None, arguments), sites
        for edge in graph.callers.get(function, ()):
            if edge.call in sites or not edge.is_direct:
                continue
            caller = ev.found.scope_of[edge.call].enclosing_function
            for outer, path in _outer(ev, graph, edge.call, caller, len(sites)):
                chain = ev.context(function, edge.call, outer, None, edge.leading)
                yield chain, (*path, *sites)


def _outer(
    ev: Evaluator, graph: CallGraph, call: ast.Call, caller: FunctionInfo | None, depth: int
) -> Iterator[tuple[CallContext | None, tuple[ast.Call, ...]]]:
    """The contexts of a caller, where its own parameters are passed on in ``call``."""
    passed_on = {
        one.function
        for node in [*call.args, *(k.value for k in call.keywords)]
        for one in ev.evaluate(node)
        if isinstance(one, Param)
    }
    edges = [edge for edge in graph.callers.get(caller, ()) if edge.is_direct] if caller is not None else []
    known = bool(edges) or caller in graph.handed
    if caller is None or caller not in passed_on or depth >= _MAX_DEPTH or not known:
        yield None, (call,)
        return
    for arguments in graph.handed.get(caller, ()):
        yield ev.context(caller, None, None, None, arguments), (call,)
    for edge in edges:
        further = ev.found.scope_of[edge.call].enclosing_function
        for outer, path in _outer(ev, graph, edge.call, further, depth + 1):
            assert caller is not None
            yield ev.context(caller, edge.call, outer, None, edge.leading), (*path, call)


def _open_parameters(ev: Evaluator, call: ast.Call, context: CallContext | None) -> set[FunctionInfo]:
    """The functions whose parameters decide what a call of a process API (or of a parameter) does."""
    functions = ev.evaluate(call.func, context)
    found: set[FunctionInfo] = set()
    relevant = False
    for one in functions:
        receiver = one.receiver if isinstance(one, BoundMethod) else one
        if isinstance(receiver, Param):
            found.add(receiver.function)
        relevant = relevant or bool(list(_event(ev, call, one, None, context, ())))
        relevant = relevant or any(unbound.named(ev, call, one, context))
    if relevant:
        for node in _argument_parts(call):
            found |= {one.function for one in _params(ev, ev.evaluate(node, context))}
    return found


def _argument_parts(call: ast.Call) -> Iterator[ast.expr]:
    for node in [*call.args, *(k.value for k in call.keywords)]:
        yield node
        yield from _members(node)


def _params(ev: Evaluator, values: Values) -> Iterator[Param]:
    for one in values:
        if isinstance(one, Param):
            yield one
        elif isinstance(one, Partial):
            yield from _params(ev, frozenset((one.function,)))
        elif isinstance(one, BoundMethod) and isinstance(one.receiver, Param):
            yield one.receiver


def functions_of(ev: Evaluator, one: Value) -> Iterator[FunctionInfo]:
    """The functions of the scanned code that calling a value runs."""
    if isinstance(one, Function):
        yield one.info
    elif isinstance(one, Partial):
        yield from functions_of(ev, one.function)
    elif isinstance(one, BoundMethod) and one.function is not None:
        yield one.function.info
    elif isinstance(one, Instance):
        method = attributes.find_method(ev, one.info, "__call__")
        if method is not None:
            yield method
    elif isinstance(one, ClassRef):
        method = attributes.find_method(ev, one.info, "__init__")
        if method is not None:
            yield method
