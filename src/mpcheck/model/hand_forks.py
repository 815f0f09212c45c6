"""``os.fork()``: what only the child runs, what only the parent runs, and how the child ends."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from mpcheck.model.child_flow import EXECUTES, ChildFlow
from mpcheck.model.flow import ABORT, EXIT, Flow
from mpcheck.model.values import Const, Object, Param, Unknown

if TYPE_CHECKING:
    from mpcheck.model.forks import Fork
    from mpcheck.model.module import Module

#: Functions that hand on what another one hands on.
_MAX_STEPS = 4
_MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Gt: ast.Lt, ast.Lt: ast.Gt, ast.GtE: ast.LtE, ast.LtE: ast.GtE}


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
    ``exits`` (as Python does at its end).  ``is_known`` is False where calls that are not seen may end it or its
    parent, or one does unless it fails before.
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


def _flow(module: Module, node: ast.AST) -> ChildFlow:
    function = module.function(node)
    if function is None:
        assert isinstance(module.tree, ast.Module)
        return ChildFlow(module, module.tree.body)
    assert not isinstance(function.node, ast.Lambda)
    return ChildFlow(module, function.node.body)


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
    if any(_leaves_child_alone(module, flow, one) for one in (fork, *_later_partings(module, flow, fork))):
        return None
    alone = ofchild - ofparent
    # What the parent alone calls may end it, as in a function that is told how to leave.
    is_known = not calls_unknown(module, ofchild ^ ofparent) and not any(map(flow.ends_in_the_usual_case, alone))
    is_known = is_known and not _is_told_by_flag(alone, ofchild & ofparent)
    if ofchild & ofparent - {EXIT, ABORT}:
        return Ending("goes on", is_known)
    exits = any(ABORT in flow.after.get(node, ()) for node in ofchild if not _is_error(module, node))
    if EXIT in ofchild:
        return Ending("exits" if module.function(fork.call) is None else "returns", is_known)
    return Ending("exits", is_known) if exits else None


def _is_told_by_flag(alone: set[ast.AST], shared: set[ast.AST]) -> bool:
    """Whether the child notes that it is one, where what both come to asks for that: ``is_child = True``."""
    noted = {
        ast.unparse(target)
        for node in alone
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
    }
    tests = (node.test for node in shared if isinstance(node, (ast.If, ast.While)))
    return bool(noted) and any(
        isinstance(one, (ast.Name, ast.Attribute)) and ast.unparse(one) in noted
        for test in tests
        for one in ast.walk(test)
    )


def _is_error(module: Module, node: ast.AST) -> bool:
    """Whether a statement raises something other than what ends a process: that is not how a child is meant to leave."""
    if not isinstance(node, ast.Raise):
        return False
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return raised is None or module.external_name(raised) != "builtins.SystemExit"


def _leaves_child_alone(module: Module, flow: Flow, fork: HandFork) -> bool:
    """Whether the parent comes to its end where it parts from the child: a program that goes on in the background."""
    around = {fork.test, *_handlers_around(module, fork.test)}
    ofchild, ofparent = _reached(flow, fork.child, around), _reached(flow, fork.parent, around)
    return EXIT not in ofparent and not ofparent & ofchild - {ABORT}


def _later_partings(module: Module, flow: Flow, fork: HandFork) -> Iterator[HandFork]:
    """Further tests of the same process id, after what both have done, to which the parent comes in any case."""
    written, made = _results(module, fork.call), module.statement(fork.call)
    others = [node for node in module.ev.file(fork.call).nodes_of(ast.Name, ast.Attribute) if _is_bound(node, written)]
    bound = {module.statement(node) for node in others} - {made}
    for test in _tests(module, fork.call):
        if test is not fork.test and ast.unparse(subject_of(test.test)) in written:
            is_same = flow.can_follow(made, test, bound)
            parted = branches_at(module, fork.call, test) if is_same else None
            if parted is not None and EXIT not in _reached(flow, fork.parent, {test}):
                yield parted


def _is_bound(node: ast.Name | ast.Attribute, written: set[str]) -> bool:
    return isinstance(node.ctx, ast.Store) and ast.unparse(node) in written


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
    return any(isinstance(sub, ast.Call) and module.external_name(sub.func) in EXECUTES for sub in calls)


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
        for one in module.contexts.values(sub.func)
    )
