"""Decorators that keep the functions and classes they get: in which calling contexts they put them into a container."""

from __future__ import annotations

import ast
import os
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.displays import last_name
from mpcheck.model.scopes import Collected, FunctionInfo
from mpcheck.model.values import BoundMethod, CallContext, ClassRef, Function, Instance, Value, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: By the functions that decorate: the contexts of their calls.
Registrations = dict[FunctionInfo, list[CallContext]]
#: Of a registry with more functions or classes nobody could say which one is meant.
_MAX_DECORATED = 24
_MAX_FILES = 40


def registrations(ev: Evaluator, files: Collection[Collected]) -> Registrations:
    """For each function of the files that changes a container and decorates others: the contexts of its calls as decorator.

    Only the decorator next to the ``def`` or ``class`` counts: it gets the very function or class.
    """
    scopes = (ev.found.scope_of[mutation.node] for file in files for mutation in file.mutations)
    changing = {scope.enclosing_function for scope in scopes}
    words = {name for function in changing if function is not None for name in _names(function)}
    found: Registrations = {}
    for decorator, decorated in (pair for file in files for pair in _decorated(file)):
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        # In other files there are too many decorators to find out what each of them is.
        is_likely = ev.file(decorator) is ev.found or last_name(called) in words
        for one, leading in _called(ev, ev.evaluate(decorator)) if is_likely else ():
            if one.info in changing:
                argument: Values = frozenset((decorated,))
                context = ev.context(one.info, None, None, one.closure, (*leading, argument))
                found.setdefault(one.info, []).append(context)
    return {info: contexts for info, contexts in found.items() if len(contexts) <= _MAX_DECORATED}


def of_other_files(ev: Evaluator) -> Registrations:
    """The same for functions of other files, which decorate what this file and those that it imports define.

    Of a file that does not speak of processes nothing is asked for which so many files would have to be read.
    """
    if ev.registrations_elsewhere is None:
        # None, as far as finding them out asks for them.
        ev.registrations_elsewhere = {}
        if ev.found.speaks_of_processes:
            ev.registrations_elsewhere = registrations(ev, _imported(ev))
    return ev.registrations_elsewhere


def _imported(ev: Evaluator) -> list[Collected]:
    """The file, those that it imports, and of packages the files that these import."""
    found = [ev.found]
    for file in found:
        is_package = os.path.basename(file.file).startswith("__init__.")
        for one in _imports(ev, file) if file is ev.found or is_package else ():
            if len(found) == _MAX_FILES:
                return found
            if one not in found:
                found.append(one)
    return found


def _imports(ev: Evaluator, file: Collected) -> Iterator[Collected]:
    """The files of the project that a file imports at its top level."""
    bindings = (binding for bound in file.module.bindings.values() for binding in bound)
    origins = [*(one.origin for one in bindings if one.kind == "import"), *file.module.star_imports]
    resolved = (ev.project.resolve(origin, file.file) for origin in origins)
    return (one.found for one in resolved if one is not None)


def _names(function: FunctionInfo) -> Iterator[str]:
    """The names of a function and of those around it, which may be what makes it: ``@exporter("json")``."""
    here: FunctionInfo | None = function
    while here is not None:
        yield here.name
        here = here.outer.enclosing_function


def _decorated(file: Collected) -> Iterator[tuple[ast.expr, Value]]:
    """The innermost decorators of a file, each with what it gets."""
    for function in file.functions:
        yield from ((decorator, Function(function, bare=True)) for decorator in function.decorators[-1:])
    for info in file.classes:
        yield from ((decorator, ClassRef(info)) for decorator in info.node.decorator_list[-1:])


def _called(ev: Evaluator, decorators: Values) -> Iterator[tuple[Function, tuple[Values, ...]]]:
    """The functions that calling a decorator runs, each with the arguments before the decorated function."""
    for one in decorators:
        if isinstance(one, Function):
            yield one, ()
        elif isinstance(one, BoundMethod) and one.function is not None and _is_the_only_one(ev, one.receiver):
            yield one.function, (frozenset((one.receiver,)),)
        elif isinstance(one, Instance):
            method = attributes.find_method(ev, one.info, "__call__")
            if method is not None:
                yield Function(method), (frozenset((one,)),)


def _is_the_only_one(ev: Evaluator, receiver: Value) -> bool:
    """Whether what an object collects is told apart from what others of its class collect."""
    return isinstance(receiver, ClassRef) or (
        isinstance(receiver, Instance) and len(ev.instantiations_of(receiver.info)) == 1
    )
