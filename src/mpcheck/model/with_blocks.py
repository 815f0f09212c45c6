"""What a ``with`` statement runs without a call being written: context managers are entered, and left at its end."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mpcheck.model.attributes import decorated_as, find_method
from mpcheck.model.calling import ENTERING, STACKS
from mpcheck.model.collect import FUNCTIONS
from mpcheck.model.handlers import MANAGING
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import CallContext, Function, Generator, Instance, Object, Value, origin
from mpcheck.model.worker import Made

if TYPE_CHECKING:
    from mpcheck.model.module import Module

ENTERS = ("__enter__", "__aenter__")
EXITS = ("__exit__", "__aexit__")


class WithBlocks:
    """The functions of a module that its ``with`` statements run."""

    def __init__(self, module: Module) -> None:
        self.module = module
        #: For each such function the places: an item of a ``with`` statement stands for its end.
        self.runs: dict[FunctionInfo, list[ast.AST]] = {}
        for node in module.found.nodes_of(ast.withitem):
            for function, place in self.run_by(node):
                self.runs.setdefault(function, []).append(place)

    def run_by(self, item: ast.withitem) -> Iterator[tuple[FunctionInfo, ast.AST]]:
        for one in self.module.values(item.context_expr):
            closed = _closed(self.module, one)
            methods = [(name, item.context_expr) for name in ENTERS] + [(name, item) for name in EXITS]
            for name, place in [("close", item)] if closed is not None else methods:
                info = getattr(closed or one, "info", None) if isinstance(closed or one, Instance) else None
                function = find_method(self.module.ev, info, name) if info is not None else None
                if function is not None:
                    yield function, place
            if isinstance(one, Generator) and one.function is not None and self.is_manager(one.function.info):
                yield one.function.info, item

    def made_in_leaving(self, manager: Value) -> Iterator[Made]:
        """The calls that leaving a context manager of the scanned code makes."""
        held = _closed(self.module, manager) or manager
        if isinstance(held, Instance):
            names = EXITS if held is manager else ("close",)
            methods = [found for name in names if (found := find_method(self.module.ev, held.info, name)) is not None]
            calls = [(call, _of_object(self.module, method, held)) for method in methods for call in method.calls]
        elif isinstance(held, Generator) and held.function is not None and self.is_manager(held.function.info):
            info = held.function.info
            calls = [(call, held.context) for call in info.calls if self.is_after_yield(info, call)]
        else:
            calls = []
        yield from (Made(call, context, (call,)) for call, context in calls)

    def entered_around(self, nodes: Iterable[ast.AST]) -> Iterator[ast.Call]:
        """The calls whose results are entered around one of the nodes, in its own function."""
        for node in nodes:
            for outer in self.module.ancestors(node):
                if isinstance(outer, FUNCTIONS):
                    break
                items = outer.items if isinstance(outer, (ast.With, ast.AsyncWith)) else []
                yield from (item.context_expr for item in items if isinstance(item.context_expr, ast.Call))

    def leaves(self, entered: Value, made: ast.AST) -> bool:
        """Whether leaving what a ``with`` statement has entered leaves what a call made: it is that, or a stack that has entered it."""
        if origin(entered) is made:
            return True
        into = self.on_stack(entered, ENTERING) if isinstance(entered, Object) and entered.name in STACKS else ()
        return any(origin(one) is made for call in into for one in self.module.values(call.args[0]))

    def on_stack(self, stack: Object, methods: Iterable[str]) -> Iterator[ast.Call]:
        """The calls of an exit stack's methods that are given something."""
        for call in (call for method in methods for call in self.module.method_calls(method)):
            owners = self.module.values(call.func.value) if isinstance(call.func, ast.Attribute) else ()
            if call.args and any(isinstance(one, Object) and one.call is stack.call for one in owners):
                yield call

    def is_manager(self, function: FunctionInfo) -> bool:
        """Whether a generator function is made into a context manager."""
        return function.is_generator and decorated_as(self.module.ev, function, *MANAGING)

    def places(self, function: FunctionInfo, node: ast.AST, call: ast.AST) -> list[ast.AST]:
        """Where in the caller a node of ``function`` happens that ``call`` leads to."""
        if not self.is_manager(function) or not self.is_after_yield(function, node):
            return [call]
        item = self.module.parent(call)
        return [item] if isinstance(item, ast.withitem) else []

    def bound_to(self, manager: ast.AST) -> list[ast.expr] | None:
        """What gets the result of entering a manager, by a block or an exit stack; None where nothing enters it there."""
        parent = self.module.parent(manager)
        if isinstance(parent, ast.withitem):
            return [parent.optional_vars] if parent.optional_vars is not None else []
        if not isinstance(parent, ast.Call) or parent.args != [manager] or not self._enters(parent):
            return None
        outer = self.module.parent(parent)
        outer = self.module.parent(outer) if isinstance(outer, ast.Await) else outer
        if isinstance(outer, ast.Assign):
            return outer.targets
        return [] if isinstance(outer, ast.Expr) else None

    def _enters(self, call: ast.Call) -> bool:
        """Whether a call enters its argument on an exit stack."""
        method = call.func if isinstance(call.func, ast.Attribute) and call.func.attr in ENTERING else None
        owners = self.module.values(method.value) if method is not None else ()
        return bool(owners) and all(isinstance(one, Object) and one.name in STACKS for one in owners)

    def is_after_yield(self, function: FunctionInfo, node: ast.AST) -> bool:
        """Whether a node of a generator runs only once it has yielded."""
        here = self.module.statement(node)
        flow = self.module.flow(node)
        return flow.always_before({self.module.statement(one) for one in function.yields}, here)


def _of_object(module: Module, method: FunctionInfo, owner: Instance) -> CallContext | None:
    """The context of a method that is called on an object without arguments that are known."""
    return module.ev.enter(Function(method), None, owner.context, (frozenset((owner,)),))


def _closed(module: Module, one: Value) -> Value | None:
    """What ``contextlib.closing(x)`` closes."""
    if (
        isinstance(one, Object)
        and one.name == "contextlib.closing"
        and isinstance(one.call, ast.Call)
        and one.call.args
    ):
        return next(iter(module.values(one.call.args[0], one.context)), None)
    return None
