"""In which calling contexts a call is to be looked at."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from mpcheck.model import mappings, unbound
from mpcheck.model.event import members
from mpcheck.model.nodes import scope_of
from mpcheck.model.recognition import events_of
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.values import (
    NOTHING,
    BoundMethod,
    CallContext,
    External,
    Instance,
    Object,
    Param,
    Partial,
    Value,
    Values,
    root_of,
    without_partials,
)

if TYPE_CHECKING:
    from mpcheck.model.calls import CallGraph
    from mpcheck.model.evaluate import Evaluator

_MAX_CHAINS = 16
_MAX_DEPTH = 3


def situations(
    ev: Evaluator, graph: Callable[[], CallGraph], call: ast.Call
) -> Iterator[tuple[CallContext | None, tuple[ast.Call, ...]]]:
    """The contexts in which to look at a call: one, or one per caller where a parameter plays a role."""
    needed = _open_parameters(ev, call, None)
    chains = list(islice(_chains(ev, graph(), call, needed, (call,)), _MAX_CHAINS + 1)) if needed else []
    if len(chains) > _MAX_CHAINS or not chains:
        chains = [(None, (call,))]
    yield from chains
    yield from _on_subclasses(ev, graph, call)


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
            caller = scope_of(edge.call).enclosing_function
            for outer, path in _outer(ev, graph, edge.call, caller, len(sites)):
                if outer is None or _may_call(ev, edge.call, function, outer):
                    chain = ev.context(function, edge.call, outer, None, edge.leading)
                    yield chain, (*path, *sites)


def _on_subclasses(
    ev: Evaluator, graph: Callable[[], CallGraph], call: ast.Call
) -> Iterator[tuple[CallContext, tuple[ast.Call, ...]]]:
    """The contexts in which a base class makes a call with ``self``, or a method of that, for an object of a subclass."""
    method = scope_of(call).enclosing_function
    if method is None or method.cls is None or not _is_about_self(ev, call, method.cls):
        return
    seen: set[Values] = set()
    for context, sites in graph().dispatch.contexts.get(method, ()):
        if context.leading[0] not in seen and len(seen) < _MAX_CHAINS:
            seen.add(context.leading[0])
            yield context, (*sites, call)


def _is_about_self(ev: Evaluator, call: ast.Call, cls: ClassInfo) -> bool:
    if not any(_is_relevant(ev, call, one, None) for one in ev.evaluate(call.func)):
        return False
    values = (one for node in (call.func, *_argument_parts(call)) for one in ev.evaluate(node))
    return any(root_of(one) == Instance(cls) for one in values)


def _may_call(ev: Evaluator, call: ast.Call, function: FunctionInfo, context: CallContext) -> bool:
    """Whether a method of a parameter may be this one, for what the context passes."""
    if not any(isinstance(root_of(one), Param) for one in ev.evaluate(call.func)):
        return True
    called = ev.evaluate(call.func, context)
    methods = [one for one in called if isinstance(one, BoundMethod) and one.function is not None]
    return len(methods) < len(called) or any(one.function and one.function.info is function for one in methods)


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
    asked = {root.function for one in ev.evaluate(call.func) if isinstance(root := root_of(one), Param)}
    edges = [edge for edge in graph.callers.get(caller, ()) if edge.is_direct] if caller is not None else []
    known = bool(edges) or caller in graph.handed
    if caller is None or caller not in passed_on | asked or depth >= _MAX_DEPTH or not known:
        yield None, (call,)
        return
    for arguments in graph.handed.get(caller, ()):
        yield ev.context(caller, None, None, None, arguments), (call,)
    for edge in edges:
        further = scope_of(edge.call).enclosing_function
        for outer, path in _outer(ev, graph, edge.call, further, depth + 1):
            assert caller is not None
            # Who only passes the object whose method is called here decides which one that is, and no more.
            yield (
                ev.context(caller, edge.call, outer, None, edge.leading),
                (*path, call) if caller in passed_on else (call,),
            )


def _open_parameters(ev: Evaluator, call: ast.Call, context: CallContext | None) -> set[FunctionInfo]:
    """The functions whose parameters decide what a call of a process API (or of a parameter) does."""
    functions = ev.evaluate(call.func, context)
    found: set[FunctionInfo] = set()
    relevant = False
    for one in functions:
        receiver = root_of(without_partials(one))
        if isinstance(receiver, Param):
            found.add(receiver.function)
        relevant = relevant or _is_relevant(ev, call, one, context)
    if any(isinstance(one, External) and one.start_method == "unknown" for one in functions):
        found |= _choosing(ev, call, context)
    if relevant:
        for node in _argument_parts(call):
            given = ev.evaluate(node, context)
            named = (mappings.values(ev, one) for one in given if mappings.is_dict(one))
            found |= {one.function for one in _params(ev, given.union(*named))}
    return found


def _choosing(ev: Evaluator, call: ast.Call, context: CallContext | None) -> set[FunctionInfo]:
    """The function around ``get_context(method).Pool()`` if its own parameter chooses the start method."""
    owners = ev.evaluate(call.func.value, context) if isinstance(call.func, ast.Attribute) else NOTHING
    made = (one.call for one in owners if isinstance(one, Object) and isinstance(one.call, ast.Call))
    given = (node for one in made for node in [*one.args, *(k.value for k in one.keywords)])
    asked = {one.function for node in given for one in _params(ev, ev.evaluate(node, context))}
    return asked & {scope_of(call).enclosing_function}


def _is_relevant(ev: Evaluator, call: ast.Call, one: Value, context: CallContext | None) -> bool:
    """Whether a call of a value is one of a process API."""
    if any(events_of(ev, call, one, None, context, ())) or any(unbound.named(ev, call, one, context)):
        return True
    # What this means depends on the executor that is passed, be it by the caller.
    return isinstance(one, BoundMethod) and one.name == "run_in_executor" and not one.function


def _argument_parts(call: ast.Call) -> Iterator[ast.expr]:
    for node in [*call.args, *(k.value for k in call.keywords)]:
        yield node.value if isinstance(node, ast.Starred) else node
        yield from members(node)


def _params(ev: Evaluator, values: Values) -> Iterator[Param]:
    """The parameters that values are or hang on, or that partials among them bind."""
    seen: set[Value] = set()
    stack = list(values)
    while stack:
        one = stack.pop()
        if one in seen:  # a partial in a loop may bind itself
            continue
        seen.add(one)
        if isinstance(root := root_of(without_partials(one)), Param):
            yield root
        if isinstance(one, Partial):
            stack.append(one.function)
            for node in [*one.call.args[1:], *(keyword.value for keyword in one.call.keywords)]:
                stack += ev.evaluate(node, one.context)
