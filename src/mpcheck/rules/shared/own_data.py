"""Whether the tasks of a worker function differ in more than how many numbers they draw."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.model.accesses import reads_in
from mpcheck.model.displays import written_elements
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import Collection, Const, Value
from mpcheck.rules.shared.same_arguments import same_arguments


def work_on_own_data(module: Module, tasks: Iterable[Task]) -> bool:
    """Whether tasks use what each of them is given: equal numbers may be meant to make their results comparable."""
    reads = (
        name for task in tasks for function in module.functions(task.callables) for name in _own(module, task, function)
    )
    return any(not (_is_amount(module, name) or _is_the_same(module, name)) for name in reads)


def _own(module: Module, task: Task, function: FunctionInfo) -> Iterator[ast.Name]:
    """Where a function reads what is not the same for all tasks."""
    own = {parameter.arg for parameter in function.parameters} - same_arguments(module, task, function)
    yield from (node for node in reads_in(module, function) if isinstance(node, ast.Name) and node.id in own)


def _is_amount(module: Module, name: ast.Name) -> bool:
    """Whether a parameter only says how many numbers are drawn, what they are compared with, or where the results belong."""
    around = module.parent(name)
    if isinstance(around, ast.Tuple):  # ``return number, drawn``
        return isinstance(module.parent(around), ast.Return)
    if isinstance(around, ast.Attribute):
        if module.kinds(name) or around.attr in ("put", "send", "append", "value"):
            return True
        around = module.parent(around)
    if isinstance(around, ast.BinOp):  # a share of all
        return isinstance(around.op, ast.Div)
    if isinstance(around, ast.keyword):
        return around.arg == "size"
    if isinstance(around, ast.Subscript) and around.slice is name:
        return isinstance(around.ctx, ast.Store)
    is_range = isinstance(around, ast.Call) and module.external_name(around.func) == "builtins.range"
    return is_range or isinstance(around, ast.Compare)


def _is_the_same(module: Module, name: ast.Name) -> bool:
    """Whether a parameter, or the attribute of it that is read, is one constant for all tasks."""
    around = module.parent(name)
    values = module.contexts.values(around if isinstance(around, ast.Attribute) else name)
    return len(values) == 1 and all(_is_constant(one) for one in values)


def _is_constant(one: Value) -> bool:
    """Whether a value is written out; None only stands for what is given later."""
    if isinstance(one, Collection) and isinstance(one.node, ast.Tuple):
        return all(isinstance(part, ast.Constant) for part in written_elements(one.node))
    return isinstance(one, Const) and one.value is not None
