"""``os.fork()``: what only the child runs, what only the parent runs, and how the child ends."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from mpcheck.model.attributes import api_name
from mpcheck.model.displays import last_name
from mpcheck.model.flow import ABORT, ENTRY, EXIT, Flow
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import BoundMethod, Const, Object, Param, Unknown, only

if TYPE_CHECKING:
    from mpcheck.model.forks import Fork
    from mpcheck.model.module import Module

#: End the process, or become another program, without what Python does at its end.
_EXECUTES = {f"os.exec{ending}" for ending in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")}
_ENDS_AT_ONCE = {"os._exit", "os.abort", *_EXECUTES}
_EXITS = {"sys.exit", "builtins.exit", "builtins.quit"}
#: Whose servers serve until they are shut down, which their own thread cannot do.
_SERVERS = ("http.server.", "socketserver.", "wsgiref.simple_server.", "xmlrpc.server.")
#: Functions that hand on what another one hands on.
_MAX_STEPS = 4
_MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Gt: ast.Lt, ast.Lt: ast.Gt, ast.GtE: ast.LtE, ast.LtE: ast.GtE}


class _ChildFlow(Flow):
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

    def ends_at_once(self, statement: ast.stmt) -> bool:
        """Whether a statement is a call that never comes back: of ``os._exit()``, or of a function that ends so."""
        if _is_call_of(self.module, _ENDS_AT_ONCE, statement) or self._serves(statement):
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
        functions = self.module.functions(self.module.values(call.func)) if call is not None else ()
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
        return _ChildFlow(self.module, body).reachable([ENTRY]) & {EXIT, ABORT}


def _shuts_down(module: Module) -> bool:
    """Whether a thread calls a method of this name, of whatever object."""
    tasks = [task for task in module.reached_tasks if task.where == "thread"]
    methods = {one.name for task in tasks for one in only(BoundMethod, task.callables)}
    functions = module.graph.reached_from({one for task in tasks for one in module.functions(task.callables)})
    return "shutdown" in methods or any(last_name(c.func) == "shutdown" for one in functions for c in one.calls)


@dataclass(frozen=True, eq=False, slots=True)
class HandFork:
    """A call that gives what ``os.fork()`` gave, and whose result the same body tests.

    ``child`` and ``parent`` are the statements with which each of them goes on.
    """

    call: ast.Call
    test: ast.If
    child: Sequence[ast.AST]
    parent: Sequence[ast.AST]


@dataclass(frozen=True, slots=True)
class Ending:
    """How a child ends that does not end by ``os._exit()``.

    ``how``: ``returns`` (to the caller of the function), ``goes on`` (with code that the parent runs, too),
    ``exits`` (as Python does at its end).  ``is_known`` is False where calls that are not seen may end it, or one
    does unless it fails before.
    """

    how: str
    is_known: bool


def hand_forks(module: Module, fork: Fork) -> list[HandFork]:
    """Where this file tells the child of a fork from its parent.

    What the body that forks hands on, untested or in the child as well, is told apart by those who call it.
    """
    found: list[HandFork] = []
    level = [fork.event.call]
    for _ in range(_MAX_STEPS):
        for call in level:
            branches = hand_fork(module, call) if module.is_here(call) else None
            found += [branches] if branches is not None else []
        level = [outer for call in level for outer in _handed_to(module, call, fork.event.call)]
    return found


def _handed_to(module: Module, call: ast.Call, made: ast.Call) -> list[ast.Call]:
    """The calls of the function around a call whose results are that of the fork, or a constant."""
    function = module.function(call)
    edges = module.graph.callers.get(function, ()) if function is not None else ()
    return [edge.call for edge in edges if edge.is_direct and not edge.is_late and _is_result(module, edge.call, made)]


def _is_result(module: Module, call: ast.Call, made: ast.Call) -> bool:
    values = module.values(call)
    forked = [one for one in values if isinstance(one, Object) and one.call is made]
    return bool(forked) and all(one in forked or isinstance(one, Const) for one in values)


def hand_fork(module: Module, call: ast.Call) -> HandFork | None:
    """The branches of a fork; None where its result is not tested in the same body."""
    written = _results(module, call)
    for test in _tests(module, call):
        if ast.unparse(subject_of(test.test)) in written or call in ast.walk(test.test):
            branches = branches_at(module, call, test)
            if branches is not None:
                return branches
    return None


def _results(module: Module, call: ast.Call) -> set[str]:
    """The expressions to which the process id is assigned, as they are written."""
    parent = module.parent(call)
    targets = [*getattr(parent, "targets", ()), *([parent.target] if isinstance(parent, ast.NamedExpr) else ())]
    firsts = (target.elts[0] if isinstance(target, ast.Tuple) and target.elts else target for target in targets)
    return {ast.unparse(target) for target in firsts}


def _tests(module: Module, call: ast.Call) -> Iterator[ast.If]:
    """The ``if`` statements of the same body from the fork on."""
    function = module.function(call)
    return (
        node
        for node in module.ev.file(call).nodes_of(ast.If)
        if module.function(node) is function and node.lineno >= call.lineno
    )


def subject_of(test: ast.expr) -> ast.expr:
    """What a test looks at: ``pid`` of ``pid == 0``, ``0 == pid`` and ``not pid``."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return subject_of(test.operand)
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        return test.comparators[0] if isinstance(test.left, ast.Constant) else test.left
    return test


