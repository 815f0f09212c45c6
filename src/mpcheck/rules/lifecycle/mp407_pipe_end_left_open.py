"""MP407: a process waits for the end of a pipe whose other end it holds open itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.tasks import Task
from mpcheck.model.values import BoundMethod, Instance, Object, Partial, Value
from mpcheck.model.worker import made_by_task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.daemonic import is_daemonic
from mpcheck.rules.lifecycle.pipe_ends import holds, is_end, is_let_go, other_end, pipe_of
from mpcheck.rules.lifecycle.raw_pipes import reads_of_raw_pipes
from mpcheck.rules.lifecycle.reading import reads_until_end
from mpcheck.targets import Target


def check(module: Module) -> Iterator[Finding]:
    """Report loops that read a pipe until EOFError in a process that keeps the other end."""
    reported: set[ast.AST] = set()
    for read in module.events_everywhere("connection", "recv recv_bytes"):
        pipe, other = pipe_of(read.receiver), other_end(read.receiver)
        if pipe is None or other is None or read.call in reported or not reads_until_end(module, read.call):
            continue
        targets = _waits_in_vain(module, read, pipe, other)
        if targets:
            reported.add(read.call)
            yield from _report(module, read, pipe, targets)
    for raw in reads_of_raw_pipes(module):
        message = (
            f"`{ast.unparse(raw.call)}` never comes to the end: this process has a copy of the writing end that is "
            "still open, so the loop waits for ever once the other process is done"
        )
        related = [(raw.pipe, "the pipe is made here"), (raw.fork.event.call, "both processes get both ends here")]
        breaks = module.narrow(raw.call, raw.fork.targets)
        yield from RULE.at(module, raw.call, message, breaks=breaks, related=related, confidence=Confidence.MEDIUM)


def _waits_in_vain(module: Module, read: Event, pipe: ast.AST, other: Object) -> frozenset[Target]:
    """The targets under which the reader itself keeps the other end open."""
    tasks = [task for task in module.reached_tasks if task.where == "process" and task.event.kind == "process"]
    owners = [task for task in tasks if module.function(read.call) in _functions(module, task)]
    if owners:
        task = owners[0]
        mine = other_end(other)
        inherits = not _is_sent(module, task, other)
        is_sent = not inherits or (mine is not None and _is_sent(module, task, mine))
        if _is_closed_in(module, task, other) or not is_sent or _ends_with_parent(module, task):
            return frozenset()
        return frozenset(t for t in module.targets_of(task.event) if not inherits or t.start_method == "fork")
    writers = [task for task in tasks if _is_sent(module, task, other)]
    if not writers or is_let_go(module, read, pipe, other):
        return frozenset()
    return module.targets_of(writers[0].event)


def _ends_with_parent(module: Module, task: Task) -> bool:
    """Whether the process is ended when its parent has ended, and nobody waits for it before."""
    made = {task.event.call, task.event.origin}
    joins = module.events_reached("process", "join")
    return is_daemonic(module, task) and not any(join.origin is None or join.origin in made for join in joins)


def _functions(module: Module, task: Task) -> set[object]:
    return {module.function(made.call) for made in made_by_task(module, task)}


def _sent(task: Task) -> list[Value]:
    """What a process is given: its arguments, those of a partial, the object whose method it runs, and what that was made of."""
    event = task.event
    found = [one for node in event.sent() for one in event.evaluate(node)]
    objects = [one.receiver for one in task.callables if isinstance(one, BoundMethod)]
    found += objects
    for made in (event.receiver, *objects, *task.callables):
        if isinstance(made, (Instance, Partial)) and made.call is not None:
            given = [*made.call.args, *(keyword.value for keyword in made.call.keywords)]
            context = event.context if made is event.receiver else made.context
            found += [one for node in given for one in event.ev.evaluate(node, context)]
    return found


def _is_sent(module: Module, task: Task, end: Object) -> bool:
    """Whether a process is given an end of a pipe, or an object that has it."""
    return any(is_end(one, end) or holds(module, one, end) for one in _sent(task))


def _is_closed_in(module: Module, task: Task, end: Object) -> bool:
    """Whether the worker does anything with an end of the pipe that may close it."""
    for made in made_by_task(module, task):
        function = made.call.func
        if isinstance(function, ast.Attribute) and function.attr == "close":
            closed = module.values(function.value, made.context)
            if not closed or any(is_end(one, end) or not isinstance(one, Object) for one in closed):
                return True
    return False


def _report(module: Module, read: Event, pipe: ast.AST, targets: frozenset[Target]) -> Iterator[Finding]:
    message = (
        f"`{ast.unparse(read.call)}` never raises EOFError: the other end of the pipe is still open in this process, "
        "so the loop waits for ever once the other process is done"
    )
    yield from RULE.at(module, read.call, message, breaks=targets, related=[(pipe, "the pipe is made here")])


_PARENT = """
from multiprocessing import Pipe, Process


