"""The calls under which a function runs, here and as a task of a worker: what its parameters are."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mpcheck.model import attributes, calling, constructors, iteration, parameters
from mpcheck.model.feasible import is_feasible
from mpcheck.model.nodes import is_collected, scope_of
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import (
    NOTHING,
    TOO_DEEP,
    BoundMethod,
    CallContext,
    ClassRef,
    Collection,
    Const,
    Function,
    Instance,
    Items,
    Param,
    Partial,
    Unknown,
    Value,
    Values,
    only,
    origin,
    root_of,
    unknown,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator
    from mpcheck.model.event import Event
    from mpcheck.model.module import Module
    from mpcheck.model.tasks import Task

_MAX_CONTEXTS = 16
#: Of a function with more calls, what it sends is looked at as for any call.
_MAX_CALLERS = 4
_MAX_DEPTH = 4
_MAX_ROUNDS = 3
_TOO_DEEP = Unknown(TOO_DEEP)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A function with the arguments that come before those of the call."""

    function: Function
    leading: tuple[Values, ...] = ()
    keywords: tuple[ast.keyword, ...] = ()


class Contexts:
    """The calling contexts of the functions of one module, found on demand."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.ev = module.ev
        self.known: dict[FunctionInfo, list[CallContext]] = {}
        self.held: dict[ast.expr, Values] = {}
        self.active: set[FunctionInfo] = set()

    def of(self, function: FunctionInfo) -> list[CallContext]:
        """The calls of a function by the file's own code and its tasks; none where they are too many."""
        if function in self.active:
            return []
        if function not in self.known:
            self.active.add(function)
            found = list(itertools.islice(self._find(function), _MAX_CONTEXTS + 1))
            self.active.discard(function)
            self.known[function] = found if len(found) <= _MAX_CONTEXTS else []
        return self.known[function]

    def values(self, node: ast.expr) -> Values:
        """What an expression may be, with parameters as callers and tasks pass them."""
        known = self.held.get(node)
        if known is None:
            known = self._values(node)
            if not self.active:  # else: without the callers that are being looked for
                self.held[node] = known
        return known

    def _values(self, node: ast.expr) -> Values:
        function = self.module.function(node)
        contexts: list[CallContext | None] = [*self.of(function)] if function is not None else []
        found = NOTHING.union(*(self.ev.evaluate(node, context) for context in contexts or [None]))
        if _TOO_DEEP in found:  # which is then the same as for any call
            found = (found - {_TOO_DEEP}) | self.ev.evaluate(node)
        seen: set[Value] = set()
        for _ in range(_MAX_ROUNDS):
            open_ones = {one for one in found if isinstance(root_of(one), Param)} - seen
            seen |= open_ones
            found = found.union(*(self.passed(one) for one in open_ones))
        return frozenset(one for one in found if not self._is_replaced(one))

    def _is_replaced(self, one: Value) -> bool:
        """Whether something else stands for a value: of a parameter what is passed; an attribute of None is no value."""
        root = root_of(one)
        if isinstance(root, Param):
            return bool(self.of(root.function))
        return isinstance(one, BoundMethod) and isinstance(root, Const) and root.value is None

    def values_where_run(self, node: ast.expr) -> Values:
        """What an expression may be in those calls of the function around it, and for those objects, that let it run."""
        function = self.module.function(node)
        contexts = self._telling_objects(function) if function is not None else []
        return NOTHING.union(*(self.ev.evaluate(node, one) for one in contexts if self._leads_to(node, one)))

    def _telling_objects(self, function: FunctionInfo) -> list[CallContext]:
        """The calls of a function; of a method one for each object of its class, where callers do not say which one is meant."""
        found = self.of(function)
        known = (one for context in found for one in only(Instance, context.leading[0] if context.leading else ()))
        if function.cls is None or (found and all(one.call is not None for one in known)):
            return found
        sites = constructors.constructions(self.ev, function.cls)
        objects = (frozenset((Instance(function.cls, site),)) for site in sites[:_MAX_CONTEXTS])
        return [self.ev.context(function, None, None, None, (one,)) for one in objects] or found

    def kinds(self, node: ast.expr) -> set[str]:
        """The words of the API tables for what an expression may be."""
        return {self.ev.kind(one) for one in self.values(node)} - {""}

    def may_run(self, node: ast.AST) -> bool:
        """Whether one of the calls of the function around a node lets it run, as far as its arguments decide that."""
        function = self.module.function(node)
        found = self.of(function) if function is not None else []
        return not found or any(self._leads_to(node, one) for one in found)

    def calls_here(self, node: ast.AST) -> list[ast.Call]:
        """The calls of this file that let a node of another one run, directly or by what they call."""
        function = self.module.function(node)
        found: list[ast.Call] = []
        for context in self.of(function) if function is not None else ():
            here: CallContext | None = context if self._leads_to(node, context) else None
            while here is not None and not (here.call and is_collected(here.call) and self.module.is_here(here.call)):
                here = here.caller
            found += [here.call] if here is not None and here.call is not None else []
        return found

    def may_run_in_worker(self, node: ast.AST) -> bool:
        """Whether one of the calls by which workers come to a node lets it run, as far as its arguments decide that.

        In another file, which does more than this one asks for, the calls have to be known from the task on.
        """
        function = self.module.function(node)
        is_here = self.module.is_here(node)
        contexts = self.of(function) if function is not None else []
        found = [one for one in contexts if self._is_of_worker(one, to_task=not is_here)]
        return any(self._leads_to(node, one) for one in found) if found else is_here

    def may_hold_in_worker(self, node: ast.expr, made: Container[ast.AST | None]) -> bool:
        """Whether a call by which workers come to a parameter, as far as these are known, passes what one of some calls made."""
        function = self.module.function(node)
        contexts = self.of(function) if function is not None else []
        found = [one for one in contexts if self._is_of_worker(one, to_task=False)]
        held = NOTHING.union(*(self.ev.evaluate(node, one) for one in found))
        return not found or any(isinstance(root_of(one), Param) or origin(one) in made for one in held)

    def _is_of_worker(self, context: CallContext | None, *, to_task: bool) -> bool:
        """Whether a worker makes a call and those that lead to it, as far as these are known, or from its task on."""
        while context is not None and context.call is not None:
            if not is_collected(context.call):
                return True
            if scope_of(context.call).enclosing_function not in self.module.worker_tasks:
                return False
            context = context.caller
        return not to_task

    def _leads_to(self, node: ast.AST, context: CallContext | None) -> bool:
        """Whether the tests around a node, and around each call that leads to it, may let it run."""
        while context is not None:
            if not is_feasible(self.ev, node, context):
                return False
            if context.call is None:
                return True
            node, context = context.call, context.caller
        return True

    def may_lead(self, chain: Sequence[ast.AST]) -> bool:
        """Whether calls, each made by what the one before calls, may lead to the last of some nodes, as far as what they pass decides that."""
        *calls, node = chain
        function = self.module.function(node)
        found = [one for one in (self.of(function) if function is not None else ()) if _goes_by(one, calls)]
        return not found or any(self._leads_to(node, one) for one in found)

    def passed(self, one: Value) -> Values:
        """What is passed for a parameter, or an attribute of that."""
        if isinstance(one, BoundMethod):
            return attributes.attribute(self.ev, self.passed(one.receiver), one.name)
        assert isinstance(one, Param)
        found = NOTHING.union(
            *(parameters.parameter(self.ev, one.function, one.name, c) for c in self.of(one.function))
        )
        return iteration.follow(self.ev, found, ("elem",)) if one.derived else found

    def _find(self, function: FunctionInfo) -> Iterator[CallContext]:
        for edge in self.module.graph.callers.get(function, ()):
            caller = self.module.function(edge.call)
            outers: list[CallContext | None] = [*self.of(caller)] if caller is not None else []
            for outer in outers or [None]:
                if outer is not None and outer.depth >= _MAX_DEPTH:
                    continue
                called = self.ev.evaluate(edge.call.func, outer)
                for bound in _bound(self.ev, called, edge.call):
                    if bound.function.info is function:
                        # What the caller knows of ``self`` is more than what the edge says, for any caller.
                        leading = bound.leading or edge.leading
                        yield CallContext(function, edge.call, outer, bound.function.closure, leading)
        yield from self.module.graph.given.contexts.get(function, ())
        for task in self.module.tasks:
            for bound in _bound(self.ev, task.callables):
                if bound.function.info is function:
                    for event in self._called(task.event):
                        yield from self._of_task(replace(task, event=event), bound)

    def _called(self, event: Event) -> list[Event]:
        """An event in each of the calls of the function around it: what a name sends may be made of their arguments."""
        function = event.function if event.context is None else None
        outers = self.of(function) if function is not None else []
        if len(outers) > _MAX_CALLERS or any(outer.depth >= _MAX_DEPTH for outer in outers):
            return [event]
        return [replace(event, context=outer) for outer in outers] or [event]

    def _of_task(self, task: Task, bound: _Bound) -> Iterator[CallContext]:
        event = task.event
        function, closure = bound.function.info, bound.function.closure
        written, keywords = _written(task)
        first = (unknown("given by the library"),) * event.api.leading if task.role == "task" else ()
        for leading in _leading(task):
            call = ast.Call(task.node, written, [*bound.keywords, *keywords])
            yield CallContext(function, call, event.context, closure, (*bound.leading, *first, *leading))


