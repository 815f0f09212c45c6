"""Which parameters of a worker function are the same in all of its tasks."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.model.collect import COMPREHENSIONS
from mpcheck.model.displays import written_elements
from mpcheck.model.event import Event, members
from mpcheck.model.module import Module
from mpcheck.model.parents import loops_around
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import BoundMethod, Collection, Function, Generator, Object, Partial, Value, only


def same_arguments(module: Module, task: Task, function: FunctionInfo) -> set[str]:
    """The parameters that get the same in each task: what a partial binds for a whole ``map``, what is repeated.

    So does the object whose method is sent, unless a loop sends that of one object after the other.
    """
    bound = _bound_for_all(task) if task.event.api.iterable else set()
    is_method = any(
        one.function is not None and one.function.info is function for one in only(BoundMethod, task.callables)
    )
    loops = loops_around(module, task.event.call)
    if is_method and (task.event.api.iterable or (loops and not _varies(task.node, loops))):
        bound |= {parameter.arg for parameter in function.parameters[:1]}
    names = [parameter.arg for parameter in function.parameters[is_method:] if parameter.arg not in bound]
    given = _spread(task.event, len(names)) if task.event.api.iterable else _sent(module, task.event)
    return bound | {name for name, is_same in zip(names, given, strict=False) if is_same}


def _bound_for_all(task: Task) -> set[str]:
    """The parameters that the partials of a task bind, as far as the functions in them are written in Python."""
    found: set[str] = set()
    for one in only(Partial, task.callables):
        if isinstance(one.function, Function):
            names = [parameter.arg for parameter in one.function.info.parameters]
            found |= {*names[: len(one.call.args) - 1], *(k.arg for k in one.call.keywords if k.arg)}
    return found


def _spread(event: Event, count: int) -> Iterator[bool]:
    """For each argument that the elements of iterables become, whether all of these are the same."""
    if event.api.iterable == "*":
        yield from (_repeats(event, node) for node in event.variadic_arguments)
    elif (node := event.argument(event.api.iterable)) is not None:
        zipped = [one for one in event.evaluate(node) if isinstance(one, Object) and one.name == "builtins.zip"]
        if not event.api.star:
            yield _repeats(event, node)
        elif len(zipped) == 1 and isinstance(zipped[0].call, ast.Call):
            yield from (_repeats(event, part) for part in zipped[0].call.args)
        else:
            yield from [_repeats(event, node)] * count


def _repeats(event: Event, node: ast.expr) -> bool:
    values = event.evaluate(node)
    return bool(values) and all(_is_repeated(one) for one in values)


def _is_repeated(one: Value) -> bool:
    """Whether an iterable gives one thing again and again: ``repeat(x, n)``, ``[x] * n``, ``[x for _ in range(n)]``."""
    if isinstance(one, Object):
        return one.name == "itertools.repeat"
    made = one.node if isinstance(one, (Collection, Generator)) else None
    if isinstance(made, ast.BinOp) and isinstance(made.op, ast.Mult):
        return any(len(written_elements(side)) == 1 for side in (made.left, made.right))
    return isinstance(made, (ast.ListComp, ast.GeneratorExp)) and not _varies(made.elt, [made])


def _sent(module: Module, event: Event) -> Iterator[bool]:
    """For each argument of what a loop sends again and again, whether it is the same each time."""
    loops = loops_around(module, event.call)
    for node in event.variadic_arguments or members(event.argument(event.api.args)):
        yield bool(loops) and not _varies(node, loops)


def _varies(node: ast.expr, loops: Iterable[ast.AST]) -> bool:
    """Whether an expression may differ from one round of loops to the next."""
    stored = {sub.id for loop in loops for sub in ast.walk(loop) if isinstance(sub, ast.Name) and _is_stored(sub)}
    return any(
        isinstance(part, (ast.Call, ast.Subscript, ast.Await, *COMPREHENSIONS))
        or (isinstance(part, ast.Name) and part.id in stored)
        for part in ast.walk(node)
    )


def _is_stored(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)
