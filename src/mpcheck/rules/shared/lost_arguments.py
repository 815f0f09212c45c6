"""Empty containers that the parent hands to another process to be filled, and reads itself afterwards."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.accesses import access
from mpcheck.model.event import members
from mpcheck.model.globals import EMPTYING, GlobalUse, scope_of_name
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import BoundMethod, Function
from mpcheck.rules.shared.lost_globals import LostChange, comes_after

_MAKES = {
    *(f"builtins.{name}" for name in ("list", "dict", "set")),
    *(f"collections.{name}" for name in ("defaultdict", "deque", "Counter", "OrderedDict")),
}
#: Functions and methods that only look at what they are given, and other places that do.
_LOOKS = {
    f"builtins.{name}"
    for name in (*("len", "print", "sum", "sorted", "list", "dict", "set", "tuple"), *("min", "max", "any", "all"))
}
_GETS = {"get", "items", "keys", "values", "copy", "count", "index"}
_READS = (ast.Return, ast.For, ast.comprehension, ast.Compare, ast.If, ast.While, ast.UnaryOp, ast.FormattedValue)


def lost_arguments(module: Module) -> Iterator[LostChange]:
    """What tasks put into a container that nobody else changes."""
    for task in module.tasks:
        for given, function, parameter in _passed(task) if task.where == "process" and task.role == "task" else ():
            write = _filled(module, function, parameter) if _is_empty(module, given) else None
            reads = _reads(module, given) if write is not None else []
            after = [
                (node, confidence) for node in reads if (confidence := comes_after(module, node, task)) is not None
            ]
            if write is not None and after:
                read, confidence = max(after, key=lambda one: one[1].rank)
                yield LostChange(GlobalUse(given.id, write, "change", function), read, task, confidence)


def _passed(task: Task) -> Iterator[tuple[ast.Name, FunctionInfo, str]]:
    """The variables that a task passes one by one to its only function, each with the name of the parameter."""
    (one,) = task.callables if len(task.callables) == 1 else (None,)
    function = one.function if isinstance(one, BoundMethod) else one
    api, written = task.event.api, task.event.argument(task.event.api.args)
    if not isinstance(function, Function) or api.iterable or api.leading:
        return
    given = task.event.variadic_arguments if api.variadic else members(written)
    names = [parameter.arg for parameter in function.info.parameters][isinstance(one, BoundMethod) :]
    for node, name in zip(given, names, strict=False):
        if isinstance(node, ast.Name):
            yield node, function.info, name


def _is_empty(module: Module, name: ast.Name) -> bool:
    """Whether all that a variable is ever given is one empty container."""
    home = scope_of_name(module, name)
    made = [binding for binding in home.bindings[name.id] if binding.kind != "annotation"] if home is not None else []
    value = made[0].value if len(made) == 1 and made[0].kind == "assign" and not made[0].path else None
    if isinstance(value, ast.Call):
        factory = module.external_name(value.func)
        return factory in _MAKES and (not value.args or factory == "collections.defaultdict")
    return (isinstance(value, ast.List) and not value.elts) or (isinstance(value, ast.Dict) and not value.keys)


def _filled(module: Module, function: FunctionInfo, parameter: str) -> ast.Name | None:
    """Where a function puts something into what it is given for a parameter."""
    if any(binding.kind != "param" for binding in function.scope.bindings.get(parameter, ())):
        return None
    for node in module.ev.file(function.node).names:
        if node.id == parameter and scope_of_name(module, node) is function.scope:
            how = access(module, node)
            if how.depth == 1 and (
                _is_put(how.node) if how.ends == "store" else how.is_mutator and how.method not in EMPTYING
            ):
                return node
    return None


def _is_put(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)


def _reads(module: Module, given: ast.Name) -> list[ast.Name]:
    """Where a variable is looked at; none if something else may be done with what it holds than to send it to processes."""
    home, sending = scope_of_name(module, given), {task.event.call for task in module.tasks if task.where == "process"}
    found = []
    for node in module.ev.file(given).names:
        is_load = node.id == given.id and isinstance(node.ctx, ast.Load)
        if is_load and scope_of_name(module, node) is home and not _is_sent(module, node, sending):
            if not _looks(module, node):
                return []
            found.append(node)
    return found


def _is_sent(module: Module, node: ast.Name, sending: set[ast.Call]) -> bool:
    """Whether a variable is among the arguments of a task; ``callback=found.append`` is another use of it."""
    return not isinstance(module.parent(node), ast.Attribute) and not sending.isdisjoint(module.ancestors(node))


def _looks(module: Module, node: ast.Name) -> bool:
    parent = module.parent(node)
    if isinstance(parent, ast.Call):
        return node in parent.args and module.external_name(parent.func) in _LOOKS
    if isinstance(parent, ast.Attribute):
        how = access(module, node)
        return how.ends == "call" and how.depth == 1 and how.method in _GETS
    if isinstance(parent, ast.Subscript):
        return isinstance(parent.ctx, ast.Load) and access(module, node).ends == "read"
    return isinstance(parent, _READS)
