"""Events: the calls of process APIs that a file makes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from mpcheck.model import iteration, parameters
from mpcheck.model.awaited import awaited_calls
from mpcheck.model.event import Event
from mpcheck.model.feasible import is_feasible
from mpcheck.model.iterated import iterated_calls
from mpcheck.model.nodes import scope_of
from mpcheck.model.recognition import events_of, is_inert, of_added_method
from mpcheck.model.situations import situations
from mpcheck.model.tables import EXTENDERS
from mpcheck.model.values import NOTHING, BoundMethod, CallContext, External, Object, Param, Value, Values, in_order

if TYPE_CHECKING:
    from mpcheck.model.calls import CallGraph
    from mpcheck.model.evaluate import Evaluator

#: Packages with the interface of multiprocessing that send more than pickle can.
_OWN_SERIALIZERS = {"multiprocess", "pathos", "loky"}


def calls_in(ev: Evaluator) -> list[ast.Call]:
    """The calls of a file that may be events, in the order of the source, then those that are not written as calls."""
    return [*ev.calls_of(lambda called: _may_be_event(ev, called)), *awaited_calls(ev), *iterated_calls(ev)]


def find_events(ev: Evaluator, graph: Callable[[], CallGraph], calls: Iterable[ast.Call]) -> list[Event]:
    """The events that calls are; ``graph`` is asked for where it matters who calls the functions around them."""
    events: list[Event] = []
    extenders = ev.found.imports(EXTENDERS)
    for call in calls:
        if not _may_be_event(ev, ev.evaluate(call.func)):
            continue
        function = scope_of(call).enclosing_function
        events += of_added_method(ev, call, function, extenders)
        for context, sites in situations(ev, graph, call):
            functions = _with_arguments(ev, ev.evaluate(call.func, context), context)
            if is_feasible(ev, call, context) and not _is_stand_in(functions):
                for one in in_order(functions):
                    events += events_of(ev, call, one, function, context, sites)
    return events


def _may_be_event(ev: Evaluator, called: Values) -> bool:
    """Whether calling values may be an event, whoever does so and with whatever arguments."""
    return not all(is_inert(ev, one) for one in called) or bool(ev.found.imports(EXTENDERS))


def _with_arguments(ev: Evaluator, values: Values, context: CallContext | None) -> Values:
    """Methods of a parameter that an object has kept, such as ``self.queue.put``: those of what the context passes."""
    if context is None:
        return values
    found = NOTHING
    for one in values:
        receiver = one.receiver if isinstance(one, BoundMethod) else None
        if isinstance(one, BoundMethod) and isinstance(receiver, Param) and receiver.function is context.function:
            passed = parameters.parameter(ev, receiver.function, receiver.name, context)
            kept = iteration.follow(ev, passed, ("elem",)) if receiver.derived else passed
            found = found.union(*(ev.evaluate_attribute(owner, one.name) for owner in kept))
        else:
            found |= {one}
    return found


def _is_stand_in(functions: Values) -> bool:
    """Whether a library with a serialiser of its own may be in the place of another: ``try: import multiprocess as mp``."""
    packages = {_package(one) for one in functions} - {""}
    return len(packages) > 1 and bool(packages & _OWN_SERIALIZERS)


def _package(one: Value) -> str:
    if isinstance(one, BoundMethod):
        return _package(one.receiver)
    return one.name.partition(".")[0] if isinstance(one, (External, Object)) else ""
