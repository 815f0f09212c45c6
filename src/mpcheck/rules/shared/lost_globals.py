"""Module-level names that nothing but code of another process changes, and that the parent reads."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.findings import Confidence
from mpcheck.model.accesses import access
from mpcheck.model.globals import EMPTYING, GlobalUse, import_bindings, scope_of_name
from mpcheck.model.lost_state import holds_by_itself, only_there
from mpcheck.model.module import Module
from mpcheck.model.module_state import StateUse
from mpcheck.model.order import Body, frames, innermost
from mpcheck.model.scopes import Binding, FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import Const


@dataclass(frozen=True, slots=True)
class LostChange:
    """What ``write`` changes in the process of a task is read by the parent at ``read``.

    ``is_rebound``: the object is one that they share, and ``write`` gives its name to another.
    """

    write: GlobalUse | StateUse
    read: ast.expr
    task: Task
    confidence: Confidence
    is_rebound: bool = False


def lost_globals(module: Module) -> Iterator[LostChange]:
    """The names, each once."""
    sent = [(task, module.functions(task.callables)) for task in module.tasks if task.where == "process"]
    alone = [(task, functions) for task, called in sent if (functions := only_there(module, called))]
    writes = module.global_writes if alone else {}
    names = dict.fromkeys(name for name, uses in writes.items() if any(use.function for use in uses))
    for task, functions in alone:
        for name in list(names):
            write = _lost(module, name, functions)
            read = _read(module, name, task, functions) if write is not None else None
            if write is not None and read is not None:
                del names[name]
                yield LostChange(write, read[0], task, read[1])


def _lost(module: Module, name: str, functions: frozenset[FunctionInfo]) -> GlobalUse | None:
    """Where the functions change a name; None where others do so as well, or what it holds may be shared."""
    uses = module.global_writes[name]
    made = import_bindings(module, name)
    held = [one for binding in made for one in module.ev.binding(binding, None)]
    if not held or any(use.function not in functions and use.binding not in made for use in uses):
        return None
    if not all(holds_by_itself(one) or isinstance(one, Const) for one in held):
        return None
    return next((use for use in uses if use.function in functions and _keeps_something(module, use)), None)


def _keeps_something(module: Module, use: GlobalUse) -> bool:
    """Whether a use puts something where somebody may look for it.

    Not where it only takes something out, nor where it sets what holds for one process: ``depth = given``.
    """
    emptied = isinstance(use.node, ast.Name) and access(module, use.node).method in EMPTYING
    is_setting = use.binding is not None and use.binding.kind == "assign" and _is_bound_to_setting(use.binding)
    return use.certain and not use.attribute and not emptied and not is_setting


def _is_bound_to_setting(binding: Binding) -> bool:
    value: ast.AST | None = binding.value
    for step in binding.path:
        value = value.elts[step] if isinstance(value, ast.Tuple) and isinstance(step, int) else None
    return is_setting(value)


def is_setting(value: ast.AST | None) -> bool:
    """Whether what a name is given was there before, and is no result of work."""
    return isinstance(value, (ast.Name, ast.Attribute, ast.Constant))


def _read(
    module: Module, name: str, task: Task, functions: frozenset[FunctionInfo]
) -> tuple[ast.Name, Confidence] | None:
    """Where the parent reads a name after the work was sent; a read that is sure, if there is one."""
    found = []
    for node in module.found.names:
        if node.id == name and isinstance(node.ctx, ast.Load) and module.function(node) not in functions:
            scope = scope_of_name(module, node)
            confidence = comes_after(module, node, task) if scope is not None and scope.is_module else None
            if confidence is not None and task.event.call not in module.ancestors(node):
                found.append((node, confidence))
    return max(found, key=lambda one: one[1].rank, default=None)


def comes_after(module: Module, node: ast.AST, task: Task) -> Confidence | None:
    """How sure it is that the parent gets to a node after the work was sent; None if it is not."""
    function = module.function(node)
    if function in module.run_by_processes:
        return None
    sent, read = frames(module, task.event.sites), frames(module, (node,))
    shared, body = innermost(sent, read)
    if not shared or not Body(module, next(iter(sent[body]))).any_leads(sent[body], read[body]):
        return None
    return Confidence.HIGH if function is body and len(task.callables) == 1 else Confidence.MEDIUM