def _means_child(test: ast.expr) -> bool | None:
    """Whether a test of the process id is true in the child, and only there; None where it tells nothing."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = _means_child(test.operand)
        return None if inner is None else not inner
    if not isinstance(test, ast.Compare):
        return False if isinstance(test, (ast.Name, ast.Attribute, ast.Call, ast.NamedExpr)) else None
    if len(test.ops) != 1:
        return None
    operator: type[ast.cmpop] = type(test.ops[0])
    number = test.comparators[0]
    if isinstance(test.left, ast.Constant):
        operator, number = _MIRRORED.get(operator, operator), test.left
    if not isinstance(number, ast.Constant) or number.value != 0:
        name = number.id if isinstance(number, ast.Name) else ""
        return operator is ast.Eq if name in ("CHILD", "_CHILD") else None
    return {ast.Eq: True, ast.Is: True, ast.NotEq: False, ast.IsNot: False, ast.Gt: False}.get(operator)


def branches_at(module: Module, call: ast.Call, test: ast.If) -> HandFork | None:
    """The branches of a fork at a test of its result; None where the test does not tell the child from the parent."""
    child_if_true = _means_child(test.test)
    if child_if_true is None:
        return None
    flow, first = _flow(module, test), [*test.body[:1]]
    handlers = _handlers_around(module, test)
    other = [node for node in flow.after[test] if node not in first and node not in handlers]
    return HandFork(call, test, first, other) if child_if_true else HandFork(call, test, other, first)


def _flow(module: Module, node: ast.AST) -> _ChildFlow:
    function = module.function(node)
    if function is None:
        assert isinstance(module.tree, ast.Module)
        return _ChildFlow(module, module.tree.body)
    assert not isinstance(function.node, ast.Lambda)
    return _ChildFlow(module, function.node.body)


def _handlers_around(module: Module, node: ast.AST) -> set[ast.AST]:
    """The first statements of the handlers that take exceptions of a node: not where a child goes in the usual case."""
    around = [node, *module.ancestors(node)]
    found: set[ast.AST] = set()
    for child, parent in pairwise(around):
        if isinstance(parent, ast.Try) and child in parent.body:
            found |= {handler.body[0] for handler in parent.handlers}
    return found


def ending_of_child(module: Module, fork: HandFork) -> Ending | None:
    """How the child ends; None if by ``os._exit()`` or as another program, or if it is the only one to go on."""
    flow = _flow(module, fork.test)
    around = {fork.test, *_handlers_around(module, fork.test)}  # the next fork is looked at by itself
    ofchild, ofparent = _reached(flow, fork.child, around), _reached(flow, fork.parent, around)
    if EXIT not in ofparent and not ofparent & ofchild - {ABORT}:
        return None  # the parent has come to its end: a program that goes on in the background
    alone = ofchild - ofparent
    is_known = not calls_unknown(module, alone) and not any(map(flow.ends_in_the_usual_case, alone))
    if ofchild & ofparent - {EXIT, ABORT}:
        return Ending("goes on", is_known)
    exits = any(ABORT in flow.after.get(node, ()) for node in ofchild if not isinstance(node, ast.Raise))
    if EXIT in ofchild:
        return Ending("exits" if module.function(fork.call) is None else "returns", is_known)
    return Ending("exits", is_known) if exits else None


def parent_goes_on(module: Module, fork: HandFork) -> bool:
    """Whether the parent has something to do after the fork, other than to end: it comes to the end of the body, or forks again."""
    reached = _reached(_flow(module, fork.test), fork.parent, _handlers_around(module, fork.test))
    return bool(reached & {EXIT, module.statement(fork.call)})


def _reached(flow: Flow, starts: Iterable[ast.AST], avoiding: set[ast.AST]) -> set[ast.AST]:
    found = {node for node in starts if node not in avoiding}
    return found | flow.reachable(found, avoiding)


def run_by_child(module: Module, fork: HandFork) -> set[ast.AST]:
    """The statements of the body that the child runs and the parent doesn't."""
    flow = _flow(module, fork.test)
    around = {fork.test, *_handlers_around(module, fork.test)}
    return _reached(flow, fork.child, around) - _reached(flow, fork.parent, around)


def run_by_parent(module: Module, fork: HandFork) -> set[ast.AST]:
    """The statements of the body that the parent runs, and the child may as well."""
    return _reached(_flow(module, fork.test), fork.parent, {fork.test, *_handlers_around(module, fork.test)})


def only_executes(module: Module, call: ast.Call) -> bool:
    """Whether the child becomes another program as the first thing that matters."""
    fork = hand_fork(module, call)
    flow = _flow(module, fork.test) if fork is not None else None
    if fork is None or flow is None:
        return False
    reached = _reached(flow, fork.child, _handlers_around(module, fork.test))
    calls = (sub for node in reached if isinstance(node, ast.stmt) for sub in ast.walk(node))
    return any(isinstance(sub, ast.Call) and module.external_name(sub.func) in _EXECUTES for sub in calls)


def returns_what_it_is(module: Module, fork: HandFork) -> bool:
    """Whether the function gives back a value in the child, by which its caller tells it from the parent."""
    reached = _reached(_flow(module, fork.test), fork.child, set())
    return any(isinstance(node, ast.Return) and node.value is not None for node in reached)


def calls_unknown(module: Module, statements: set[ast.AST]) -> bool:
    """Whether statements call what is not known."""
    calls = (sub for node in statements if isinstance(node, ast.stmt) for sub in ast.walk(node))
    return any(
        isinstance(one, (Unknown, Param))
        for sub in calls
        if isinstance(sub, ast.Call)
        for one in module.values(sub.func)
    )


def _called(statement: ast.AST) -> ast.Call | None:
    value = statement.value if isinstance(statement, (ast.Expr, ast.Return, ast.Assign)) else None
    return value if isinstance(value, ast.Call) else None


def _is_call_of(module: Module, names: set[str], statement: ast.stmt) -> bool:
    call = _called(statement)
    return call is not None and any(api_name(one) in names for one in module.values(call.func))
