"""What stands around a node: tests and exception handlers, in its own body and at every way to it."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from mpcheck.model.collect import FUNCTIONS
from mpcheck.model.conditions import conditions
from mpcheck.model.handlers import exceptions_caught, named
from mpcheck.model.imports import MISSING, platforms_of_imports
from mpcheck.model.nodes import parent_of, scope_of
from mpcheck.model.outcomes import holds
from mpcheck.model.parameters import passed
from mpcheck.model.refusing import Refusing
from mpcheck.model.scopes import FunctionInfo, Scope
from mpcheck.model.sources import sources
from mpcheck.model.tables.availability import PLATFORMS_OF
from mpcheck.model.values import External
from mpcheck.targets import PLATFORMS, Target

if TYPE_CHECKING:
    from mpcheck.model.calls import CallGraph
    from mpcheck.model.edge import Edge

#: Decorators of test frameworks that skip a test, and the outcome of their first argument that does.
_SKIPPING = {"skipif": True, "skipIf": True, "skipUnless": False}


class _Surroundings(NamedTuple):
    """What decides in its own body whether a node runs: tests, functions that are called before, imports that are tried."""

    tests: list[tuple[ast.expr, bool]]
    before: list[FunctionInfo]
    tried: list[frozenset[str]]


class Around:
    """The surroundings of the nodes of one module."""

    def __init__(self, graph: CallGraph) -> None:
        self.graph = graph
        self.ev = graph.ev
        self.found = graph.ev.found
        self.surroundings: dict[ast.AST, _Surroundings] = {}
        self.ways: dict[FunctionInfo, Sequence[ast.expr]] = {}
        self.called: dict[tuple[FunctionInfo, Target], bool] = {}
        self.refusing = Refusing(self.ev)

    def callers(self, function: FunctionInfo) -> list[ast.Call]:
        """The calls of a function, but for those that it makes itself."""
        return [edge.call for edge in self._edges(function)]

    def _edges(self, function: FunctionInfo) -> list[Edge]:
        edges = self.graph.callers.get(function, ())
        return [edge for edge in edges if scope_of(edge.call).enclosing_function is not function]

    # Tests

    def is_reached(self, node: ast.AST, target: Target) -> bool:
        """Whether a node may run on a target, by the tests around it, what runs before it, and those of each way to it.

        Ways to a node are the definitions that hold it and the calls of the functions that hold it; of a function that
        nothing calls, the places that hand it to something that may, and of such a method those that name its class.
        """
        if node not in self.surroundings:
            before = list(dict.fromkeys(self.refusing.before(node)))
            self.surroundings[node] = _Surroundings(conditions(self.ev, node), before, list(self._tried(node)))
        around = self.surroundings[node]
        if any(self._holds(test, target) not in (None, outcome) for test, outcome in around.tests):
            return False
        if any(self.refusing.refuses(function, target) for function in around.before):
            return False
        if any(target.platform not in platforms for platforms in around.tried):
            return False
        function = scope_of(node).enclosing_function
        return function is None or self._is_called(function, target)

    def importable(self, path: str, targets: frozenset[Target]) -> frozenset[Target]:
        """The targets on which importing a file does not end it by a test of the platform."""
        file = self.ev.project.load(path) if self.ev.project.always_imported(path).may_refuse else None
        if file is None:
            return targets
        return frozenset(target for target in targets if not self.refusing.is_refused(file, target))

    def _holds(self, test: ast.expr, target: Target) -> bool | None:
        """How a test comes out on a target; that of a parameter by what all callers pass."""
        known = holds(self.ev, test, target)
        if known is None and isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            inner = self._holds(test.operand, target)
            return None if inner is None else not inner
        function = scope_of(test).enclosing_function
        if known is not None or not isinstance(test, ast.Name) or function is None:
            return known
        bindings = function.scope.bindings.get(test.id, ())
        if [binding.kind for binding in bindings] != ["param"]:
            return None
        outcomes = {self._passed(edge, function, test.id, target) for edge in self._edges(function)}
        return outcomes.pop() if len(outcomes) == 1 else None

    def _passed(self, edge: Edge, function: FunctionInfo, name: str, target: Target) -> bool | None:
        """What a test of the argument that a call passes comes to; one that is written as a constant is there to be changed."""
        names = [one.arg for one in function.parameters]
        written = passed(self.ev, edge.call, names, name, None, len(edge.leading)) if edge.is_direct else None
        return None if written is None or isinstance(written, ast.Constant) else holds(self.ev, written, target)

    def _tried(self, node: ast.AST) -> Iterator[frozenset[str]]:
        """The platforms on which the imports of each ``try`` around a node, in its own body, come to the part that holds it.

        Modules have been found there, or one of them has not: in a handler for that.
        """
        child, parent = node, parent_of(node)
        while parent is not None and not isinstance(parent, FUNCTIONS):
            if isinstance(parent, ast.Try) and (child in parent.orelse or child in parent.body):
                before = parent.body[: parent.body.index(child)] if child in parent.body else parent.body
                yield from platforms_of_imports(before)
                yield from self._asked_in_vain(parent, before)
            elif (
                isinstance(parent, ast.Try)
                and isinstance(child, ast.ExceptHandler)
                and self._is_for_import(child, parent)
            ):
                yield frozenset(PLATFORMS).difference(
                    frozenset(PLATFORMS).intersection(*platforms_of_imports(parent.body))
                )
            child, parent = parent, parent_of(parent)

    def _asked_in_vain(self, tried: ast.Try, before: Sequence[ast.stmt]) -> Iterator[frozenset[str]]:
        """The platforms that have what statements ask for, where a handler takes that others do not."""
        caught = {name for one in tried.handlers if one.type is not None for name in named(self.ev, [one.type])}
        if not caught & {"AttributeError", "Exception"}:
            return
        for value in (one.value for one in before if isinstance(one, (ast.Expr, ast.Assign))):
            found = self.ev.evaluate(value.func if isinstance(value, ast.Call) else value)
            names = (one.name for one in found if isinstance(one, External))
            yield from (PLATFORMS_OF[name] for name in names if name in PLATFORMS_OF)

    def _is_for_import(self, handler: ast.ExceptHandler, tried: ast.Try) -> bool:
        """Whether a handler takes that a module is missing which not every platform has, and nothing else can go wrong."""
        imports = [one for one in tried.body if isinstance(one, (ast.Import, ast.ImportFrom))]
        is_alone = all(isinstance(one, (*FUNCTIONS, ast.ClassDef)) for one in tried.body if one not in imports)
        caught = {""} if handler.type is None else set(named(self.ev, [handler.type]))
        is_sure = caught <= MISSING or (is_alone and bool(caught & {"", "Exception", "BaseException", *MISSING}))
        return is_sure and bool(imports) and all(any(True for _ in platforms_of_imports([one])) for one in imports)

    def _is_called(self, function: FunctionInfo, target: Target) -> bool:
        key = (function, target)
        if key not in self.called:
            self.called[key] = True  # functions that only call each other are called by somebody unknown
            ways = self._ways(function)
            called = not ways or any(self.is_reached(way, target) for way in ways)
            self.called[key] = (
                called and not self._is_skipped(function, target) and self.is_reached(function.node, target)
            )
        return self.called[key]

    def _ways(self, function: FunctionInfo) -> Sequence[ast.expr]:
        if function not in self.ways:
            self.ways[function] = (
                self.callers(function)
                or self._references(function)
                or self._reads_of_method(function)
                or self._references_to_class(function)
            )
        return self.ways[function]

    def _is_skipped(self, function: FunctionInfo, target: Target) -> bool:
        """Whether a mark of the test function, its class or its file skips it on a target."""
        for mark in (one for written in self._marks(function) for one in self._written(written)):
            called = mark.func if isinstance(mark, ast.Call) else mark
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            tests = mark.args[:1] if isinstance(mark, ast.Call) and name in _SKIPPING else []
            if name == "skip" or any(holds(self.ev, test, target) is _SKIPPING[name] for test in tests):
                return True
        return False

    def _written(self, decorator: ast.expr) -> Iterable[ast.expr]:
        """A decorator, or what a name for one stands for: ``posix = pytest.mark.skipif(...)``."""
        return (isinstance(decorator, (ast.Name, ast.Attribute)) and sources(self.ev, decorator)) or [decorator]

    def _marks(self, function: FunctionInfo) -> list[ast.expr]:
        """The decorators of a function and its class, and what ``pytestmark`` adds to the tests of a file."""
        marks = [*function.decorators, *(function.cls.node.decorator_list if function.cls else ())]
        if function.name.startswith("test"):
            for binding in self.ev.file(function.node).module.bindings.get("pytestmark", ()):
                written = binding.value
                if isinstance(written, (ast.List, ast.Tuple)):
                    marks += written.elts
                elif isinstance(written, ast.expr):
                    marks.append(written)
        return marks

    def _references(self, function: FunctionInfo) -> list[ast.Name]:
        """The places outside a function of this file that name it."""
        names = self._uses_of(function.name, function.outer)
        return [name for name in names if scope_of(name).enclosing_function is not function]

    def _reads_of_method(self, method: FunctionInfo) -> list[ast.Attribute]:
        """The places in the other methods of its class that hand on a method which only the class is to know of."""
        if method.cls is None or not method.name.startswith("_") or method.name.endswith("__"):
            return []
        others = (other for other in method.cls.methods.values() if other is not method)
        return [
            node
            for other in others
            for node in self.found.reads.get(other, ())
            if isinstance(node, ast.Attribute) and node.attr == method.name and other.is_given_first(node.value)
        ]

    def _references_to_class(self, method: FunctionInfo) -> list[ast.Name]:
        """The places outside the class of a method that name the class."""
        if method.cls is None:
            return []
        own = method.cls.node
        return [name for name in self._uses_of(own.name, method.cls.outer) if not self._is_inside(name, own)]

    def _is_inside(self, node: ast.AST, outer: ast.AST) -> bool:
        scope: Scope | None = scope_of(node)
        while scope is not None and scope.node is not outer:
            scope = scope.parent
        return scope is not None

    def _uses_of(self, name: str, scope: Scope) -> list[ast.Name]:
        """The reads of a name that is bound in a scope of this file."""
        return [node for node in self._loads.get(name, ()) if scope_of(node).holder_of(name) is scope]

    @cached_property
    def _loads(self) -> dict[str, list[ast.Name]]:
        """The reads of each name of the file."""
        loads: dict[str, list[ast.Name]] = {}
        for name in self.found.names:
            loads.setdefault(name.id, []).append(name)
        return loads

    def open_tests(self, node: ast.AST, targets: Iterable[Target]) -> list[ast.expr]:
        """The tests around a node, in its own body, that the targets do not decide."""
        tests = [test for test, _ in conditions(self.ev, node)]
        return [test for test in tests if any(holds(self.ev, test, target) is None for target in targets)]

    # Handlers

    def exceptions_caught(self, node: ast.AST) -> set[str]:
        """The names of the exceptions that do not get past the handlers around a node, in its own body; "" for all."""
        return exceptions_caught(self.ev, node)

    def is_caught(self, node: ast.AST, name: str, seen: frozenset[FunctionInfo] = frozenset()) -> bool:
        """Whether a built-in exception that a node raises is taken around it, or around each call that leads to it."""
        classes = {"", *(cls.__name__ for cls in getattr(builtins, name).__mro__[:-1])}
        if self.exceptions_caught(node) & classes:
            return True
        function = scope_of(node).enclosing_function
        if function is None or function in seen:
            return False
        edges = self._edges(function)
        return bool(edges) and all(
            any(self.exceptions_caught(call) & classes for call in edge.through)
            or self.is_caught(edge.call, name, seen | {function})
            for edge in edges
        )
