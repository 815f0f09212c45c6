"""What the objects of the scanned classes hold when they are sent to another process."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from mpcheck.model import attributes, cached, calling, constructors, enumerations, fields, filling, iteration
from mpcheck.model.called_before import called_before
from mpcheck.model.collect import LOOPS
from mpcheck.model.feasible import is_feasible
from mpcheck.model.flow import EXIT
from mpcheck.model.lost_state import in_workers_alone, only_there
from mpcheck.model.order import Frames, frames, step
from mpcheck.model.scopes import AttributeWrite, Binding, ClassInfo, FunctionInfo, Mutation, Scope
from mpcheck.model.uses import uses_of
from mpcheck.model.values import NOTHING, Collection, Instance, Values

if TYPE_CHECKING:
    from mpcheck.model.crossings import Crossing
    from mpcheck.model.evaluate import Evaluator
    from mpcheck.model.module import Module

#: A class with one of these decides for itself what of it is pickled.
_OWN_STATE = ("__getstate__", "__reduce__", "__reduce_ex__", "__getnewargs__", "__getnewargs_ex__")
_FIRST = ("__init__", "__post_init__", "__attrs_post_init__", "__new__")
_PLAIN_BASES = ("builtins.", "abc.", "typing.", "collections.", "multiprocessing.", "threading.")


@dataclass(frozen=True, slots=True)
class HeldValue:
    """An attribute of an object: what each place that gives it a value gives it.

    ``certain``: these places are passed before the object is sent.  ``running_processes``: it collects processes
    that are started one after the other.
    """

    name: str
    node: ast.AST
    values: tuple[Values, ...]
    certain: bool
    running_processes: bool = False


def keeps_its_own_state(ev: Evaluator, info: ClassInfo) -> bool:
    """Whether pickling does not simply take the attributes of the objects of a class."""
    if any(attributes.find_method(ev, info, name) for name in _OWN_STATE):
        return True
    return enumerations.is_enumeration(ev, info)


@dataclass(eq=False)
class State:
    """Looks at objects from the place that sends them: what they hold by then.

    ``crossing`` is None where nothing is known of the sender.  ``entries`` are the functions that the other side calls.
    """

    module: Module
    crossing: Crossing | None = None
    entries: set[FunctionInfo] = field(default_factory=set)
    _called: dict[Instance, set[FunctionInfo] | None] = field(default_factory=dict)
    _making: dict[Instance, set[FunctionInfo]] = field(default_factory=dict)
    _held: dict[Instance, list[HeldValue]] = field(default_factory=dict)

    @property
    def ev(self) -> Evaluator:
        return self.module.ev

    @cached_property
    def imported_modules(self) -> set[str]:
        return self.module.imported_modules

    def bound(self, name: str, home: Scope) -> Sequence[Binding]:
        """The bindings of a module's name when pickle looks for it: while something is sent, or a process is started."""
        if not home.bindings.get(name):
            return ()
        at_the_end = self.ev.reaching.at(EXIT, name, home)
        if self.crossing is None or home is not self.module.found.module:
            return at_the_end
        places = [step(self.module, node) for node in self._sent_at.get(None, ())]
        found = [one for place in places for one in self.ev.reaching.at(place, name, home)]
        return list(dict.fromkeys(found if found and set(self._sent_at) == {None} else (*found, *at_the_end)))

    @cached_property
    def _sent_at(self) -> Frames:
        """The bodies by which it is sent, with the places in them."""
        assert self.crossing is not None
        event = self.crossing.event
        starts = [use.node for use in uses_of(self.module, event.call) if use.how == "start"] if self._waits else []
        chains: Iterable[Sequence[ast.AST]] = [[node] for node in starts] or [event.sites]
        found: Frames = {}
        for sites in chains:
            for body, nodes in frames(self.module, sites).items():
                found.setdefault(body, set()).update(nodes)
        return found

    @property
    def _waits(self) -> bool:
        """Whether what is sent goes off only when the process is started that it was given to."""
        event = self.crossing.event if self.crossing is not None else None
        return event is not None and event.creates and event.kind == "process" and self.module.is_here(event.call)

    def held_by(self, one: Instance) -> list[HeldValue]:
        """The attributes of an object."""
        if one not in self._held:
            self._held[one] = list(self._attributes(one))
        return self._held[one]

    def _attributes(self, one: Instance) -> Iterator[HeldValue]:
        yield from _fields(self.ev, one)
        for here in attributes.bases(self.ev, one.info):
            for name, writes in here.attributes.items():
                held = self._attribute(one, name, writes)
                if held is not None:
                    yield held
        for method in cached.cached_properties(self.ev, one.info) if self.crossing is not None else ():
            asked = self._asked_before(one, method.name)
            if asked is not None:
                yield HeldValue(method.name, asked, (self.ev.evaluate_attribute(one, method.name),), certain=True)

    def _asked_before(self, one: Instance, name: str) -> ast.Attribute | None:
        """Where an object is asked for an attribute while it is made, or by the function that sends it, or what that calls."""
        assert self.crossing is not None
        event = self.crossing.event
        sending = (
            node
            for node in cached.asked_by(self.module, one, name, (event.function,))
            if self.module.happens_before(node, event.call)
        )
        making = cached.asked_by(self.module, one, name, self._first_functions(one))
        called = cached.asked_by_methods(self.module, one, name, event.call)
        return next(itertools.chain(sending, making, called), None)

    def put_into(self, node: ast.AST | None) -> Iterator[Mutation]:
        """What is put into the container that a node makes, but for what the other side alone puts there."""
        for mutation in filling.put_into(self.ev, node):
            if self.module.function(mutation.node) not in self._only_there:
                yield mutation

    def holds_by_then(self, made: ast.AST, mutation: Mutation) -> bool:
        """Whether what is put into a container is there when that is sent, and not what some method may put there later."""
        function = self.module.function(mutation.node)
        if self.crossing is None or function is None or function is self.module.function(made):
            return True
        return function in self._sent_at

    @cached_property
    def _worker(self) -> set[FunctionInfo]:
        return self.module.graph.reached_from(self.entries)

    @cached_property
    def _only_there(self) -> frozenset[FunctionInfo]:
        return only_there(self.module, self.entries) if self.entries else frozenset()

    def _attribute(self, one: Instance, name: str, writes: Iterable[AttributeWrite]) -> HeldValue | None:
        if attributes.find_method(self.ev, one.info, name) or any(isinstance(w.node.ctx, ast.Del) for w in writes):
            return None
        earlier = {write: sure for write in writes if (sure := self._is_earlier(one, write)) is not None}
        if not earlier:
            return None
        values = {write: self._written(one, write) for write in earlier if write.value is not None}
        values = self._last(values)
        running = any(self._collects_processes(held) for held in values.values())
        plain = all(base.startswith(_PLAIN_BASES) for base in attributes.external_bases(self.ev, one.info))
        certain = plain and all(earlier[write] for write in values)
        first = next(iter(values), None)
        return HeldValue(name, first.node, tuple(values.values()), certain, running) if first else None

    def _written(self, one: Instance, write: AttributeWrite) -> Values:
        assert write.value is not None
        held = NOTHING
        for context in constructors.writing_contexts(self.ev, one, write.method):
            held |= iteration.follow(self.ev, self.ev.evaluate(write.value, context), write.path)
        return held

    def _last(self, values: dict[AttributeWrite, Values]) -> dict[AttributeWrite, Values]:
        """What is assigned right before the sending, in the function that sends, counts alone."""
        if self.crossing is None:
            return values
        call = self.crossing.event.call
        here = [w for w in values if w.method is self.crossing.event.function]
        flow = self.module.flow(call)
        always = [w for w in here if flow.always_before([self.module.statement(w.node)], self.module.statement(call))]
        return {always[-1]: values[always[-1]]} if always else values

    def _is_earlier(self, one: Instance, write: AttributeWrite) -> bool | None:
        """Whether a write comes before the sending: surely, perhaps (False), or not (None)."""
        sender = self.crossing.event.function if self.crossing is not None else None
        if write.method is sender and self.crossing is not None:
            return True if self.module.happens_before(write.node, self.crossing.event.call) else None
        if write.method in self._first_functions(one):
            return True if self._may_run(one, write.method, write.node) else None
        is_out_of_sight = (
            write.method in self._worker
            or write.method in self.module.once(in_workers_alone)
            or self._is_only_declared(one)
            or self._is_never_called(one, write)
            or self._is_overridden(one, write.method)
        )
        return None if is_out_of_sight else False

    def _is_overridden(self, one: Instance, method: FunctionInfo | None) -> bool:
        """Whether an object has another method in the place of one, and none of its own calls that before it is sent."""
        if (
            one.call is None
            or method is None
            or attributes.find_method(self.ev, one.info, method.name) in (None, method)
        ):
            return False
        family = attributes.bases(self.ev, one.info)
        callers = (self.module.function(edge.call) for edge in self.module.graph.callers.get(method, ()))
        return not any(caller and caller.cls in family and caller not in self._worker for caller in callers)

    def _is_never_called(self, one: Instance, write: AttributeWrite) -> bool:
        """Whether nothing here calls a method, or nothing calls it on the object before that is sent.

        Who calls the method of another file's class may be on the other side.
        """
        if not self.module.is_here(write.node) and write.method not in self.module.graph.callers:
            return True
        if one not in self._called:
            self._called[one] = self._find_called(one)
        called = self._called[one]
        return called is not None and write.method not in called

    def _find_called(self, one: Instance) -> set[FunctionInfo] | None:
        """What runs on an object before it is sent, as far as that is known."""
        if self.crossing is None or one.call is None:
            return None
        event, maker = self.crossing.event, self.module.function(one.call)
        places = self._sent_at.get(maker) if self._waits or event.function is maker else None
        return called_before(self.module, one, event.call, places) if places else None

    def _is_only_declared(self, one: Instance) -> bool:
        """Whether nothing but an annotation tells of an object, so that nobody knows which of its methods ran."""
        sender = self.crossing.event.function if self.crossing is not None else None
        return one.call is None and sender is not None and sender.cls not in attributes.bases(self.ev, one.info)

    def _first_functions(self, one: Instance) -> set[FunctionInfo]:
        """The functions that run while an object is made, but for those that its arguments keep from it."""
        if one not in self._making:
            family = attributes.bases(self.ev, one.info)
            first = [here.methods[name] for here in family for name in _FIRST if name in here.methods]
            called = {inner for function in first for inner in self._called_by(one, function)}
            self._making[one] = self.module.graph.reached_from(called).union(first)
        return self._making[one]

    def _called_by(self, one: Instance, function: FunctionInfo) -> Iterator[FunctionInfo]:
        """What a function that makes an object calls, as far as the arguments of that let it."""
        graph = self.module.graph
        graph.follow((), wanted=[function])
        for inner in (*graph.callees.get(function, ()), *graph.wrappers.get(function, ())):
            calls = [edge.call for edge in graph.callers.get(inner, ()) if self.module.function(edge.call) is function]
            if not calls or any(self._may_run(one, function, call) for call in calls):
                yield inner

    def _may_run(self, one: Instance, function: FunctionInfo, node: ast.AST) -> bool:
        """Whether the tests around a node may let it run while a function that writes to an object makes it."""
        contexts = constructors.writing_contexts(self.ev, one, function)
        return any(is_feasible(self.ev, node, context) for context in contexts)

    def _collects_processes(self, values: Values) -> bool:
        return any(self._is_filled_in_loop(one) for one in values if isinstance(one, Collection))

    def _is_filled_in_loop(self, one: Collection) -> bool:
        if isinstance(one.node, ast.ListComp):
            return self._is_process(self.ev.evaluate(one.node.elt, one.context))
        return any(
            isinstance(around, LOOPS) and self._is_process(self.ev.evaluate(added.value))
            for added in self.put_into(one.node)
            for around in self.module.ancestors(added.node)
        )

    def _is_process(self, values: Values) -> bool:
        return any(self.ev.kind(one) == "process" for one in values)


def _fields(ev: Evaluator, one: Instance) -> Iterator[HeldValue]:
    """The fields of a dataclass (attrs, NamedTuple): what the constructor gets, or their default."""
    declared = fields.fields(ev, one.info)
    names = [each.name for each in declared if each.is_argument]
    for each in declared:
        passed = calling.argument(one.call, names, each.name) if one.call is not None and each.is_argument else None
        if passed is not None:
            yield HeldValue(each.name, passed, (ev.evaluate(passed, one.context),), certain=True)
        elif each.node.value is not None:
            yield HeldValue(each.name, each.node, (fields.unless_given(ev, each),), certain=one.call is not None)
