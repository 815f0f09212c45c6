"""Functions that keep what they get, as decorators and the methods of registries do: in which calling contexts."""

from __future__ import annotations

import ast
import os
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from mpcheck.model import attributes, parameters
from mpcheck.model.displays import last_name
from mpcheck.model.nodes import parent_of, put_at, scope_of
from mpcheck.model.scopes import ClassInfo, Collected, FunctionInfo
from mpcheck.model.values import BoundMethod, CallContext, ClassRef, Function, Instance, Value, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: By the functions that put something into a container: the contexts of their calls, None for those that nobody knows.
Registrations = dict[FunctionInfo, list[CallContext | None]]
#: Of a registry with more functions or classes nobody could say which one is meant.
_MAX_CALLS = 24
_MAX_FILES = 40


def registrations(ev: Evaluator, files: Collection[Collected], homes: Iterable[Collected] = ()) -> Registrations:
    """For the functions of the files that change a container: the contexts of their calls, as decorators or written out.

    Only the decorator next to the ``def`` or ``class`` counts: it gets the very function or class.  Functions of the
    ``homes`` count as well, in so far as the files call them.
    """
    homes = dict.fromkeys((*files, *homes))
    scopes = (scope_of(mutation.node) for file in homes for mutation in file.mutations)
    changing = {function for scope in scopes if (function := scope.enclosing_function) is not None}
    found = {**_decorating(ev, files, changing), **_subclassing(ev, files, changing)}
    called = _registering(ev, files, {one for file in homes for one in _keeping(ev, file)})
    called.update(_applying(ev, files, {function for function in changing if function.is_local}))
    for function in called:
        # Of a function that decorates, all calls are meant to be seen; others may call a method as well.
        open_end = [] if function in found else [None]
        found[function] = [*found.get(function, ()), *called[function], *open_end]
    return {info: contexts for info, contexts in found.items() if len(contexts) <= _MAX_CALLS}


def _decorating(ev: Evaluator, files: Collection[Collected], changing: set[FunctionInfo]) -> Registrations:
    words = {name for function in changing for name in _names(function)}
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
    return found


def _subclassing(ev: Evaluator, files: Collection[Collected], changing: set[FunctionInfo]) -> Registrations:
    """The calls of ``__init_subclass__`` that class statements make."""
    told = {function for function in changing if function.name == parameters.TOLD_OF_SUBCLASSES}
    found: Registrations = {}
    for info in (info for file in files for info in file.classes) if told else ():
        inherited = (here.methods.get(parameters.TOLD_OF_SUBCLASSES) for here in attributes.bases(ev, info)[1:])
        method = next((one for one in inherited if one is not None), None)
        if method in told:
            context = ev.enter(Function(method), _class_statement(ev, info), None, (frozenset((ClassRef(info),)),))
            found.setdefault(method, []).append(context)
    return found


def _class_statement(ev: Evaluator, info: ClassInfo) -> ast.Call:
    """A class statement, written as the call that it is for its keywords: ``class Csv(Format, name="csv")``."""
    node = info.node
    if (node,) not in ev.made_up:
        ev.made_up[node,] = put_at(ast.Call(node.bases[0], [], node.keywords), node.bases[0])
    made = ev.made_up[node,]
    assert isinstance(made, ast.Call)
    return made


def _registering(ev: Evaluator, files: Collection[Collected], keeping: set[FunctionInfo]) -> Registrations:
    """The calls of functions which keep an argument: ``registry.add(work)``; of other files those that importing them makes."""
    words = {function.name for function in keeping}
    found: Registrations = {}
    calls = (call for file in (files if words else ()) for call in file.named_calls.of(words))
    for call in (one for one in calls if _is_made(ev, one)):
        for one, leading in _called(ev, ev.evaluate(call.func)):
            if one.info in keeping:
                found.setdefault(one.info, []).append(ev.enter(one, call, None, leading))
    return found


def _applying(ev: Evaluator, files: Collection[Collected], local: set[FunctionInfo]) -> Registrations:
    """The calls of what makes decorators where the result is called at once: ``exporter("json")(lambda rows: ...)``."""
    words = {name for function in local for name in _names(function)}
    found: Registrations = {}
    makers = (call for file in (files if words else ()) for call in file.named_calls.of(words))
    for call in (parent_of(maker) for maker in makers if _is_made(ev, maker)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Call):
            for one, leading in _called(ev, ev.evaluate(call.func)):
                if one.info in local:
                    found.setdefault(one.info, []).append(ev.enter(one, call, None, leading))
    return found


def _is_made(ev: Evaluator, call: ast.Call) -> bool:
    """Whether a call stands in this file, or importing another one makes it."""
    return ev.file(call) is ev.found or scope_of(call).enclosing_function is None


def _keeping(ev: Evaluator, file: Collected) -> Iterator[FunctionInfo]:
    """The functions and methods of a file that put one of their parameters into a container."""
    for mutation in file.mutations:
        function = scope_of(mutation.node).enclosing_function
        if function is not None and not function.is_local:
            given = {parameter.arg for parameter in function.parameters}
            if any(isinstance(node, ast.Name) and node.id in given for node in ast.walk(mutation.value)):
                yield function


def of_other_files(ev: Evaluator) -> Registrations:
    """The same for functions of other files, which decorate what this file and those that it imports define.

    Of a file that does not speak of processes only those of the files that do are asked for: there are too many others.
    """
    if ev.registrations_elsewhere is None:
        # None, as far as finding them out asks for them.
        ev.registrations_elsewhere = {}
        speaking = [ev.found, *(file for file in ev.project.imports_of(ev.found) if file.speaks_of_processes)]
        if ev.found.speaks_of_processes:
            ev.registrations_elsewhere = registrations(ev, _imported(ev))
        else:
            homes = ev.project.imports_of(ev.found) if ev.may_have_workers else ()
            ev.registrations_elsewhere = registrations(ev, speaking, homes)
    return ev.registrations_elsewhere


def _imported(ev: Evaluator) -> list[Collected]:
    """The file, those that it imports, and the files that these import where they are packages or speak of processes."""
    found = [ev.found]
    for file in found:
        leads_on = os.path.basename(file.file).startswith("__init__.") or file.speaks_of_processes
        for one in ev.project.imports_of(file) if file is ev.found or leads_on else ():
            if len(found) == _MAX_FILES:
                return found
            if one not in found:
                found.append(one)
    return found


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
    """The functions that calling a decorator runs, where what each object collects is told apart."""
    for one in decorators:
        if not isinstance(one, BoundMethod) or _is_the_only_one(ev, one.receiver):
            yield from decorating(ev, one)


def decorating(ev: Evaluator, decorator: Value) -> Iterator[tuple[Function, tuple[Values, ...]]]:
    """The function that calling a decorator runs, with the arguments before the decorated function."""
    if isinstance(decorator, Function):
        yield decorator, ()
    elif isinstance(decorator, BoundMethod) and decorator.function is not None:
        yield decorator.function, (frozenset((decorator.receiver,)),)
    elif isinstance(decorator, Instance):
        method = attributes.find_method(ev, decorator.info, "__call__")
        if method is not None:
            yield Function(method), (frozenset((decorator,)),)


def _is_the_only_one(ev: Evaluator, receiver: Value) -> bool:
    """Whether what an object collects is told apart from what others of its class collect."""
    if not isinstance(receiver, Instance):
        return isinstance(receiver, ClassRef)
    known = ev.instantiations_of(receiver.info)
    if known or receiver.call is None or ev.file(receiver.call) is ev.found:
        return len(known) == 1
    return len(ev.file(receiver.call).named_calls.of([receiver.info.name])) == 1
