"""Objects that the parent makes and that forked workers use as they inherit them."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model import remembered
from mpcheck.model.accesses import access, is_class_method, reads_in
from mpcheck.model.calls import IMPORT
from mpcheck.model.elsewhere import imported_files
from mpcheck.model.remembered import runs_in_worker
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task, tasks_of
from mpcheck.model.values import Instance, Object

if TYPE_CHECKING:
    from mpcheck.model.module import Module

#: Methods that call one another are followed no further.
_MAX_CALLERS = 4


@dataclass(frozen=True, eq=False, slots=True)
class Inherited:
    """One object, made outside of the workers at ``made``; ``uses`` are the expressions in workers that hold it.

    ``tasks`` lead to these uses without pickling the object.  ``by_import``: importing a file makes it, or the object
    that holds it.
    """

    made: ast.Call
    name: str
    uses: tuple[ast.expr, ...]
    tasks: tuple[Task, ...]
    by_import: bool

    def uses_of_parent(self, module: Module) -> list[ast.expr]:
        """The expressions outside of the workers in which something is done with it."""
        owner = module.ev.file(self.made)
        called = [one for one in owner.functions if owner is not module.found and module.graph.callers.get(one)]
        elsewhere = (node for function in called for node in reads_in(module, function))
        loads = (node for node in (*module.found.loads, *elsewhere) if not runs_in_worker(module, node))
        used = (
            node for node in loads if access(module, node).depth and self.made in made_at(module, node, {self.name})
        )
        return list(used)


def methods_called(module: Module, uses: Iterable[ast.expr]) -> set[str]:
    """The methods that are called on what the expressions hold, "" where something else is done with it."""
    found = {access(module, node) for node in uses}
    return {how.method if how.ends == "call" and how.depth == 1 else "" for how in found}


def inherited_objects(module: Module, names: Collection[str]) -> list[Inherited]:
    """The results of calls of the given external functions and methods that workers use although others made them."""
    if not module.worker_tasks:
        return []
    words = {name.rpartition(".")[2] for name in names}
    candidates = (c for c in module.found.calls if not isinstance(c.func, ast.Attribute) or c.func.attr in words)
    made = {call: name for call in candidates if (name := name_of_made(module, call, names))}
    uses: dict[ast.Call, list[tuple[ast.expr, list[Task]]]] = {}
    for node in (
        module.once(_held_in_workers) if made or module.foreign_worker_functions or imported_files(module) else ()
    ):
        calls = made_at(module, node, names)
        if tasks := _inheriting(module, node, calls):
            for call in calls:
                if made.setdefault(call, name_of_made(module, call, names)):
                    uses.setdefault(call, []).append((node, tasks))
    return [_inherited(module, call, made[call], found) for call, found in uses.items()]


def _held_in_workers(module: Module) -> Iterator[ast.expr]:
    """What workers read, here or in functions of other files, and what they are given by functions that remember it."""
    yield from (node for node in module.found.loads if runs_in_worker(module, node))
    for function in module.foreign_worker_functions:
        yield from (node for node in reads_in(module, function) if runs_in_worker(module, node))
    yield from remembered.calls_by_workers(module)


def _inheriting(module: Module, node: ast.expr, calls: set[ast.Call]) -> list[Task]:
    """The tasks whose workers have what the calls made by being forked, and do not make it themselves."""
    if calls and all(_is_made_for_itself(module, node, call) for call in calls):
        return []
    theirs = module.once(_run_by_other_workers)
    made_there = [call for call in calls if runs_in_worker(module, call) or module.function(call) in theirs]
    if not calls or not made_there:
        is_held = bool(calls) and (not _is_given(module, node) or module.contexts.may_hold_in_worker(node, calls))
        return _without_pickling(module, node) if is_held else []
    keepers = {remembered.kept_by(module, call) for call in calls}
    keeper = keepers.pop() if len(keepers) == 1 else None
    if keeper is None or module.function(node) is keeper:
        return []
    function = module.function(node)
    assert function is not None
    return remembered.tasks_after(module, keeper, module.worker_tasks[function])


def _is_made_for_itself(module: Module, node: ast.expr, call: ast.Call) -> bool:
    """Whether a function gives what it makes a name of its own and uses it by that: each run of it, in whichever process."""
    function, root = module.function(node), _root(node)
    if function is None or module.function(call) is not function or not isinstance(root, ast.Name):
        return False
    return module.scope(root).holder_of(root.id) is function.scope


def _run_by_other_workers(module: Module) -> Iterator[FunctionInfo]:
    """What functions of other files, which workers of this one may run, send to processes themselves."""
    for task in (task for event in module.foreign_worker_events for task in tasks_of(event)):
        if task.where == "process":
            yield from module.functions(task.callables)


def _is_given(module: Module, node: ast.expr) -> bool:
    """Whether an expression is a parameter of the function around it, which other calls may give something else."""
    function = module.function(node)
    if function is None or not isinstance(node, ast.Name):
        return False
    return [binding.kind for binding in function.scope.bindings.get(node.id, ())] == ["param"]


def _inherited(module: Module, made: ast.Call, name: str, found: list[tuple[ast.expr, list[Task]]]) -> Inherited:
    nodes = tuple(node for node, _ in found)
    tasks = tuple(dict.fromkeys(task for _, tasks in found for task in tasks))
    by_import = IMPORT in module.graph.place_of(made) or any(_belongs_to_import(module, node) for node in nodes)
    return Inherited(made, name, nodes, tasks, by_import)


def name_of_made(module: Module, call: ast.Call, names: Collection[str]) -> str:
    """Which of the given functions a call is one of, "" if of none or perhaps of another."""
    found = {one.name if isinstance(one, Object) and one.call is call else "" for one in module.values(call)}
    name = found.pop() if len(found) == 1 else ""
    return name if name in names else ""


def made_at(module: Module, node: ast.expr, names: Collection[str]) -> set[ast.Call]:
    """The calls that made what an expression holds; nothing where something else might be meant."""
    values = module.values(node)
    if not any(isinstance(one, Object) and one.name in names for one in values) and isinstance(node, ast.Name):
        values = module.contexts.values(node)
    objects = [one for one in values if isinstance(one, Object) and one.name in names]
    return {one.call for one in objects if isinstance(one.call, ast.Call)}


def _without_pickling(module: Module, node: ast.expr) -> list[Task]:
    """The tasks whose workers have the object by being forked: any for a global, else those of Process."""
    function = module.function(node)
    assert isinstance(function, FunctionInfo)
    tasks = module.worker_tasks[function]
    root = _root(node)
    if isinstance(root, ast.Name):
        scope = module.scope(root).holder_of(root.id)
        if scope is not None and scope.is_module:
            return tasks
    is_inherited = _belongs_to_import(module, node) or _is_found_by_name(module, node)
    return tasks if is_inherited else [task for task in tasks if task.serializer == "inherit"]


def _root(node: ast.expr) -> ast.expr:
    """The name at the start of ``name.attribute.attribute``."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node


