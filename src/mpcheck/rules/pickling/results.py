"""What the functions that run in pools and executors give back."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model import attributes
from mpcheck.model.function_names import bound_by_def
from mpcheck.model.module import Module
from mpcheck.model.object_state import State
from mpcheck.model.obstacles import Obstacle
from mpcheck.model.pickling import Pickling
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import External, Function, Instance, Object, Super

#: Decorators that leave the result as it is.
_PLAIN = {"builtins.staticmethod", "builtins.classmethod", "functools.lru_cache", "functools.cache"}
#: By these methods of their own pools and executors start workers: who writes them says what these do with results.
_STARTING = (
    "_adjust_process_count",
    "_launch_processes",
    "_spawn_process",
    "_repopulate_pool",
    "_repopulate_pool_static",
)


def giving_results(module: Module) -> Iterator[tuple[Task, FunctionInfo]]:
    """The functions whose results travel back by pickle, each with the task that runs it."""
    for task in module.tasks:
        by_pickle = task.role == "task" and task.where == "process" and task.serializer == "pickle"
        if by_pickle and not _has_other_workers(module, task):
            for function in sorted(module.functions(task.callables), key=lambda info: info.node.lineno):
                if _is_plain(module, function):
                    yield task, function


def obstacles_in_results(module: Module, function: FunctionInfo) -> Iterator[tuple[ast.expr, Obstacle]]:
    """What keeps the results of a function from travelling, each with the expression that brings it."""
    pickling = Pickling(module.ev, State(module), new_process=False)
    for returned in function.returns:
        yield from pickling.of_expression(returned, None)


def _has_other_workers(module: Module, task: Task) -> bool:
    """Whether the class of the pool starts workers in a way of its own."""
    receiver = task.event.receiver
    family = attributes.bases(module.ev, receiver.info) if isinstance(receiver, (Instance, Super)) else ()
    return any(name in here.methods for here in family for name in _STARTING)


def _is_plain(module: Module, function: FunctionInfo) -> bool:
    """Whether no decorator may change the result: none but known ones, or one that gives back the very function."""
    bound = bound_by_def(module.ev, function)
    if bound and all(isinstance(one, Function) and one.info is function for one in bound):
        return True
    found = (one for decorator in function.decorators for one in module.values(decorator))
    return all(isinstance(one, (External, Object)) and one.name in _PLAIN for one in found)
