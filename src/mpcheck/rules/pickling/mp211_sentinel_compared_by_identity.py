"""MP211: an object that marks an end or a gap is looked for by identity after it crossed to another process."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.contexts import Contexts
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.sentinels import Sent, is_received, sentinels_in, sentinels_sent
from mpcheck.rules.base import Example, Outcome, Rule


@dataclass(frozen=True, slots=True)
class _Test:
    """A comparison of ``value`` with ``marker`` at ``node``; ``identity``: by ``is``."""

    node: ast.expr
    value: ast.expr
    marker: ast.expr
    identity: bool = True


def check(module: Module) -> Iterator[Finding]:
    """Report tests that a copy made by pickle never passes."""
    sent = sentinels_sent(module)
    if not sent:
        return
    contexts = module.contexts
    reported: set[ast.AST] = set()
    for test in _tests(module):
        for one in sentinels_in(module.ev, contexts.values(test.marker), identity=test.identity):
            for way in sent.get(one, ()):
                if test.node not in reported and _has_arrived(module, contexts, test, way):
                    reported.add(test.node)
                    yield from _report(module, test, way)


def _tests(module: Module) -> Iterator[_Test]:
    """The tests of this file, and those in functions of other files that it leads to."""
    elsewhere = {*module.functions_called, *module.foreign_worker_functions}
    files = {module.ev.file(function.node): None for function in module.graph.in_order(elsewhere)}
    compared = (node for file in files for node in file.nodes_of(ast.Compare) if module.function(node) in elsewhere)
    for node in (*module.found.nodes_of(ast.Compare), *compared):
        operator, other = node.ops[0], node.comparators[0]
        if len(node.ops) == 1 and isinstance(operator, (ast.Is, ast.IsNot, ast.Eq, ast.NotEq)):
            for value, marker in ((node.left, other), (other, node.left)):
                if isinstance(marker, (ast.Name, ast.Attribute)):
                    yield _Test(node, value, marker, isinstance(operator, (ast.Is, ast.IsNot)))
        if len(node.ops) == 1 and isinstance(operator, (ast.In, ast.NotIn)):
            members = other.elts if isinstance(other, (ast.Tuple, ast.List, ast.Set)) else ()
            yield from (
                _Test(node, node.left, one, False) for one in members if isinstance(one, (ast.Name, ast.Attribute))
            )
    matched = (node for file in files for node in file.nodes_of(ast.Match) if module.function(node) in elsewhere)
    for match in (*module.found.nodes_of(ast.Match), *matched):
        for pattern in (case.pattern for case in match.cases if isinstance(case.pattern, ast.MatchValue)):
            yield _Test(pattern.value, match.subject, pattern.value, identity=False)
    called = (call for function in module.graph.in_order(elsewhere) for call in function.calls)
    for call in (*module.found.calls, *called):
        if len(call.args) == 2 and module.external_name(call.func) == "builtins.iter":
            yield _Test(call, call.args[0], call.args[1], identity=False)


def _has_arrived(module: Module, contexts: Contexts, test: _Test, way: Sent) -> bool:
    """Whether the value that is compared may have come from another process."""
    values = contexts.values(test.value)
    if way.role == "argument":
        arrived = way.sentinel in values and _is_sent_to(module, way, module.function(test.node))
        return arrived and _is_own(module, test.marker)
    return any(is_received(module.ev, one, way.role) for one in values)


def _is_sent_to(module: Module, way: Sent, function: FunctionInfo | None) -> bool:
    """Whether the task with which a sentinel is sent runs this very function."""
    tasks = (task for task in module.worker_tasks.get(function, ()) if task.event is way.event) if function else ()
    return any(function in module.functions(task.callables) for task in tasks)


def _is_own(module: Module, marker: ast.expr) -> bool:
    """Whether the marker is looked up in the process that compares, and did not arrive together with the value."""
    base = marker
    while isinstance(base, ast.Attribute):
        base = base.value
    if not isinstance(base, ast.Name):
        return False
    scope = module.scope(base).holder_of(base.id)
    return scope is not None and scope.is_module


def _report(module: Module, test: _Test, way: Sent) -> Iterator[Finding]:
    targets = module.targets_of(way.event)
    if way.new_process:
        targets = frozenset(target for target in targets if target.start_method != "fork")
    text = ast.unparse(test.marker)
    message = f"`{text}` arrives as a copy, which is not the object that `{text}` is here: the test never succeeds"
    related = [(way.node, "sent to another process here")]
    yield from RULE.at(module, test.node, message, breaks=targets, related=related)


_QUEUE = """
import multiprocessing as mp

DONE = object()


def consume(queue):
    while True:
        item = queue.get()
        if item is DONE:  # MP211
            break