def _belongs_to_import(module: Module, node: ast.expr) -> bool:
    """Whether ``self.name`` is of an object that can be no other than those which importing a file makes."""
    root = _root(node)
    owners = module.contexts.values(root) if isinstance(node, ast.Attribute) else frozenset()
    return bool(owners) and all(
        isinstance(one, Instance)
        and one.call is not None
        and module.function(one.call) is None
        and not module.graph.is_guarded(one.call)
        for one in owners
    )


def _is_found_by_name(module: Module, node: ast.expr) -> bool:
    """Whether ``self.name`` is of objects that others have made, and workers come to it by global names alone."""
    owners = module.contexts.values(_root(node)) if isinstance(node, ast.Attribute) else frozenset()
    made = [one.call for one in owners if isinstance(one, Instance) and one.call is not None]
    if not made or len(made) < len(owners) or any(runs_in_worker(module, call) for call in made):
        return False
    return _is_called_by_name(module, module.function(node))


def _is_called_by_name(module: Module, method: FunctionInfo | None, depth: int = 0) -> bool:
    """Whether all calls of a method by workers are of objects with global names, or by methods that are called so."""
    if method is None or method.cls is None or depth > _MAX_CALLERS:
        return False
    calls = [edge.call for edge in module.graph.callers.get(method, ()) if runs_in_worker(module, edge.call)]
    if not calls or any(method in module.functions(task.callables) for task in module.worker_tasks[method]):
        return False
    return all(_is_of_named(module, call, depth) for call in calls)


def _is_of_named(module: Module, call: ast.Call, depth: int) -> bool:
    """Whether a method is called of what has a global name, or is an attribute of a class, or by a method of such an object."""
    root, caller = _root(call.func), module.function(call)
    scope = module.scope(root).holder_of(root.id) if isinstance(root, ast.Name) else None
    if scope is None or caller is None:
        return False
    if scope.is_module or is_class_method(module, caller):
        return True
    return caller.is_given_first(root) and _is_called_by_name(module, caller, depth + 1)
