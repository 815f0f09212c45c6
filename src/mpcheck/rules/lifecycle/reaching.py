"""How a worker gets to a node: the calls from the function that it runs."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Container, Iterable, Sequence
from dataclasses import dataclass

from mpcheck.model.appliers import calls_at_once
from mpcheck.model.conditions import conditions
from mpcheck.model.displays import last_name
from mpcheck.model.edge import Edge
from mpcheck.model.feasible import is_feasible, truth
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import CallContext, Function

#: What runs a coroutine to its end: ``asyncio.run``, a method of a loop, a runner.
_RUN_COROUTINES = {"run", "run_until_complete"}
#: Where there are more ways to a node, one of them may be open.
_MAX_WAYS = 50


@dataclass(frozen=True, slots=True)
class _Hop:
    """A call of a function, and the node of it to which the way goes on."""

    edge: Edge
    function: FunctionInfo
    node: ast.AST


def route(
    module: Module, node: ast.AST, goals: Collection[FunctionInfo], passes: Callable[[ast.AST], bool]
) -> list[ast.AST] | None:
    """The shortest way from the body of one of ``goals`` to a node: calls, outermost first, and the node.

    Only nodes that ``passes`` accepts are on it, and calls that run the next function themselves and with arguments
    that let it go on: what is given to a thread, a signal or ``atexit`` does not count.  None where there is no way.
    """
    seen: set[FunctionInfo] = set()
    ways: list[tuple[list[ast.AST], tuple[_Hop, ...]]] = [([node], ())]
    while ways:
        way, hops = ways.pop(0)
        function = module.function(way[0])
        if function is None or function in seen or not passes(way[0]):
            continue
        if function in goals:
            return way
        seen.add(function)
        for edge in module.graph.callers.get(function, ()):
            further = (_Hop(edge, function, way[0]), *hops)
            if _runs(module, edge, function) and all(map(passes, edge.through)) and _lets_pass(module, further):
                ways.append(([edge.call, *edge.through, *way], further))
    return None


def is_kept_out(module: Module, node: ast.AST, tasks: Iterable[Task]) -> bool:
    """Whether no worker of some tasks gets to a node: all ways are known, and tests on each of them end it."""
    goals = {info for task in tasks for info in module.functions(task.callables)}
    ways: list[tuple[ast.AST, tuple[_Hop, ...]]] = [(node, ())]
    for _ in range(_MAX_WAYS):
        if not ways:
            return True
        here, hops = ways.pop()
        function = module.function(here)
        if function is None or (function in goals and module.contexts.may_run(here)):
            return False
        on_way = {function, *(hop.function for hop in hops)}
        edges = [edge for edge in module.graph.callers.get(function, ()) if _is_in_worker(module, edge, on_way)]
        if not edges and function not in goals:
            return False  # something that is not seen leads here
        further = ((edge.call, (_Hop(edge, function, here), *hops)) for edge in edges)
        ways += [(call, way) for call, way in further if _lets_pass(module, way)]
    return False


def is_decided(module: Module, way: Sequence[ast.AST]) -> bool:
    """Whether all tests around the nodes of a way let it go on, for what its calls pass."""
    function = module.function(way[-1])
    return function is not None and any(_decides(module, way, one) for one in module.contexts.of(function))


def _decides(module: Module, way: Sequence[ast.AST], context: CallContext | None) -> bool:
    """The same in a context of the last node, which is another one where its calls are not those of the way."""
    *calls, _ = way
    for node, call in zip(reversed(way), [*reversed(calls), None], strict=True):
        tests = conditions(module.ev, node)
        if tests and (context is None or any(truth(module.ev, test, context) is not is_on for test, is_on in tests)):
            return False
        if call is not None and context is not None:
            if context.call is not call:
                return False
            context = context.caller
    return True


def _is_in_worker(module: Module, edge: Edge, besides: Container[FunctionInfo]) -> bool:
    """Whether a call is made in a function that workers run, other than some."""
    caller = module.function(edge.call)
    return caller in module.worker_tasks and caller not in besides


def _lets_pass(module: Module, hops: tuple[_Hop, ...]) -> bool:
    """Whether the tests around each node of a way, outermost first, may come out so with what its calls pass."""
    context: CallContext | None = None
    for hop in hops:
        is_plain = hop.edge.is_direct and not hop.edge.through
        context = (
            module.ev.enter(Function(hop.function), hop.edge.call, context, hop.edge.leading) if is_plain else None
        )
        if not is_feasible(module.ev, hop.node, context):
            return False
    return True


def _runs(module: Module, edge: Edge, function: FunctionInfo) -> bool:
    if edge.is_direct or edge.leading or edge.through or function in module.functions(module.values(edge.call.func)):
        return not function.is_async or _is_run_to_end(module, edge.call)
    return calls_at_once(module.ev, edge.call)


def _is_run_to_end(module: Module, call: ast.Call) -> bool:
    """Whether the caller of an asynchronous function waits for its coroutine, as far as that is written around the call."""
    caller = module.function(call)
    if caller is not None and caller.is_async:
        return True
    around = (node for node in module.ancestors(call) if isinstance(node, ast.Call))
    return any(last_name(node.func) in _RUN_COROUTINES for node in around)
