"""What the child of ``os.fork()`` runs, wherever it is told from its parent."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model.accesses import reads_in
from mpcheck.model.hand_forks import HandFork, branches_at, ending_of_child, hand_fork, run_by_child, subject_of
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import Object

if TYPE_CHECKING:
    from mpcheck.model.forks import Fork
    from mpcheck.model.module import Module

#: What a child may call that takes no lock of a thread which it has inherited, and writes nothing.
_LOOKS = {
    *("os._exit", "os.getpid", "os.getppid", "builtins.len", "builtins.int", "sys._current_frames"),
    *(f"threading.{name}" for name in ("active_count", "current_thread", "enumerate", "get_ident", "main_thread")),
}
_THREAD_LOOKS = {"is_alive"}
#: Statements that may take a lock without a call being written.
_LOCKING = (ast.With, ast.AsyncWith, ast.Import, ast.ImportFrom)


def only_looks(module: Module, call: ast.Call) -> bool:
    """Whether the child of a fork does nothing but look at itself, and leaves by ``os._exit()``."""
    fork = hand_fork(module, call)
    if fork is None or ending_of_child(module, fork) is not None:
        return False
    child = Child(module, fork)
    if child.functions or any(isinstance(one, _LOCKING) for one in child.statements):
        return False
    called = [one for one in module.calls_by(child.body) if child.runs(one)]
    return bool(called) and all(_looks(module, one) for one in called)


def is_run_by_child(module: Module, node: ast.AST) -> bool:
    """Whether a node runs in the child alone of a fork that its own function makes."""
    forks = (call for call in module.calls_by(module.function(node)) if module.external_name(call.func) == "os.fork")
    partings = (hand_fork(module, call) for call in forks)
    return any(one is not None and module.statement(node) in run_by_child(module, one) for one in partings)


def _looks(module: Module, call: ast.Call) -> bool:
    if module.external_name(call.func) in _LOOKS:
        return True
    method = call.func if isinstance(call.func, ast.Attribute) else None
    return method is not None and method.attr in _THREAD_LOOKS and module.kinds(method.value) == {"thread"}


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
        self.file = module.ev.file(branches.test)
        self.statements = run_by_child(module, branches)
        calls = self.body.calls if self.body is not None else self.file.calls
        #: Those that it makes in the body itself.
        self.calls = [call for call in calls if self._is_in_body(call)]
        called = {one for call in self.calls for one in module.functions(module.contexts.values(call.func))}
        self.functions: set[FunctionInfo] = module.graph.reached_from(called) if called else set()

    def reads(self) -> Iterator[ast.expr]:
        """The names and attributes that it reads."""
        yield from (node for node in self.file.reads.get(self.body, ()) if self._is_in_body(node))
        yield from (node for function in self.functions for node in reads_in(self.module, function))

    def _is_in_body(self, node: ast.AST) -> bool:
        return self.module.function(node) is self.body and self.module.statement(node) in self.statements

    def runs(self, node: ast.AST) -> bool:
        return self._is_in_body(node) or self.module.function(node) in self.functions
