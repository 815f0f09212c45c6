"""Which functions of other files may have to do with processes, so that their calls are looked at, too."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model import calling
from mpcheck.model.attributes import bases
from mpcheck.model.passing import is_written_as_callable, passes_workers
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.values import ClassRef, only

if TYPE_CHECKING:
    from mpcheck.model.calls import CallGraph

#: More calls of one function are not looked at for what they pass.
MAX_EDGES = 8


def is_worth_following(graph: CallGraph, function: FunctionInfo) -> bool:
    """A function of another file that may have to do with processes.

    That file speaks of them or forks by hand, or one that it calls into does; a callable is passed on, or what works with
    processes is, perhaps to the object whose method it is.  Where this file starts processes, threads matter to them as
    well.
    """
    file = graph.ev.file(function.node)
    if file is graph.ev.found:
        return False
    if file.speaks_of_processes or file.forks_by_hand or (file.starts_threads and graph.ev.found.speaks_of_processes):
        return True
    calls = _calls_of(graph, function)
    given = [node for call in calls for node in [*call.args, *(keyword.value for keyword in call.keywords)]]
    if any(is_written_as_callable(graph.ev, node) for node in given) or function.cls in graph.registries:
        return True
    making = graph.ev.instantiations_of(function.cls)[:MAX_EDGES] if function.cls is not None else []
    return any(passes_workers(graph.ev, call) for call in [*calls, *making]) or _passes_on(graph, function, calls)


def registries(graph: CallGraph) -> set[ClassInfo]:
    """The classes of objects by which this file, where it starts processes, decorates functions: they may call these."""
    decorated = graph.ev.found.functions if graph.ev.found.speaks_of_processes else ()
    decorating = (one for function in decorated for node in function.decorators for one in graph.ev.evaluate(node))
    owners = {info.owner for one in decorating for info in calling.functions_of(graph.ev, one)}
    return {here for owner in owners if owner is not None for here in bases(graph.ev, owner)}


def _calls_of(graph: CallGraph, function: FunctionInfo) -> list[ast.Call]:
    """The first of the calls of a function."""
    return [edge.call for edge in graph.callers.get(function, ())[:MAX_EDGES]]


def _passes_on(graph: CallGraph, function: FunctionInfo, calls: list[ast.Call]) -> bool:
    """Whether a function that importing this file calls does its work by calling a third file, which speaks of processes."""
    ev = graph.ev
    if not any(ev.file(call) is ev.found and "import" in graph.place_of(call) for call in calls):
        return False
    names = ev.file(function.node).module.bindings
    for call in function.calls:
        owner = call.func.value if isinstance(call.func, ast.Attribute) else call.func
        bound = names.get(owner.id, ()) if isinstance(owner, ast.Name) else ()
        if any(binding.kind == "import" for binding in bound):
            called = ev.evaluate(call.func)
            defined: list[ast.AST] = [one.info.node for one in only(ClassRef, called)]
            defined += [info.node for one in called for info in calling.functions_of(ev, one)]
            if any(ev.file(node).speaks_of_processes for node in defined):
                return True
    return False