def _bound(ev: Evaluator, values: Values, call: ast.Call | None = None) -> Iterator[_Bound]:
    """The functions that calling the values runs, at ``call`` if that is known."""
    for one in values:
        yield from _bound_one(ev, one, call)


def _bound_one(ev: Evaluator, one: Value, call: ast.Call | None) -> Iterator[_Bound]:
    if isinstance(one, Function):
        yield _Bound(one)
    elif isinstance(one, BoundMethod) and one.function is not None:
        yield _Bound(one.function, (frozenset((one.receiver,)),))
    elif isinstance(one, Partial):
        written = itertools.takewhile(lambda a: not isinstance(a, ast.Starred), one.call.args[1:])
        given = tuple(ev.evaluate(argument, one.context) for argument in written)
        for inner in _bound_one(ev, one.function, call):
            yield _Bound(inner.function, (*inner.leading, *given), (*inner.keywords, *one.call.keywords))
    elif isinstance(one, (Instance, ClassRef)):
        method = attributes.find_method(ev, one.info, "__call__" if isinstance(one, Instance) else "__init__")
        if method is not None:
            itself = one if isinstance(one, Instance) else Instance(one.info, call)
            yield _Bound(Function(method), (frozenset((itself,)),))


def _written(task: Task) -> tuple[list[ast.expr], list[ast.keyword]]:
    """The arguments of a task that are written one by one."""
    event, api = task.event, task.event.api
    if task.role == "initializer":
        return _members(event.argument(api.initargs)), []
    if api.variadic and not api.iterable:
        named = api.own_keywords
        return event.variadic_arguments, [k for k in event.written.keywords if k.arg and k.arg not in named]
    given = event.argument(api.kwargs)
    keywords = []
    for key, value in zip(given.keys, given.values, strict=True) if isinstance(given, ast.Dict) else ():
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            keywords.append(ast.keyword(key.value, value))
    return _members(event.argument(api.args)), keywords


