"""Dynamic dispatch: the methods of subclasses that base classes come to by calling methods of ``self``.

The call of the base class's method, on an object that is known to be one of a subclass, counts as a call of what it comes
to: who calls the same method on other objects has nothing to do with it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.edge import Edge
from mpcheck.model.nodes import scope_of
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.values import BoundMethod, CallContext, Function, Instance, Value, Values, in_order, only

if TYPE_CHECKING:
    from mpcheck.model.calls import CallGraph
    from mpcheck.model.evaluate import Evaluator

_MAX_DEPTH = 3
#: Of more subclasses nobody could say which one is meant.
_MAX_SUBCLASSES = 8
#: Decorators of methods that are called with something else than their object.
_OTHERWISE_BOUND = ("builtins.staticmethod", "builtins.classmethod", "builtins.property")


@dataclass(frozen=True, slots=True)
class Dispatched:
    """A method that a method of a base class comes to ``through`` calls on ``self``.

    ``overrides``: for an object of the base class the last of these calls means another method, or none.
    """

    method: FunctionInfo
    through: tuple[ast.Call, ...]
    overrides: bool


class Dispatch:
    """Adds these calls to a call graph."""

    def __init__(self, graph: CallGraph) -> None:
        self.graph = graph
        self.ev: Evaluator = graph.ev
        #: For methods of base classes: contexts in which their object is one of a subclass, and the calls that lead there.
        self.contexts: dict[FunctionInfo, list[tuple[CallContext, tuple[ast.Call, ...]]]] = {}
        self._known: dict[tuple[FunctionInfo, ClassInfo], list[Dispatched]] = {}

    def add_called(self, call: ast.Call, one: Function, leading: tuple[Values, ...]) -> None:
        """Add what a method of a base class, called on an object of a subclass, calls on that object."""
        for receiver in only(Instance, leading[0] if leading else ()):
            if one.info.cls in (None, receiver.info):
                continue
            itself: Values = frozenset((receiver,))
            entered: dict[tuple[ast.Call, ...], CallContext | None] = {(): self.ev.enter(one, call, None, (itself,))}
            self._note(one.info, entered[()], (call,))
            for found in self.on_self(one.info, receiver.info):
                outer, inner = entered[found.through[:-1]], Function(found.method)
                entered[found.through] = self.ev.enter(inner, found.through[-1], outer, (itself,))
                self._note(found.method, entered[found.through], (call, *found.through))
                self._add(call, found, itself, found.through)

    def add_handed(self, method: FunctionInfo, arguments: tuple[Values, ...]) -> None:
        """The same for a method that runs elsewhere: its own calls are the first that are known."""
        for receiver in only(Instance, in_order(arguments[0])):
            for found in self.on_self(method, receiver.info):
                self._add(found.through[0], found, frozenset((receiver,)), found.through[1:])

    def add_implementations(self, call: ast.Call, called: Iterable[Value]) -> None:
        """Add what calls of abstract methods may run, where nothing is known of the object but its base class."""
        function = scope_of(call).enclosing_function
        for one in () if function is not None and _is_on_self(function, call) else only(BoundMethod, called):
            if one.function is not None and isinstance(one.receiver, Instance) and one.receiver.call is None:
                for info, method in self.implementations(one.function.info):
                    self.graph.add(call, BoundMethod(Instance(info), one.name, Function(method)), ())

    def _note(self, method: FunctionInfo, context: CallContext | None, sites: tuple[ast.Call, ...]) -> None:
        if context is not None:
            self.contexts.setdefault(method, []).append((context, sites))

    def _add(self, call: ast.Call, found: Dispatched, itself: Values, through: tuple[ast.Call, ...]) -> None:
        if found.overrides:
            edge = Edge(call, (itself,), is_direct=False, through=through)
            self.graph.callers.setdefault(found.method, []).append(edge)
            caller = scope_of(call).enclosing_function
            self.graph.callees.setdefault(caller, set()).add(found.method)

    def on_self(self, method: FunctionInfo, info: ClassInfo) -> list[Dispatched]:
        """What a method of a base class comes to by calls on ``self`` where that is an object of the class ``info``."""
        key = (method, info)
        if key not in self._known:
            self._known[key] = list(self._search(method, info))
        return self._known[key]

    def _search(self, first: FunctionInfo, info: ClassInfo) -> Iterator[Dispatched]:
        seen = {first}
        stack: list[tuple[FunctionInfo, tuple[ast.Call, ...]]] = [(first, ())]
        while stack:
            method, through = stack.pop()
            if method.cls is None or method.cls is info or len(through) == _MAX_DEPTH:
                continue
            for call, name in _calls_on_self(method):
                called = attributes.find_method(self.ev, info, name)
                if called is None or called in seen or attributes.decorated_as(self.ev, called, *_OTHERWISE_BOUND):
                    continue
                seen.add(called)
                way = (*through, call)
                yield Dispatched(called, way, attributes.find_method(self.ev, method.cls, name) is not called)
                stack.append((called, way))

    def implementations(self, method: FunctionInfo) -> list[tuple[ClassInfo, FunctionInfo]]:
        """The classes of its file, and of the scanned one, that fill in a method which a base class leaves to them."""
        if method.cls is None or not method.is_placeholder:
            return []
        files = dict.fromkeys((self.ev.found, self.ev.file(method.node)))
        found = [
            (info, info.methods[method.name])
            for file in files
            for info in file.classes
            if method.name in info.methods and method.cls in attributes.bases(self.ev, info)[1:]
        ]
        return found if len(found) <= _MAX_SUBCLASSES else []


def _calls_on_self(method: FunctionInfo) -> Iterator[tuple[ast.Call, str]]:
    for call in method.calls:
        if isinstance(call.func, ast.Attribute) and _is_on_self(method, call):
            yield call, call.func.attr


def _is_on_self(function: FunctionInfo, call: ast.Call) -> bool:
    """Whether a call is one of a method of what a function gets first."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    return isinstance(owner, ast.Name) and bool(function.parameters) and owner.id == function.parameters[0].arg
