"""MP114: the number of a file descriptor is sent to a process that does not have the file open."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model import iteration
from mpcheck.model.crossings import Crossing
from mpcheck.model.module import Module
from mpcheck.model.values import Object, Values
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.entry.belongings import contents

_OPENING = {"os.open", "os.dup", "os.pipe", "os.openpty", "pty.openpty", "os.memfd_create", "os.eventfd"}
#: Every process has these.
_STANDARD = tuple(f"sys.{name}." for name in ("stdin", "stdout", "stderr", "__stdin__", "__stdout__", "__stderr__"))


def check(module: Module) -> Iterator[Finding]:
    """Report numbers of descriptors among what workers are started with, or their tasks."""
    seen: set[ast.expr] = set()
    for crossing in module.crossings:
        if crossing.role == "message":
            continue  # the parent may be the one that reads it
        for node, values in _members(module, crossing):
            opened = [one for one in contents(module, values) if isinstance(one, Object) and _is_descriptor(one)]
            if opened and node not in seen:
                seen.add(node)
                first = min(opened, key=lambda one: getattr(one.call, "lineno", 0))
                is_plain = first in values or _stand_in_one_file(module, node, first)
                yield from _report(module, crossing, node, first, Confidence.MEDIUM if is_plain else Confidence.LOW)


def _members(module: Module, crossing: Crossing) -> Iterator[tuple[ast.expr, Values]]:
    """What travels, each with the expression to point at."""
    node, event = crossing.node, crossing.event
    if isinstance(node, (ast.Tuple, ast.List)):
        yield from ((member, event.evaluate(member)) for member in node.elts)
    elif crossing.each:
        yield node, iteration.follow(module.ev, event.evaluate(node), ("elem",))
    else:
        yield node, event.evaluate(node)


def _is_descriptor(one: Object) -> bool:
    is_first_of_pair = one.name == "tempfile.mkstemp" and one.part == 0  # the second is a path
    is_asked_for = one.name.endswith(".fileno") and not one.name.startswith(_STANDARD)
    return one.name in _OPENING or is_first_of_pair or is_asked_for


def _stand_in_one_file(module: Module, node: ast.expr, opened: Object) -> bool:
    """Whether the code that opens a descriptor is that which sends it; else it may be kept for the parent alone."""
    return opened.call is not None and module.ev.file(opened.call) is module.ev.file(node)


def _report(
    module: Module, crossing: Crossing, node: ast.expr, opened: Object, confidence: Confidence
) -> Iterator[Finding]:
    message = "this is the number of a file descriptor: a process that is not forked has nothing, or something else, open by it"
    breaks = {target for target in module.targets_of(crossing.event) if target.start_method != "fork"}
    related = [(opened.call, "the descriptor is opened here")] if opened.call and opened.call is not node else []
    yield from RULE.at(module, node, message, breaks=breaks, related=related, confidence=confidence)


_PIPE = """
import multiprocessing as mp
import os


def answer(number):
    os.write(number, b"hello")


if __name__ == "__main__":
    reader, writer = os.pipe()
    process = mp.Process(target=answer, args=(writer,))  # MP114
    process.start()
    os.close(writer)
    process.join()
    print("ok" if os.read(reader, 5) == b"hello" else f"nothing came: {process.exitcode}")
"""

_SOCKET = """
import socket
from multiprocessing import Process


class Server:
    def __init__(self):
        self.here, self.there = socket.socketpair()

    def serve(self):
        number = self.there.fileno()
        process = Process(target=reply, kwargs={"number": number})  # MP114
        process.start()
        process.join()
        self.there.close()
        return process.exitcode, self.here.recv(5)


def reply(number):
    with socket.socket(fileno=number) as connection:
        connection.sendall(b"hello")


if __name__ == "__main__":
    print("ok" if Server().serve() == (0, b"hello") else "nothing came")
"""

_OBJECT = """
import multiprocessing as mp
import socket


def reply(connection, sender):
    connection.sendall(b"hello")
    sender.send("sent")


if __name__ == "__main__":
    here, there = socket.socketpair()
    receiver, sender = mp.Pipe(duplex=False)
    process = mp.Process(target=reply, args=(there, sender))
    process.start()
    assert receiver.recv() == "sent"
    assert here.recv(5) == b"hello"
    process.join()
    print("ok")
"""

_OF_PARENT = """
import multiprocessing as mp
import os
import sys


def measure(size, number):
    os.write(number, b"")
    return size > 0


def main():
    with open(__file__) as file:
        size = os.fstat(file.fileno()).st_size
    with mp.Pool(1) as pool:
        assert pool.apply(measure, (size, sys.stdout.fileno()))


if __name__ == "__main__":
    main()
    print("ok")
"""

_OPENED_BY_WORKER = """
import os
from concurrent.futures import ProcessPoolExecutor


def first(path):
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return os.read(descriptor, 1)
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        assert executor.submit(first, __file__).result() == b"\\n"
    print("ok")
"""

_NOT_FORKED = ("spawn", "forkserver")

RULE = Rule(
    code="MP114",
    name="descriptor-number-sent",
    summary="The number of a file descriptor is passed to another process.",
    why=(
        "A forked process has the open files of its parent by the same numbers. Processes that are spawned, or come from the "
        "server of forkserver, inherit the standard streams alone, whatever os.set_inheritable says: "
        "there the number means nothing (OSError, bad file descriptor) or something else that happens to be open, into which "
        "the worker then writes. Nothing arrives at the other end, and the parent is not told."
    ),
    cure=(
        "Pass the object: a socket, a Connection of multiprocessing.Pipe(); they carry their descriptors along. "
        "Of a file pass the path, and open it in the worker."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",
        "https://github.com/emmett-framework/granian/pull/703",
    ),
    catalogue=("A30",),
    bad=(
        Example(_PIPE, Outcome("wrong", "nothing came"), methods=_NOT_FORKED),
        Example(_SOCKET, Outcome("wrong", "nothing came"), methods=_NOT_FORKED),
    ),
    good=(Example(_OBJECT), Example(_OF_PARENT), Example(_OPENED_BY_WORKER)),
    check=check,
)
