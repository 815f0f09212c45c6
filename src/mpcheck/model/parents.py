"""What only the parent process runs, in which order, and how often."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model.attributes import bases
from mpcheck.model.calls import IMPORT, MAIN
from mpcheck.model.collect import COMPREHENSIONS, LOOPS
from mpcheck.model.conditions import is_body
from mpcheck.model.order import Frames, frames, step
from mpcheck.model.scopes import FunctionInfo

if TYPE_CHECKING:
    from mpcheck.model.module import Module

#: What unittest and pytest call before tests, in a class or a module, and how the names of these begin.
_PREPARING = frozenset(
    ("setUp", "asyncSetUp", "setUpClass", "setUpTestData", "setup_method", "setup_class", "setUpModule", "setup_module")
)
_TESTS = "test"


class Parent:
    """Questions on the code of a module that the parent of its worker processes runs."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.starters = self._find_starters()

    def _find_starters(self) -> set[FunctionInfo]:
        """The functions that hand work to processes, and those that call them."""
        tasks = [task for task in self.module.reached_tasks if task.where == "process"]
        work = [self.module.function(site) for task in tasks for site in task.event.sites]
        found: set[FunctionInfo] = set()
        while work:
            function = work.pop()
            if function is not None and function not in found:
                found.add(function)
                work += [self.module.function(edge.call) for edge in self.module.graph.callers.get(function, ())]
        return found

    def runs(self, node: ast.AST, seen: frozenset[FunctionInfo] = frozenset()) -> bool | None:
        """Whether the parent runs a node and no worker and no import does; None where others might.

        ``seen`` are the functions whose callers are being asked.
        """
        function = self.module.function(node)
        places = self.module.graph.place_of(node)
        if IMPORT in places or (function in self.module.worker_tasks and not self.module.graph.is_guarded(node)):
            return False
        if function is None or (MAIN in places and self._is_called(function)) or function in self.starters:
            return True
        if self._prepares_tests(function):
            return True
        if MAIN in places or self._callers(function) & self.starters:
            return None
        return self._enters_or_leaves(function, seen | {function})

    def _enters_or_leaves(self, function: FunctionInfo, seen: frozenset[FunctionInfo]) -> bool | None:
        """The same for a method that no call names, but ``with`` statements run."""
        places = self.module.with_blocks.runs.get(function, ())
        verdicts = {self.runs(place, seen) for place in places if self.module.function(place) not in seen}
        return True if True in verdicts else None if None in verdicts else False

    def _prepares_tests(self, function: FunctionInfo) -> bool:
        """Whether a test runner calls a function before tests that hand work to processes."""
        if function.name not in _PREPARING or function.is_local:
            return False
        if function.cls is None:
            return any(one.name.startswith(_TESTS) for one in self.starters)
        tests = (one for one in self.starters if one.name.startswith(_TESTS) and one.cls is not None)
        return any(function.cls in bases(self.module.ev, one.cls) for one in tests if one.cls is not None)

    def _is_called(self, function: FunctionInfo) -> bool:
        """Whether the file calls a function, and does not just hand it to something that may."""
        module = self.module
        edges = module.graph.callers.get(function, ())
        return any(function in module.functions(module.values(edge.call.func)) for edge in edges)

    def _callers(self, function: FunctionInfo) -> set[FunctionInfo]:
        """The functions that lead to a call of ``function``."""
        found: set[FunctionInfo] = set()
        work = [function]
        while work:
            for edge in self.module.graph.callers.get(work.pop(), ()):
                caller = self.module.function(edge.call)
                if caller is not None and caller not in found:
                    found.add(caller)
                    work.append(caller)
        return found

    def may_precede(self, first: ast.AST, second: ast.AST) -> bool:
        """Whether ``second`` may run after ``first``: decided in each function that leads to both of them.

        What one test does is meant for no other one.
        """
        module = self.module
        ones, twos = frames(module, [first]), frames(module, [second])
        pairs = [
            (one, two) for function in ones.keys() & twos.keys() for one in ones[function] for two in twos[function]
        ]
        if not pairs and _has_test(ones) and _has_test(twos):
            return False
        verdicts = [self._may_follow(one, two, own=module.function(first)) for one, two in pairs]
        return all(verdict is None for verdict in verdicts) or any(verdicts)

    def _may_follow(self, first: ast.AST, second: ast.AST, *, own: FunctionInfo | None) -> bool | None:
        """The same for two nodes of one body.

        One statement that leads to both decides nothing, unless it holds both, makes one call in order to make the
        other: ``App()`` in ``App().run()``, or calls one of several functions, and that once: ``COMMANDS[name]()``.
        """
        if first is second and self._is_choice(first) and not self.may_repeat(first):
            return False
        one, two = step(self.module, first), step(self.module, second)
        follows = self.module.flow(one).can_follow(one, two)
        if one is not two or self.module.function(first) is own:
            return follows
        is_made_before = first in self.module.ancestors(second)
        return (follows or bool(loops_around(self.module, first))) if is_made_before else None

    def _is_choice(self, node: ast.AST) -> bool:
        """Whether a node is the call of one of several functions."""
        return isinstance(node, ast.Call) and len(self.module.functions(self.module.values(node.func))) > 1

    def may_repeat(self, node: ast.AST, within: ast.AST | None = None) -> bool:
        """Whether a node can run more than once (for each run of ``within``, a node that it follows)."""
        module = self.module
        function = module.function(node)
        loops = loops_around(module, node)
        if within is not None and module.function(within) is function:
            return bool(set(loops) - set(loops_around(module, within)))
        if loops:
            return True
        return function is not None and self._called_often(function, {function})

    def _called_often(self, function: FunctionInfo, seen: set[FunctionInfo]) -> bool:
        calls = [edge.call for edge in self.module.graph.callers.get(function, ())]
        if len(calls) > 1 or any(loops_around(self.module, call) for call in calls):
            return True
        further = [
            caller for call in calls if (caller := self.module.function(call)) is not None and caller not in seen
        ]
        return any(self._called_often(caller, seen | {caller}) for caller in further)


def _has_test(bodies: Frames) -> bool:
    return any(function is not None and function.name.startswith(_TESTS) for function in bodies)


def loops_around(module: Module, node: ast.AST) -> list[ast.AST]:
    """The loops and comprehensions of its own function that run a node again and again, innermost first."""
    found: list[ast.AST] = []
    path = [node]
    for parent in module.ancestors(node):
        if is_body(parent, path[-1]):
            break
        if isinstance(parent, (*LOOPS, *COMPREHENSIONS)) and not any(part in path for part in _run_once(parent)):
            found.append(parent)
        path.append(parent)
    return found


def _run_once(loop: ast.AST) -> list[ast.AST]:
    """The parts of a loop that do not run once for each round."""
    if isinstance(loop, COMPREHENSIONS):
        return [loop.generators[0].iter]
    once: list[ast.AST] = [] if isinstance(loop, ast.While) else [loop.iter]  # type: ignore[attr-defined]
    return [*once, *loop.orelse]  # type: ignore[attr-defined]