def _members(node: ast.expr | None) -> list[ast.expr]:
    return list(node.elts) if isinstance(node, (ast.Tuple, ast.List)) else []


def _leading(task: Task) -> Iterator[tuple[Values, ...]]:
    """The arguments of a task that are known as values: elements of iterables, tuples held by names."""
    event, api = task.event, task.event.api
    role = api.initargs if task.role == "initializer" else api.args
    given = event.argument(role)
    if task.role == "task" and api.iterable:
        yield from _of_iterable(event)
    elif given is not None and not isinstance(given, (ast.Tuple, ast.List)):
        yield from _of_tuples(event, event.evaluate(given))
    else:
        yield ()


def _of_iterable(event: Event) -> Iterator[tuple[Values, ...]]:
    api = event.api
    if api.iterable == "*":
        yield tuple(iteration.follow(event.ev, event.evaluate(a), ("elem",)) for a in event.variadic_arguments)
    elif api.star:
        yield from _of_tuples(event, event.elements_sent())
    else:
        yield (event.elements_sent(),)


def _of_tuples(event: Event, values: Values) -> Iterator[tuple[Values, ...]]:
    """The members of each tuple whose members are known, () for others."""
    for one in values:
        if isinstance(one, Items):
            yield one.members
        elif isinstance(one, Collection) and isinstance(one.node, (ast.Tuple, ast.List)):
            yield tuple(iteration.item(event.ev, one, index) for index in range(len(one.node.elts)))
        else:
            yield ()


def arguments_for(module: Module, function: FunctionInfo, parameter: str) -> Iterator[tuple[ast.Call, ast.expr]]:
    """The calls of a function in the file, with the expression that each passes for a parameter."""
    names = [p.arg for p in function.parameters]
    for edge in module.graph.callers.get(function, ()):
        if any(bound.function.info is function for bound in _bound(module.ev, module.values(edge.call.func))):
            passed = calling.argument(edge.call, names, parameter, len(edge.leading))
            if passed is not None:
                yield edge.call, passed


def _goes_by(context: CallContext | None, calls: Sequence[ast.AST]) -> bool:
    """Whether a context is that of the last of some calls, its caller that of the one before, and so on."""
    for call in reversed(calls):
        if context is None:
            return True
        if context.call is not call:
            return False
        context = context.caller
    return True
