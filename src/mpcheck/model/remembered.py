"""What a function makes when it is first called in a process, and gives back whenever it is called again."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model.attributes import decorated_as
from mpcheck.model.conditions import conditions
from mpcheck.model.displays import last_name
from mpcheck.model.forks import may_precede
from mpcheck.model.parameters import passed
from mpcheck.model.scopes import Collected, FunctionInfo
from mpcheck.model.values import Collection, Const, Object

if TYPE_CHECKING:
    from mpcheck.model.module import Module
    from mpcheck.model.tasks import Task

#: Decorators by which a function gives back what it gave before for the same arguments.
_KEEPING = ("functools.cache", "functools.lru_cache")
_OF_CLASSES = ("builtins.classmethod", "builtins.staticmethod")
#: Who uses one of these may see to it that each process makes its own.
_RENEWING = {"cache_clear", "register_at_fork", "getpid", "current_process", "parent_process"}


def remembering(module: Module) -> Iterator[FunctionInfo]:
    """The functions that this file calls and that remember what they have made."""
    functions = list(module.graph.callers)
    files = dict.fromkeys(module.ev.file(function.node) for function in functions)
    lazy = {one for file in files for one in (*_filling_globals(module, file), *_filling_classes(module, file))}
    for function in functions:
        keeps = function in lazy or (function.cls is None and decorated_as(module.ev, function, *_KEEPING))
        if keeps and not _may_renew(module, function):
            yield function


def _filling_globals(module: Module, file: Collected) -> Iterator[FunctionInfo]:
    """The functions that bind a global name under a test of it, where nothing else does after the import."""
    for name, bindings in file.module.bindings.items():
        yield from _only_filling(module, name, [(one.node, one.owner) for one in bindings if one.owner is not None])


def _filling_classes(module: Module, file: Collected) -> Iterator[FunctionInfo]:
    """The class methods, and static ones, that do so with an attribute of their class."""
    places: dict[str, list[tuple[ast.AST, FunctionInfo | None]]] = {}
    for each in dict.fromkeys((file, module.found)):
        for node, *_, scope in each.attribute_stores:
            places.setdefault(node.attr, []).append((node, scope.enclosing_function))
    for name, stores in places.items():
        filling = _only_filling(module, name, stores)
        yield from (one for one in filling if one.cls is not None and decorated_as(module.ev, one, *_OF_CLASSES))


def _only_filling(
    module: Module, name: str, places: list[tuple[ast.AST, FunctionInfo | None]]
) -> Iterator[FunctionInfo]:
    """The one function that sets something, if it asks for that by its name before."""
    functions = {function for _, function in places}
    (function,) = functions if len(functions) == 1 else (None,)
    if function is not None and all(_is_tested(module, node, name) for node, _ in places):
        yield function


def _is_tested(module: Module, node: ast.AST, name: str) -> bool:
    tests = (test for test, _ in conditions(module.ev, node))
    return any(last_name(part) == name for test in tests for part in ast.walk(test))


def _may_renew(module: Module, function: FunctionInfo) -> bool:
    files = dict.fromkeys((module.found, module.ev.file(function.node)))
    return any(last_name(call.func) in _RENEWING for file in files for call in file.calls)


def kept_by(module: Module, made: ast.AST) -> FunctionInfo | None:
    """The function that remembers what a call makes, or the object whose constructor makes it."""
    kept = module.once(remembering)
    function = module.function(made)
    makers = [module.function(edge.call) for edge in module.graph.callers.get(function, ())] if function else []
    return next((one for one in (function, *makers) if one in kept), None)


def calls_by_workers(module: Module) -> Iterator[ast.Call]:
    """The calls of such functions that workers make."""
    for keeper in module.once(remembering):
        yield from (edge.call for edge in module.graph.callers[keeper] if runs_in_worker(module, edge.call))


def tasks_after(module: Module, keeper: FunctionInfo, tasks: list[Task]) -> list[Task]:
    """The tasks of workers that are forked after the parent has called a function that remembers, as they do."""
    calls = [edge.call for edge in module.graph.callers[keeper]]
    repeated = [call for call in calls if runs_in_worker(module, call)]
    if _is_keyed(module, keeper):
        own = [call for call in calls if call not in repeated]
        openings = [one for one in own if any(_same_arguments(module, keeper, one, other) for other in repeated)]
    else:
        openings = [leading for call in calls for leading in _made_by_parent(module, call)]
    return [
        task
        for fork in (module.forks if openings else ())
        for task in fork.tasks
        if task in tasks and any(may_precede(module, [one], fork.event.sites or [fork.node]) for one in openings)
    ]


def _made_by_parent(module: Module, call: ast.Call) -> Iterator[ast.Call]:
    """A call if workers do not make it, else those outside of workers that lead to it."""
    seen: set[ast.AST] = set()
    stack = [call]
    while stack:
        here = stack.pop()
        if here in seen:
            continue
        seen.add(here)
        function = module.function(here)
        if function is None or not runs_in_worker(module, here):
            yield here
        else:
            stack += [edge.call for edge in module.graph.callers.get(function, ())]


def _is_keyed(module: Module, keeper: FunctionInfo) -> bool:
    """Whether a function remembers something for each of its arguments, or asks for these before it gives it back."""
    if decorated_as(module.ev, keeper, *_KEEPING):
        arguments = keeper.node.args
        return bool(keeper.parameters or arguments.kwonlyargs or arguments.vararg or arguments.kwarg)
    given = {parameter.arg for parameter in _given(module, keeper)}
    tests = [node.test for node in module.ev.file(keeper.node).nodes_of(ast.If) if module.function(node) is keeper]
    return any(isinstance(part, ast.Name) and part.id in given for test in tests for part in ast.walk(test))


def _given(module: Module, keeper: FunctionInfo) -> list[ast.arg]:
    """The parameters that calls give something: not the class of a class method."""
    return keeper.parameters[1:] if decorated_as(module.ev, keeper, _OF_CLASSES[0]) else keeper.parameters


def _same_arguments(module: Module, keeper: FunctionInfo, one: ast.Call, other: ast.Call) -> bool:
    """Whether two calls may pass the same: constants that are equal, or objects that are made at one place."""
    names = [parameter.arg for parameter in (*_given(module, keeper), *keeper.node.args.kwonlyargs)]
    for name in names:
        first, second = (passed(module.ev, call, names, name, None) for call in (one, other))
        if first is None and second is None:
            continue
        if first is None or second is None or not set(_keys(module, first)) & set(_keys(module, second)):
            return False
    return True


def _keys(module: Module, node: ast.expr) -> Iterator[object]:
    for one in module.contexts.values(node):
        if isinstance(one, Const):
            yield type(one.value), one.value
        elif isinstance(one, Collection) or (isinstance(one, Object) and one.call is not None):
            yield one.node if isinstance(one, Collection) else one.call


def runs_in_worker(module: Module, node: ast.AST) -> bool:
    return module.function(node) in module.worker_tasks and not module.graph.is_guarded(node)
