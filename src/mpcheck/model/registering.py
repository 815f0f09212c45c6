"""Decorators that keep the functions they get: in which calling contexts they put them into a container."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import BoundMethod, CallContext, ClassRef, Function, Instance, Value, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: Of a registry with more functions nobody could say which one is meant.
_MAX_FUNCTIONS = 24


def registrations(ev: Evaluator) -> dict[FunctionInfo, list[CallContext]]:
    """For each function of the file that changes a container and decorates others: the contexts of its calls as decorator.

    Only the decorator next to the ``def`` counts: it gets the very function.
    """
    scopes = (ev.found.scope_of[mutation.node] for mutation in ev.found.mutations)
    changing = {scope.enclosing_function for scope in scopes}
    found: dict[FunctionInfo, list[CallContext]] = {}
    for function in ev.found.functions:
        argument: Values = frozenset((Function(function, bare=True),))
        for decorator in function.decorators[-1:]:
            for one, leading in _called(ev, ev.evaluate(decorator)):
                if one.info in changing:
                    context = ev.context(one.info, None, None, one.closure, (*leading, argument))
                    found.setdefault(one.info, []).append(context)
    return {info: contexts for info, contexts in found.items() if len(contexts) <= _MAX_FUNCTIONS}


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