def count(end):
    for number in range(3):
        end.send(number)
    end.close()


if __name__ == "__main__":
    here, there = Pipe(duplex=False)
    child = Process(target=count, args=(there,))
    child.start()
    numbers = []
    while True:
        try:
            numbers.append(here.recv())  # MP407
        except EOFError:
            break
    child.join()
    print(numbers)
"""

_CHILD = """
import multiprocessing as mp


def print_all(receiver):
    try:
        while True:
            print(receiver.recv())  # MP407
    except EOFError:
        print("end")


def main():
    receiver, sender = mp.Pipe(False)
    child = mp.Process(target=print_all, args=(receiver,))
    child.start()
    receiver.close()
    for text in ("a", "b"):
        sender.send(text)
    sender.close()
    child.join()
    assert child.exitcode == 0
    print("ok")


if __name__ == "__main__":
    main()
"""

_CLOSED = """
from multiprocessing import Pipe, Process


def count(end):
    for number in range(3):
        end.send(number)
    end.close()


if __name__ == "__main__":
    here, there = Pipe(duplex=False)
    child = Process(target=count, args=(there,))
    child.start()
    there.close()
    numbers = []
    while True:
        try:
            numbers.append(here.recv())
        except EOFError:
            break
    child.join()
    assert child.exitcode == 0
    assert numbers == [0, 1, 2]
    print("ok")
"""

_END_MARK = """
from multiprocessing import Pipe, Process


def count(end):
    for number in range(3):
        end.send(number)
    end.send(None)


def collect(end):
    numbers = []
    while True:
        try:
            number = end.recv()
        except EOFError:
            return numbers
        if number is None:
            return numbers
        numbers.append(number)


if __name__ == "__main__":
    here, there = Pipe(duplex=False)
    child = Process(target=count, args=(there,))
    child.start()
    assert collect(here) == [0, 1, 2]
    child.join()
    assert child.exitcode == 0
    print("ok")
"""

_LEFT = """
from multiprocessing import Pipe, Process


def count(end, numbers):
    for number in range(numbers):
        end.send(number)


def start(numbers):
    here, there = Pipe(duplex=False)
    child = Process(target=count, args=(there, numbers))
    child.start()
    return child, here


def main():
    child, here = start(3)
    numbers = []
    try:
        while True:
            numbers.append(here.recv())
    except EOFError:
        child.join()
    assert child.exitcode == 0
    assert numbers == [0, 1, 2]
    print("ok")


if __name__ == "__main__":
    main()
"""

_FORKED = """
import os


def collect(end):
    parts = []
    while True:
        part = os.read(end, 1024)  # MP407
        if not part:
            break
        parts.append(part)
    os.close(end)
    return b"".join(parts)


def report(end):
    os.write(end, b"all is well")
    os._exit(0)


def main():
    here, there = os.pipe()
    child = os.fork()  # MP603
    if child == 0:
        os.close(here)
        report(there)
    print(collect(here))
    os.waitpid(child, 0)


if __name__ == "__main__":
    main()
"""

_FORKED_CLOSED = """
import os


def collect(end):
    parts = []
    while part := os.read(end, 1024):
        parts.append(part)
    os.close(end)
    return b"".join(parts)


if hasattr(os, "fork"):
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(here)
        os.write(there, b"all is well")
        os._exit(0)
    os.close(there)
    assert collect(here) == b"all is well"
    assert os.waitpid(child, 0)[1] == 0
print("ok")
"""

RULE = Rule(
    code="MP407",
    name="pipe-end-left-open",
    summary="A process reads a pipe until its end comes, and holds the writing end open itself.",
    why=(
        "recv() raises EOFError when the last copy of the other end is closed. The process that made the pipe has a "
        "copy of both ends, and where processes are forked each child inherits both. Who waits for the end of the pipe "
        "and still has the other end open waits for himself: the loop hangs after the last message. The same goes for "
        "os.pipe() and os.fork(), after which both processes have both ends: os.read() gives an empty result at the end only."
    ),
    cure=(
        "Close the end that a process does not use: in the parent right after start(), in the child first of all; "
        "or send an end mark."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.connection.Connection.recv",
        "https://github.com/python/cpython/issues/118981",
    ),
    catalogue=("C13",),
    words=("pipe( & fork(",),
    bad=(
        Example(_PARENT, Outcome("hangs")),
        Example(_CHILD, Outcome("hangs"), methods=("fork",), platforms=("linux",)),
        Example(_FORKED, Outcome("hangs"), platforms=("linux",)),
    ),
    good=(Example(_CLOSED), Example(_END_MARK), Example(_LEFT, implementations=("cpython",)), Example(_FORKED_CLOSED)),
    check=check,
)
