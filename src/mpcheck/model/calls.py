"""The call graph of a module: who calls which function, and where that runs."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterable, Iterator
from functools import cached_property

from mpcheck.model import attributes, calling, fields
from mpcheck.model.appliers import applies, may_apply
from mpcheck.model.conditions import conditions_in, is_body, may_decide
from mpcheck.model.dispatch import Dispatch
from mpcheck.model.edge import Edge
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.following import MAX_EDGES, is_worth_following, registries
from mpcheck.model.given import Given
from mpcheck.model.handover import handovers
from mpcheck.model.implied_calls import implied_calls
from mpcheck.model.iterated import iterables
from mpcheck.model.main_guard import implies_main, mentions_main
from mpcheck.model.nodes import method_call, note, parent_of, scope_of
from mpcheck.model.registering import decorating
from mpcheck.model.scopes import ClassInfo, Collected, FunctionInfo
from mpcheck.model.values import (
    BoundMethod,
    ClassRef,
    Function,
    Instance,
    Partial,
    Value,
    Values,
    in_order,
    only,
)
from mpcheck.model.with_blocks import ENTERS, EXITS

#: The methods that a loop calls.
_ITERATES = ("__iter__", "__next__")

#: More functions of other files are not followed from one file.
_MAX_FOREIGN = 400
IMPORT = "import"
MAIN = "main"


def _is_outside(one: Value) -> bool:
    """Whether calling a value runs no function of the scanned code, whatever is passed: so it is with most calls."""
    if isinstance(one, BoundMethod):
        return one.function is None and not may_apply(one)
    return not isinstance(one, (Function, ClassRef, Instance, Partial)) and not may_apply(one)


class CallGraph:
    """Calls of the functions of one module, and the places from which each is reached.

    ``places`` of a function: ``import`` (it runs when the module is imported), ``main`` (behind a
    ``__main__`` guard), none where nothing in the module calls it.
    """

    def __init__(self, ev: Evaluator) -> None:
        self.ev = ev
        self.callers: dict[FunctionInfo, list[Edge]] = {}
        self.callees: dict[FunctionInfo | None, set[FunctionInfo]] = {}
        self._guarded: dict[ast.AST, bool] = {}
        self._followed: set[FunctionInfo] = set()
        #: Whether these were too many, so that functions may do more than is known.
        self.is_cut_off = False
        self.dispatch = Dispatch(self)
        self.given = Given(self)
        #: The functions of decorators that calling a function runs first.
        self.wrappers: dict[FunctionInfo, list[FunctionInfo]] = {}
        for function in ev.found.functions:
            self.add_decorators(function)
        for call in ev.calls_of(self.runs_scanned_code):
            self.add_call(call)
        self._implied: dict[Collected, dict[FunctionInfo | None, list[ast.Call]]] = {}
        for call in itertools.chain.from_iterable(self._implied_in(ev.found).values()):
            self.add_call(call)
        self.add_iterated()
        self.add_managing()
        self.add_passed()
        self.places: dict[FunctionInfo, set[str]] = {}
        self.find_places()  # first as far as the calls of this file tell: which others are followed depends on it
        self.follow([*self.callers, *self.entered_and_left()])
        #: The functions of other files that the calls of this one lead to.
        self.called = self.in_order(self._followed)
        if self.called:
            self.find_places()
        #: The arguments of functions that run elsewhere.
        self.handed: dict[FunctionInfo, list[tuple[Values, ...]]] = {}
        self.handed = handovers(ev, self)
        self.add_handed()

    @cached_property
    def registries(self) -> set[ClassInfo]:
        """The classes of objects that may call the functions which they decorate in this file."""
        return registries(self)

    def calls_made_by(self, function: FunctionInfo) -> list[ast.Call]:
        """The calls that a function makes, those among them that it does not write as calls."""
        return [*function.calls, *self._implied_in(self.ev.file(function.node)).get(function, ())]

    def _implied_in(self, file: Collected) -> dict[FunctionInfo | None, list[ast.Call]]:
        if file not in self._implied:
            self._implied[file] = implied_calls(self.ev, file) if self.ev.may_have_workers else {}
        return self._implied[file]

    def add_handed(self) -> None:
        """Add the calls of methods of what is handed to a function that runs elsewhere."""
        for function, given in self.handed.items():
            for call in self.calls_made_by(function):
                if any(self.ev.is_param(one) for one in self.ev.evaluate(call.func)):
                    contexts = (self.ev.context(function, None, None, None, arguments) for arguments in given)
                    called = {one for context in contexts for one in self.ev.evaluate(call.func, context)}
                    for one in called:
                        self.add(call, one, ())
                    self.dispatch.add_implementations(call, called)
            for arguments in given:
                self.dispatch.add_handed(function, arguments)

    def add_iterated(self) -> None:
        """Add the calls that loops over objects of scanned classes make."""
        for iterable in iterables(self.ev, self.ev.found) if self.ev.found.speaks_of_processes else ():
            for one in only(Instance, in_order(self.ev.evaluate(iterable))):
                for name in _ITERATES:
                    method = attributes.find_method(self.ev, one.info, name)
                    if method is not None:
                        self.add(method_call(iterable, name, iterable), BoundMethod(one, name, Function(method)), ())

    def add_managing(self) -> None:
        """Add what ``with`` statements run of objects that are made elsewhere: ``with self.scratch:``."""
        for item in self.ev.found.nodes_of(ast.withitem):
            for one in only(Instance, self.ev.evaluate(item.context_expr)):
                caller = scope_of(item.context_expr).enclosing_function
                self.callees.setdefault(caller, set()).update(self.managing(one.info))

    def add_passed(self) -> None:
        """Add the calls of methods of parameters, where callers pass objects of classes that the file has or uses."""
        classes = dict.fromkeys((*self.ev.found.classes, *self.ev.instantiations))
        families = {here for cls in classes for here in attributes.bases(self.ev, cls)}
        names = {name for here in families for name in here.methods}
        names |= {name + attributes.GETTER for name in names & self.ev.properties}
        files = {self.ev.found, *(self.ev.file(here.node) for here in families)}
        for function in self.ev.found.functions if any(file.speaks_of_processes for file in files) else ():
            for call in self.calls_made_by(function):
                if isinstance(call.func, ast.Attribute) and call.func.attr in names:
                    self.add_passed_call(function, call)

    def add_passed_call(self, function: FunctionInfo, call: ast.Call) -> None:
        if not any(isinstance(one, BoundMethod) and self.ev.is_param(one) for one in self.ev.evaluate(call.func)):
            return
        edges = [edge for edge in self.callers.get(function, ())[:MAX_EDGES] if edge.is_direct]
        contexts = (self.ev.enter(Function(function), edge.call, None, edge.leading) for edge in edges)
        called = {one for context in contexts for one in self.ev.evaluate(call.func, context)}
        for one in called:
            if isinstance(one, BoundMethod) and one.function is not None:
                self.add(call, one, ())

    def entered_and_left(self) -> Iterator[FunctionInfo]:
        """The methods of other files' classes that ``with`` statements run without a call being written."""
        for item in self.ev.found.nodes_of(ast.withitem):
            for one in only(Instance, self.ev.evaluate(item.context_expr)):
                yield from self.managing(one.info)

    def managing(self, info: ClassInfo) -> Iterator[FunctionInfo]:
        """The methods of a class that a ``with`` statement runs."""
        methods = (attributes.find_method(self.ev, info, name) for name in (*ENTERS, *EXITS))
        return (method for method in methods if method is not None)

    def follow(self, functions: Iterable[FunctionInfo], *, wanted: Iterable[FunctionInfo] = ()) -> None:
        """Add the calls that functions of other files make, once they are reached from this file.

        Those that are ``wanted``, and what they call, are followed whatever they do.
        """
        wanted = {
            info for info in wanted if info not in self._followed and self.ev.file(info.node) is not self.ev.found
        }
        stack = self.in_order({*functions, *wanted})
        while stack:
            function = stack.pop()
            if function in self._followed or (function not in wanted and not is_worth_following(self, function)):
                continue
            if len(self._followed) >= _MAX_FOREIGN:
                self.is_cut_off = True
                return
            self._followed.add(function)
            self.add_decorators(function)
            for call in self.calls_made_by(function):
                if self.runs_scanned_code(self.ev.evaluate(call.func)):
                    self.add_call(call)
            called = self.callees.get(function, set())
            if function in wanted:
                wanted |= {info for info in called if self.ev.file(info.node) is not self.ev.found}
            stack += self.in_order(called)

    def in_order(self, functions: Iterable[FunctionInfo]) -> list[FunctionInfo]:
        """By the file and the place in which they are defined, so that each run comes to the same ones."""
        return sorted(functions, key=lambda one: (self.ev.file(one.node).path, one.node.lineno, one.node.col_offset))

    def runs_scanned_code(self, called: Values) -> bool:
        """Whether calling values may run a function of the scanned code."""
        return not all(map(_is_outside, called))

    def add_call(self, call: ast.Call) -> None:
        values = in_order(self.ev.evaluate(call.func))
        self.dispatch.add_implementations(call, values)
        for called in values:
            self.add(call, called, ())
            when = applies(call, called)
            if when:
                for argument in [*call.args, *(k.value for k in call.keywords)]:
                    for one in in_order(self.ev.evaluate(argument)):
                        self.link(call, one, is_late=when == "later")

    def add(self, call: ast.Call, one: Value, leading: tuple[Values, ...]) -> None:
        if isinstance(one, Function):
            self.callers.setdefault(one.info, []).append(Edge(call, leading))
            self.link(call, one)
            self.dispatch.add_called(call, one, leading)
            self.given.add_called(call, one, leading)
        elif isinstance(one, BoundMethod) and one.function is not None:
            self.add(call, one.function, (frozenset((one.receiver,)), *leading))
        elif isinstance(one, Partial):
            bound = tuple(self.ev.evaluate(a, one.context) for a in one.call.args[1:])
            self.add(call, one.function, (*bound, *leading))
        elif isinstance(one, ClassRef):
            method = attributes.find_method(self.ev, one.info, "__init__")
            if method is not None:
                self.add(call, Function(method), (frozenset((Instance(one.info, call),)), *leading))
            for factory in fields.called_factories(self.ev, one.info, call):
                self.add(call, factory, ())
            if isinstance(parent_of(call), ast.withitem):
                caller = scope_of(call).enclosing_function
                self.callees.setdefault(caller, set()).update(self.managing(one.info))
        elif isinstance(one, Instance):
            method = attributes.find_method(self.ev, one.info, "__call__")
            if method is not None:
                self.add(call, Function(method), (frozenset((one,)), *leading))

    def add_decorators(self, function: FunctionInfo) -> None:
        """A decorator is a call with the function as its argument, made where the ``def`` stands."""
        for decorator in function.decorators:
            for one in self.ev.evaluate(decorator):
                for called, leading in decorating(self.ev, one):
                    arguments: tuple[Values, ...] = (*leading, frozenset((Function(function, bare=True),)))
                    at = ast.copy_location(ast.Call(decorator, [], []), decorator)
                    note(at, parent_of(decorator), function.outer)
                    self.callers.setdefault(called.info, []).append(Edge(at, arguments))
                    self.link(at, called)
                    self.given.add_called(at, called, arguments)
                    self.add_wrappers(function, calling.apply(self.ev, frozenset((called,)), None, None, arguments))

    def add_wrappers(self, function: FunctionInfo, made: Values) -> None:
        """Note the nested functions that a decorator gives in the place of a function."""
        found = {one.info for one in only(Function, made)} - {function}
        self.wrappers.setdefault(function, []).extend(sorted(found, key=lambda info: info.node.lineno))

    def link(self, call: ast.Call, one: Value, *, is_late: bool = False) -> None:
        caller = scope_of(call).enclosing_function
        for info in self.run_by(one):
            self.callees.setdefault(caller, set()).add(info)
            edges = self.callers.setdefault(info, [])
            if not any(edge.call is call for edge in edges):
                edges.append(Edge(call, is_late=is_late, is_direct=False))

    def run_by(self, one: Value) -> Iterator[FunctionInfo]:
        """The functions that calling a value runs, those of decorators among them."""
        for info in calling.functions_of(self.ev, one):
            yield info
            if not (isinstance(one, Function) and one.bare):
                yield from self.wrappers.get(info, ())

    def is_guarded(self, node: ast.AST) -> bool:
        """Whether a node runs only in the main module, by a test around it in its own function."""
        if self._is_inside_guard(node):
            return True
        return isinstance(node, ast.Call) and mentions_main(node.func)  # {"__main__": main}.get(__name__, ...)()

    def _is_inside_guard(self, node: ast.AST) -> bool:
        """The same for the tests around a node; nodes of one block share what is found out about it."""
        path: list[tuple[ast.AST, ast.AST | None]] = []
        here = node
        while (guarded := self._guarded.get(here)) is None:
            parent = parent_of(here)
            path.append((here, parent))
            if parent is None or is_body(parent, here):
                guarded = False
                break
            here = parent
        for here, parent in reversed(path):
            guarded = guarded or (parent is not None and self._guards(parent, here))
            self._guarded[here] = guarded
        return guarded

    def _guards(self, parent: ast.AST, child: ast.AST) -> bool:
        """Whether a node runs a part of it only in the main module."""
        if not may_decide(parent, child):
            return False
        return any(implies_main(self.ev, test, outcome) for test, outcome in conditions_in(self.ev, parent, child))

    def place_of(self, node: ast.AST) -> set[str]:
        """From where a node is reached: import, main, both, or nowhere that is known."""
        if self.is_guarded(node):
            return {MAIN}
        function = scope_of(node).enclosing_function
        return {IMPORT} if function is None else set(self.places.get(function, ()))

    def places_through(self, edge: Edge) -> set[str]:
        """From where the called function is reached by one call."""
        if any(self.is_guarded(call) for call in edge.through):
            return self.place_of(edge.call) and {MAIN}
        return self.place_of(edge.call) - ({IMPORT} if edge.is_late else set())

    def find_places(self) -> None:
        changed = list(self.callers)
        while changed:
            # To a fixed point: a place travels from callers to callees, each at most twice.
            before = {info: set(self.places.get(info, ())) for info in changed}
            again: set[FunctionInfo] = set()
            for info in changed:
                reached = set().union(*(self.places_through(edge) for edge in self.callers.get(info, ())))
                self.places.setdefault(info, set()).update(reached)
                if self.places[info] != before[info]:
                    again |= self.callees.get(info, set())
            changed = list(again)

    def reached_from(self, functions: Iterable[FunctionInfo]) -> set[FunctionInfo]:
        """The given functions and all that they call, directly or not."""
        found: set[FunctionInfo] = set()
        stack = list(functions)
        self.follow((), wanted=stack)
        while stack:
            here = stack.pop()
            if here not in found:
                found.add(here)
                called = [*self.callees.get(here, ()), *self.wrappers.get(here, ())]
                self.follow((), wanted=called)
                stack.extend(called)
        return found
