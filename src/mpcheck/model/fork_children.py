"""What the child of ``os.fork()`` runs, wherever it is told from its parent."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mpcheck.model.hand_forks import HandFork, branches_at, hand_fork, run_by_child, subject_of
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import Object

if TYPE_CHECKING:
    from mpcheck.model.forks import Fork
    from mpcheck.model.module import Module


def partings(module: Module, fork: Fork) -> list[HandFork]:
    """Where the child of a fork by hand is told from its parent.

    In the body that forks; else where the number of the child is passed to, or is found in an attribute.
    """
    call = fork.event.call
    own = hand_fork(module, call)
    if own is not None:
        return [own]
    tests = (test for file in {module.found, module.ev.file(call)} for test in file.nodes_of(ast.If))
    found = (branches_at(module, call, test) for test in tests if _asks_for_child(module, test, call))
    return [branches for branches in found if branches is not None]


def _asks_for_child(module: Module, test: ast.If, fork: ast.Call) -> bool:
    subject = subject_of(test.test)
    if not isinstance(subject, (ast.Name, ast.Attribute)) or module.function(test) is module.function(fork):
        return False
    return any(isinstance(one, Object) and one.call is fork for one in module.contexts.values(subject))


class Child:
    """What the child of a fork runs from a parting on, and its parent does not."""

    def __init__(self, module: Module, branches: HandFork) -> None:
        self.module = module
        self.body = module.function(branches.test)
        self.statements = run_by_child(module, branches)
        calls = self.body.calls if self.body is not None else module.ev.file(branches.test).calls
        called = {
            one
            for call in calls
            if self._is_in_body(call)
            for one in module.functions(module.contexts.values(call.func))
        }
        self.functions: set[FunctionInfo] = module.graph.reached_from(called) if called else set()

    def _is_in_body(self, node: ast.AST) -> bool:
        return self.module.function(node) is self.body and self.module.statement(node) in self.statements

    def runs(self, node: ast.AST) -> bool:
        return self._is_in_body(node) or self.module.function(node) in self.functions
