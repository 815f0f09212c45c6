"""What the child of ``os.fork()`` can get to: where its process ends, and where it does not."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model.attributes import api_name
from mpcheck.model.displays import last_name
from mpcheck.model.flow import ABORT, ENTRY, EXIT, Flow
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import BoundMethod, only

if TYPE_CHECKING:
    from mpcheck.model.module import Module

#: End the process, or become another program, without what Python does at its end.
EXECUTES = {f"os.exec{ending}" for ending in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")}
_ENDS_AT_ONCE = {"os._exit", "os.abort", *EXECUTES}
_EXITS = {"sys.exit", "builtins.exit", "builtins.quit"}
#: Whose servers serve until they are shut down, which their own thread cannot do.
_SERVERS = ("http.server.", "socketserver.", "wsgiref.simple_server.", "xmlrpc.server.")


class ChildFlow(Flow):
    """Control flow in which ``os._exit()`` leads nowhere, not even through ``finally``."""

    def __init__(self, module: Module, body: list[ast.stmt]) -> None:
        self.module = module
        super().__init__(body, self._exits)

    def _exits(self, statement: ast.stmt) -> bool:
        """Whether a statement is a call that always raises: of ``sys.exit()``, or of a function that ends so."""
        return _is_call_of(self.module, _EXITS, statement) or self._never_leads_to(statement, {EXIT})

    def simple(self, statement: ast.stmt) -> list[ast.AST]:
        return [] if self.ends_at_once(statement) else super().simple(statement)

    def build_Return(self, statement: ast.Return) -> list[ast.AST]:
        return [] if self.ends_at_once(statement) else super().build_Return(statement)

    def build_With(self, statement: ast.With | ast.AsyncWith) -> list[ast.AST]:
        if not any(map(self._ends_in_leaving, statement.items)):
            return super().build_With(statement)
        # Whatever leaves the block comes to its context manager, and no further.
        self.finals.append([])
        self.block(statement.body, [statement])
        self.finals.pop()
        return []

    build_AsyncWith = build_With

    def _ends_in_leaving(self, item: ast.withitem) -> bool:
        """Whether a context manager ends the process when the block is left."""
        left = [function for function, place in self.module.with_blocks.run_by(item) if place is item]
        return bool(left) and not any(map(self._may_be_left, left))

    def _may_be_left(self, function: FunctionInfo) -> bool:
        if not function.is_generator or isinstance(function.node, ast.Lambda) or self._is_recursive(function):
            return self._may_lead_to(function, {EXIT, ABORT})
        flow = ChildFlow(self.module, function.node.body)
        return not flow.reachable(map(self.module.statement, function.yields)).isdisjoint((EXIT, ABORT))

    def ends_at_once(self, statement: ast.stmt) -> bool:
        """Whether a statement is a call that never comes back: of ``os._exit()``, or of a function that ends so."""
        ends = _is_call_of(self.module, _ENDS_AT_ONCE, statement) or _kills_itself(self.module, statement)
        if ends or self._serves(statement):
            return True
        return self._never_leads_to(statement, {EXIT, ABORT})

    def ends_in_the_usual_case(self, node: ast.AST) -> bool:
        """Whether a node calls a function that comes to ``os._exit()`` if it does not fail before."""
        call = _called(node)
        if call is None or not self._never_leads_to(node, {EXIT}):
            return False
        functions = self.module.functions(self.module.values(call.func))
        statements = (one for function in functions for one in ast.walk(function.node) if isinstance(one, ast.Expr))
        return any(_is_call_of(self.module, _ENDS_AT_ONCE, one) for one in statements)

    def _serves(self, statement: ast.stmt) -> bool:
        """Whether a statement runs a server that no thread shuts down, so that its process is ended from outside."""
        call = _called(statement)
        if call is None or last_name(call.func) != "serve_forever":
            return False
        served = (one.receiver for one in only(BoundMethod, self.module.values(call.func)))
        is_server = any(self.module.ev.class_name(one).startswith(_SERVERS) for one in served)
        return is_server and not _shuts_down(self.module)

    def _never_leads_to(self, statement: ast.AST, ends: set[ast.AST]) -> bool:
        """Whether a statement calls a function of which no path has such an end."""
        call = _called(statement)
        functions = self.module.functions(self.module.contexts.values(call.func)) if call is not None else ()
        return bool(functions) and not any(self._may_lead_to(one, ends) for one in functions)

    def _may_lead_to(self, function: FunctionInfo, ends: set[ast.AST]) -> bool:
        known = self.module.ends_for_children
        if function not in known:
            # A function that calls itself, through others or not, is not followed, and may have any end.
            known[function] = {EXIT, ABORT}
            if not self._is_recursive(function):
                known[function] = self._ends_of(function)
        return bool(known[function] & ends)

    def _is_recursive(self, function: FunctionInfo) -> bool:
        graph = self.module.graph
        return function in graph.reached_from(graph.callees.get(function, ()))

    def _ends_of(self, function: FunctionInfo) -> set[ast.AST]:
        body = [] if isinstance(function.node, ast.Lambda) else function.node.body
        if not body or function.is_generator:
            return {EXIT, ABORT}
        return ChildFlow(self.module, body).reachable([ENTRY]) & {EXIT, ABORT}


def _shuts_down(module: Module) -> bool:
    """Whether a thread calls a method of this name, of whatever object."""
    tasks = [task for task in module.reached_tasks if task.where == "thread"]
    methods = {one.name for task in tasks for one in only(BoundMethod, task.callables)}
    functions = module.graph.reached_from({one for task in tasks for one in module.functions(task.callables)})
    return "shutdown" in methods or any(last_name(c.func) == "shutdown" for one in functions for c in one.calls)


def _kills_itself(module: Module, statement: ast.stmt) -> bool:
    """``os.kill(os.getpid(), signal.SIGKILL)``"""
    call = _called(statement)
    if call is None or len(call.args) != 2 or module.external_name(call.func) != "os.kill":
        return False
    process, signal = call.args
    is_own = isinstance(process, ast.Call) and module.external_name(process.func) == "os.getpid"
    return is_own and module.external_name(signal) == "signal.SIGKILL"


def _called(statement: ast.AST) -> ast.Call | None:
    value = statement.value if isinstance(statement, (ast.Expr, ast.Return, ast.Assign)) else None
    return value if isinstance(value, ast.Call) else None


def _is_call_of(module: Module, names: set[str], statement: ast.stmt) -> bool:
    call = _called(statement)
    return call is not None and any(api_name(one) in names for one in module.values(call.func))