if __name__ == "__main__":
    queue = mp.Queue()
    consumer = mp.Process(target=consume, args=(queue,))
    consumer.start()
    queue.put(1)
    queue.put(DONE)
    consumer.join()
"""

_ITER = """
from multiprocessing import Pipe, Process


class Stop:
    pass


class Stage:
    STOP = Stop()

    def __init__(self):
        self.receiver, self.sender = Pipe(duplex=False)
        self.total = 0

    def work(self):
        for item in iter(self.receiver.recv, Stage.STOP):  # MP211
            self.total += item

    def end(self):
        self.sender.send(Stage.STOP)


if __name__ == "__main__":
    stage = Stage()
    process = Process(target=stage.work)
    process.start()
    stage.sender.send(1)
    stage.end()
    process.join()
    print("ok" if process.exitcode == 0 else "failed")
"""

_TASK = """
from concurrent.futures import ProcessPoolExecutor

MISSING = object()


def describe(value=MISSING):
    return "nothing" if value is MISSING else "something"  # MP211


def main():
    with ProcessPoolExecutor(1) as executor:
        print("ok" if executor.submit(describe, MISSING).result() == "nothing" else "wrong")


if __name__ == "__main__":
    main()
"""

_PROCESS = """
import multiprocessing as mp

UNSET = object()


def work(limit, answers):
    answers.put("no limit" if limit is UNSET else "limited")  # MP211


if __name__ == "__main__":
    answers = mp.SimpleQueue()
    process = mp.Process(target=work, args=(UNSET, answers))
    process.start()
    print("ok" if answers.get() == "no limit" else "wrong")
    process.join()
"""

_BY_NAME = """
import enum
import multiprocessing as mp


class Signal(enum.Enum):
    DONE = 1


class Stop:
    pass


class Single:
    def __reduce__(self):
        return "SINGLE"


SINGLE = Single()


def consume(queue):
    for marker in (None, Signal.DONE, Stop, Ellipsis, SINGLE):
        while queue.get() is not marker:
            pass


if __name__ == "__main__":
    queue = mp.Queue()
    consumer = mp.Process(target=consume, args=(queue,))
    consumer.start()
    for item in (1, None, 2, Signal.DONE, 3, Stop, 4, ..., 5, SINGLE):
        queue.put(item)
    consumer.join()
    print("ok")
"""

_THREADS = """
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

DONE = object()


def consume(items):
    return list(iter(items.get, DONE))


def main():
    items = queue.Queue()
    with ThreadPoolExecutor(1) as executor:
        future = executor.submit(consume, items)
        for item in (1, 2, DONE):
            items.put(item)
        assert future.result() == [1, 2]
    thread = threading.Thread(target=consume, args=(items,))
    thread.start()
    items.put(DONE)
    thread.join()


if __name__ == "__main__":
    main()
    print("ok")
"""

_NOT_SENT = """
import multiprocessing as mp

MISSING = object()


class Version:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return isinstance(other, Version) and self.number == other.number


LAST = Version(9)


def get(mapping, key, default=MISSING):
    found = mapping.get(key, MISSING)
    if found is MISSING:
        return None if default is MISSING else default
    return found


def work(version, answers):
    answers.put(version == LAST)
    answers.put(LAST)


if __name__ == "__main__":
    with mp.Pool(1) as pool:
        assert pool.apply(get, ({}, "a")) is None
        assert pool.apply(get, ({}, "a", 3)) == 3
    answers = mp.SimpleQueue()
    process = mp.Process(target=work, args=(LAST, answers))
    process.start()
    assert answers.get()
    assert answers.get() == LAST
    process.join()
    print("ok")
"""

RULE = Rule(
    code="MP211",
    name="sentinel-compared-by-identity",
    summary="A marker made by object() or a plain class is sent to another process and looked for there by identity.",
    why=(
        "What crosses is pickled, and unpickling makes a new object: it is not the one that the name means in the process "
        "that receives it, and object() is equal to itself only. So a consumer never sees the end, and a default is taken "
        "for a value. Messages and tasks are copied under every start method, arguments of a Process under spawn and "
        "forkserver. None, Ellipsis, members of an Enum, classes and functions arrive as what they were."
    ),
    cure="Use None or a member of an Enum as the marker, which stay themselves when they are unpickled.",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/pickle.html#what-can-be-pickled-and-unpickled",
        "https://docs.python.org/3/library/multiprocessing.html#pipes-and-queues",
    ),
    catalogue=("B16",),
    bad=(
        Example(_QUEUE, Outcome("hangs")),
        Example(_ITER, Outcome("wrong", "failed")),
        Example(_TASK, Outcome("wrong", "wrong")),
        Example(_PROCESS, Outcome("wrong", "wrong"), methods=("spawn", "forkserver")),
    ),
    good=(Example(_BY_NAME), Example(_THREADS), Example(_NOT_SENT)),
    check=check,
)
