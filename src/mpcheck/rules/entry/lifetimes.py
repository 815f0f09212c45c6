"""How long the starting process keeps what it hands to a new one."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.event import Event
from mpcheck.model.flow import EXIT
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.uses import Use, uses_of

#: What takes no longer than a new process needs to begin.
_QUICK = {"append", "add", "start", "debug", "info", "warning", "error", "format"}
#: Methods of what multiprocessing makes that do not wait: a use that keeps an object no longer.
_DOES_NOT_WAIT = {"set", "clear", "release", "close"}
#: Take all that an iterable has.
_TAKING_ALL = {f"builtins.{name}" for name in ("dict", "list", "set", "sorted", "tuple")}
#: Where other code runs, or nobody comes to the end of a loop.
_WAITS = (ast.Await, ast.Break, ast.Return, ast.With, ast.Yield, ast.YieldFrom)
_SLOW_BUILTINS = {"builtins.input", "builtins.open", "builtins.exec", "builtins.eval"}


def is_freed_early(module: Module, made: ast.AST, event: Event, written: ast.expr) -> bool:
    """Whether what ``made`` gives, written as an argument of the process, is gone once the process is started.

    A process object lets go of its arguments as soon as it is started.  So does a function that has returned,
    and a loop whose next round binds the name again.
    """
    if not isinstance(made, ast.Call):
        return False
    uses = [use for use in uses_of(module, made) if not _is_sent(module, use)]
    if not isinstance(written, ast.Name):
        if module.statement(written) is not module.statement(event.call):
            return False  # the name of the tuple or dict that it stands in keeps it
        return all(_comes_from_helper(module, use, event) for use in uses)
    function = module.function(event.call)
    if function is None or (function.is_generator and not _is_run_to_its_end(module, function)):
        return False
    bound = module.statement(made)
    if _is_passed_on(module, made, event, written, function):
        return all(
            _ends_before_child_begins(module, event, function, bound, at) for at in _started(module, event, function)
        )
    if not _is_own_name(module, written, function):
        return False
    if module.function(made) is not function or any(_may_follow(module, event.call, use, bound) for use in uses):
        return False
    return all(
        _ends_before_child_begins(module, event, function, bound, at) for at in _started(module, event, function)
    )


def _is_run_to_its_end(module: Module, function: FunctionInfo) -> bool:
    """Whether whoever calls a generator takes all that it yields at once, and with that ends it."""
    edges = module.graph.callers.get(function, ())
    return bool(edges) and not function.decorators and all(_takes_all(module, edge.call) for edge in edges)


def _takes_all(module: Module, call: ast.Call) -> bool:
    """Whether all that a call yields is taken in one go: ``list(call)``, or by a loop that does nothing that takes time."""
    outer = module.parent(call)
    if isinstance(outer, ast.Call):
        return module.external_name(outer.func) in _TAKING_ALL or getattr(outer.func, "attr", "") == "extend"
    if isinstance(outer, ast.Starred):
        return isinstance(module.parent(outer), (ast.List, ast.Tuple, ast.Set))
    if isinstance(outer, ast.comprehension):
        whole = module.parent(outer)
        if not isinstance(whole, (ast.ListComp, ast.SetComp, ast.DictComp)) or whole.generators != [outer]:
            return False
        body: list[ast.AST] = [one for one in ast.iter_child_nodes(whole) if one is not outer]
    else:
        body = [*outer.body] if isinstance(outer, ast.For) and outer.iter is call else []
    inside = [node for one in body for node in ast.walk(one)]
    calls = (node for node in inside if isinstance(node, ast.Call))
    return (
        bool(body) and not any(isinstance(one, _WAITS) for one in inside) and all(_is_quick(module, c) for c in calls)
    )


def _comes_from_helper(module: Module, use: Use, event: Event) -> bool:
    """Whether a use is the return to where the process is made; what a decorator makes of it is not known."""
    function = module.function(use.node)
    helps = use.how == "returned" and function is not None and function is not module.function(event.call)
    return helps and function is not None and not function.decorators


def _is_sent(module: Module, use: Use) -> bool:
    """Whether a use hands the object to a process."""
    calls = {event.call for event in module.events("process", "new")}
    return use.how in ("argument", "other") and any(node in calls for node in module.ancestors(use.node))


def _is_own_name(module: Module, name: ast.Name, function: FunctionInfo) -> bool:
    bindings = function.scope.bindings.get(name.id, ())
    return bool(bindings) and all(b.kind == "assign" and not b.path for b in bindings)


def _is_passed_on(module: Module, made: ast.Call, event: Event, name: ast.Name, function: FunctionInfo) -> bool:
    """Whether a function is given the object where that is made, and only sends it to the process: ``start(Queue())``."""
    outer = module.parent(made)
    outer = module.parent(outer) if isinstance(outer, ast.keyword) else outer
    bindings = function.scope.bindings.get(name.id, ())
    is_argument = outer in event.sites[:-1] and bool(bindings) and all(one.kind == "param" for one in bindings)
    reads = module.ev.file(name).names if is_argument else ()
    return is_argument and all(one is name for one in reads if one.id == name.id and module.function(one) is function)


def _may_follow(module: Module, created: ast.Call, use: Use, bound: ast.stmt) -> bool:
    """Whether the object is used once more after the process was made, be it by code elsewhere."""
    if use.how in ("stored", "argument", "other", "returned", "yielded", "iterated", "waited"):
        return True
    if module.function(use.node) is not module.function(created):
        return True
    if use.how in _DOES_NOT_WAIT:
        return False
    return module.flow(created).can_follow(module.statement(created), module.statement(use.node), [bound])


def _started(module: Module, event: Event, function: FunctionInfo) -> list[ast.AST]:
    """Where the function starts the process; its end where only its caller can, the call where somebody may."""
    uses = uses_of(module, event.call)
    starts = [use.node for use in uses if use.how == "start" and module.function(use.node) is function]
    return starts or [event.call if any(use.how in ("argument", "yielded") for use in uses) else EXIT]


def _ends_before_child_begins(
    module: Module, event: Event, function: FunctionInfo, bound: ast.stmt, start: ast.AST
) -> bool:
    """Whether the function gets to its end, or binds the name again, with nothing on the way that takes time."""
    if start is EXIT:
        return True
    flow, at = module.flow(event.call), module.statement(start)
    if flow.can_follow(module.statement(event.call), bound) and not flow.can_follow(at, bound):
        return True  # each round of a loop makes one, and they are started after it
    if any(isinstance(outer, (ast.With, ast.AsyncWith)) for outer in _within(module, at, function)):
        return False
    around = {at, *_within(module, at, function)}
    slow = {node for call in function.calls if not _is_quick(module, call) for node in _within(module, call, function)}
    reached = flow.reachable([at], slow - around)
    return EXIT in reached or bound in reached


def _within(module: Module, node: ast.AST, function: FunctionInfo) -> Iterator[ast.AST]:
    """What is around a node in its function: of a loop or a test, nobody knows whether its body runs."""
    for outer in module.ancestors(node):
        if outer is function.node:
            return
        yield outer


def _is_quick(module: Module, call: ast.Call) -> bool:
    if isinstance(call.func, ast.Attribute) and call.func.attr in _QUICK:
        return True
    name = module.external_name(call.func)
    if name.startswith("builtins."):
        return name not in _SLOW_BUILTINS
    events = (event for event in module.all_events if event.call is call)
    return any(event.creates or (event.kind and event.method in _DOES_NOT_WAIT) for event in events)
