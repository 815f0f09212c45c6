"""Names of what processes share that a worker binds to something else, where it means to change what they hold."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence
from mpcheck.model.accesses import access
from mpcheck.model.globals import GlobalUse, import_bindings, scope_of_name
from mpcheck.model.module import Module
from mpcheck.model.scopes import Binding, FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import Const, Object, Param, Value, Values
from mpcheck.rules.shared.lost_globals import LostChange, comes_after

_SHARED = {
    *(f"multiprocessing.{name}" for name in ("Value", "Array", "RawValue", "RawArray")),
    *(f"multiprocessing.managers.{name}Proxy" for name in ("List", "Dict", "Set", "Value", "Array", "Namespace")),
}


def lost_rebindings(module: Module) -> Iterator[LostChange]:
    """What workers bind parameters and names of the module to, and never read, where the parent reads the shared object."""
    for function in list(module.worker_tasks):
        for binding in _rebindings(module, function):
            held = _held(module, function, binding)
            found = _read(module, function, held) if held and not _is_shared_or_none(module, binding) else None
            if found is not None and not _is_used(module, binding) and module.contexts.may_run(binding.node):
                read, task = found
                use = GlobalUse(binding.name, binding.node, "bind", function, binding)
                yield LostChange(use, read, task, Confidence.MEDIUM, is_rebound=True)


def _rebindings(module: Module, function: FunctionInfo) -> Iterator[Binding]:
    """Where a function assigns to its parameters, or to names that it declares global."""
    scopes = (function.scope, module.ev.file(function.node).module)
    for scope in scopes:
        names = scope.bindings if scope is function.scope else function.scope.declared_global
        for binding in (one for name in names for one in scope.bindings.get(name, ())):
            if (
                binding.kind == "assign"
                and not binding.path
                and binding.owner is function
                and binding.value is not None
            ):
                yield binding


def _held(module: Module, function: FunctionInfo, binding: Binding) -> list[Object]:
    """The shared objects that a name surely held before; nothing where it may have held something else."""
    bindings = function.scope.bindings.get(binding.name, ())
    assert binding.statement is not None
    if any(one.kind == "param" for one in bindings):
        before = module.ev.reaching.at(binding.statement, binding.name, function.scope)
        is_first = any(one.kind == "param" for one in before)
        values = module.contexts.passed(Param(function, binding.name)) if is_first else frozenset[Value]()
    else:
        values = _held_by_import(module, function, binding.name)
    held = [one for one in values if isinstance(one, Object) and one.name in _SHARED]
    return held if len(held) == len(values) else []


def _held_by_import(module: Module, function: FunctionInfo, name: str) -> Values:
    scope = module.ev.file(function.node).module
    made = import_bindings(module, name, scope)
    return frozenset(one for binding in made for one in module.ev.binding(binding, None))


def _is_shared_or_none(module: Module, binding: Binding) -> bool:
    """Whether a name is given another shared object, or lets go of the one that it had."""
    assert binding.value is not None
    values = module.contexts.values(binding.value)
    return any(
        one.value is None if isinstance(one, Const) else isinstance(one, Object) and one.name in _SHARED
        for one in values
    )


def _is_used(module: Module, binding: Binding) -> bool:
    """Whether what a name is bound to is read, by more than a change of it that nobody sees."""
    function = binding.owner
    scope = function.scope if function and binding.name in function.scope.bindings else None
    for node in module.ev.file(binding.node).names:
        if node.id != binding.name or not isinstance(node.ctx, ast.Load) or module.statement(node) is binding.statement:
            continue
        home = scope_of_name(module, node)
        if scope is None:
            is_reached = home is not None and home.is_module and module.function(node) in module.worker_tasks
        else:
            is_reached = home is scope and binding in module.ev.reaching.bindings(node, scope)
        if is_reached and not _only_changes(module, node):
            return True
    return False


def _only_changes(module: Module, node: ast.expr) -> bool:
    how = access(module, node)
    return how.ends == "store" or (how.is_mutator and isinstance(module.statement(node), ast.Expr))


def _read(module: Module, function: FunctionInfo, held: list[Object]) -> tuple[ast.expr, Task] | None:
    """Where the parent reads one of the objects after it sent the work."""
    for task in module.worker_tasks[function]:
        for node in (node for one in held for node in module.mentions.get(one.call, ())):
            is_load = isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Load)
            is_sent = is_load and task.event.call in module.ancestors(node)
            if is_load and not is_sent and not _only_changes(module, node) and comes_after(module, node, task):
                return node, task
    return None
