"""MP616: shared memory is made, and no code frees it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.elsewhere import files_of_program
from mpcheck.model.event import Event
from mpcheck.model.mentions import mentioned, mentions
from mpcheck.model.module import Module
from mpcheck.model.values import Const
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.platforms.abrupt_exits import exits_before_unlink
from mpcheck.rules.platforms.unlinking import is_known_by_name, is_lent, is_skipped_by_errors

#: Attributes of a block by which no other code can get hold of the object.
_OWN = {"buf", "close", "name", "size", "shm", "count", "index", "format"}
_IN_NAMES = (ast.Expr, ast.NamedExpr, ast.Subscript)
_IN_OBJECTS = (ast.Assign, ast.AnnAssign, ast.Return, ast.List, ast.Tuple, ast.Dict, ast.ListComp, ast.DictComp)

_NEVER = "nothing unlinks this block: `close` leaves its memory in use until the program ends"


def check(module: Module) -> Iterator[Finding]:
    """Report blocks that nothing unlinks, or nothing where something fails or the process is ended."""
    yield from _left_in_this_file(module)
    yield from _left_by_program(module)
    reached = (event for event in module.events_reached("shared-memory shareable-list", "new") if _creates(event))
    for call, event in exits_before_unlink(module, reached):
        message = "the process is ended before it unlinks its block: no `finally`, `with` or exit handler runs"
        breaks = [target for target in module.targets_of(event) if target.platform != "windows"]
        yield from RULE.at(module, call, message, breaks=breaks, related=[(event.call, "the block is made here")])


def _left_in_this_file(module: Module) -> Iterator[Finding]:
    """Blocks that stay in the hands of their file, which unlinks nothing, or not where something fails."""
    made = [event for event in module.events("shared-memory shareable-list", "new") if _creates(event)]
    if not made:
        return
    unlinks = any(module.method_calls("unlink"))
    for event in made:
        # In a whole program, whatever keeps a block is in view as well.
        is_in_view = "main" in module.places(event.call) and _never_unlinks(module)
        kept = (*_IN_NAMES, *_IN_OBJECTS) if is_in_view else _IN_NAMES
        uses = [*mentions(module, event.call)]
        if unlinks and is_lent(module, event):
            # Whoever borrows a block leaves it to the context manager to unlink it.
            kept = (*kept, ast.Yield)
            uses = [node for node in uses if module.function(node) is module.function(event.call)]
        if not all(_stays(module, node, kept) for node in uses):
            continue
        breaks = [target for target in module.targets_of(event) if target.platform != "windows"]
        if not unlinks:
            confidence = Confidence.LOW if is_known_by_name(module, uses) else Confidence.MEDIUM
            yield from RULE.at(module, event.call, _NEVER, breaks=breaks, confidence=confidence)
        elif is_skipped_by_errors(module, event):
            message = "an error before `unlink` leaves this block in use, and its name taken, until the program ends"
            yield from RULE.at(module, event.call, message, breaks=breaks)


def _left_by_program(module: Module) -> Iterator[Finding]:
    """Blocks that functions of other files make in a program, of which this is the main file, that unlinks nothing."""
    reached = module.events_reached("shared-memory shareable-list", "new")
    made = [event for event in reached if not module.is_here(event.call) and _creates(event)]
    if not any("main" in module.places(event.call) for event in made) or not _never_unlinks(module):
        return
    mentions_of = mentioned(module, (name for file in files_of_program(module) for name in file.names))
    for event in made:
        uses = [event.call, *mentions_of.get(event.call, ())]
        if "main" in module.places(event.call) and all(
            _stays(module, node, (*_IN_NAMES, *_IN_OBJECTS)) for node in uses
        ):
            breaks = [target for target in module.targets_of(event) if target.platform != "windows"]
            yield from RULE.at(module, event.call, _NEVER, breaks=breaks)


def _never_unlinks(module: Module) -> bool:
    """Whether no file of the program speaks of unlinking, where all of them are in view."""
    files = files_of_program(module) if not any(module.method_calls("unlink")) else []
    return bool(files) and not any("unlink" in file.text for file in files if file is not module.found)


def _creates(event: Event) -> bool:
    if event.receiver is not None:
        return False  # a subclass, or a method of a SharedMemoryManager, which frees its blocks
    if event.kind == "shareable-list":
        return event.argument("sequence") is not None
    values = event.values("create")
    return bool(values) and all(isinstance(one, Const) and one.value is True for one in values)


def _stays(module: Module, node: ast.expr, kept: tuple[type[ast.AST], ...]) -> bool:
    """Whether a use of the block gives it to nobody."""
    parent = module.parent(node)
    if isinstance(parent, ast.Attribute):
        call = module.parent(parent)
        is_freed = parent.attr == "unlink" and isinstance(call, ast.Call) and call.func is parent
        return is_freed or parent.attr in _OWN
    if isinstance(parent, (ast.Assign, ast.AnnAssign)):
        targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
        return type(parent) in kept or all(isinstance(target, ast.Name) for target in targets)
    return isinstance(parent, kept)


_FORGOTTEN = """
from multiprocessing import shared_memory

block = shared_memory.SharedMemory(create=True, size=1000)  # MP616
block.buf[:2] = b"ok"
print(bytes(block.buf[:2]).decode())
block.close()
"""

_EVERY_TIME = """
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def fill(name):
    block = SharedMemory(name=name)
    block.buf[0] = 7
    block.close()


def main():
    for size in (10, 20):
        block = SharedMemory(None, True, size)  # MP616
        child = Process(target=fill, args=(block.name,))
        child.start()
        child.join()
        assert child.exitcode == 0
        assert block.buf[0] == 7
        block.close()
    print("ok")


if __name__ == "__main__":
    main()
"""

_LEFT_BY_ERROR = """
import os
from multiprocessing.shared_memory import SharedMemory


def publish(numbers):
    block = SharedMemory(f"numbers-{os.getpid()}", create=True, size=10)  # MP616
    try:
        block.buf[: len(numbers)] = bytes(numbers)
    finally:
        block.close()
    block.unlink()


try:
    publish([1, 256])
except ValueError:
    publish([1, 255])
print("ok")
"""

_ENDED_AT_ONCE = """
import os
from multiprocessing.shared_memory import SharedMemory


class Ring:
    def __init__(self, size):
        self.block = SharedMemory(create=True, size=size)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.block.close()
        self.block.unlink()


def check(ring):
    if ring.block.buf[0] == 0:
        os._exit(3)  # MP616


def main():
    with Ring(100) as ring:
        check(ring)


if __name__ == "__main__":
    main()
"""

_FREED = """
from contextlib import contextmanager
from multiprocessing import shared_memory


@contextmanager
def block_of(size):
    block = shared_memory.SharedMemory(create=True, size=size)
    try:
        yield block
    finally:
        block.close()
        block.unlink()


with block_of(10) as block:
    block.buf[0] = 1
print("ok")
"""

_FREED_BEFORE_EXIT = """
import os
import sys
from multiprocessing.shared_memory import SharedMemory


def main():
    block = None
    try:
        block = SharedMemory(create=True, size=10)
        block.buf[0] = 1
    finally:
        if block is not None:
            block.close()
            block.unlink()
    print("ok")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
"""

_MANAGED = """
from multiprocessing.managers import SharedMemoryManager

if __name__ == "__main__":
    with SharedMemoryManager() as manager:
        block = manager.SharedMemory(size=10)
        block.buf[0] = 1
        numbers = manager.ShareableList([1, 2])
        assert numbers[1] == 2
    print("ok")
"""

_AT_EXIT = """
import atexit
from multiprocessing.shared_memory import SharedMemory


class Frame:
    def __init__(self, size):
        self.block = SharedMemory(create=True, size=size)
        atexit.register(self.block.unlink)

    def close(self):
        self.block.close()


frame = Frame(10)
frame.close()
print("ok")
"""

RULE = Rule(
    code="MP616",
    name="shared-memory-never-unlinked",
    summary="A block of shared memory is made and never unlinked.",
    why=(
        "On POSIX `close()` gives back this process's view alone: the block stays in memory, and in /dev/shm, until "
        "`unlink()`. A program that goes on making blocks fills the memory. When it ends, the resource tracker warns "
        "of leaked shared_memory objects and removes them, unless the tracker was ended first or tracks nothing. An `unlink` "
        "that errors skip, after a `finally` which closes the block or the bare `yield` of a context manager, leaves it in "
        "the same way: its name stays taken for the next attempt. `os._exit()` skips every `finally`, `with` and exit handler, "
        "those that unlink among them."
    ),
    cure="Call `unlink()` once, in a `finally` of whoever made the block, or make it by a SharedMemoryManager.",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.shared_memory.html",
        "https://github.com/python/cpython/issues/82300",
    ),
    catalogue=("E16",),
    bad=(
        Example(_FORGOTTEN, Outcome("child", "leaked shared_memory"), platforms=("linux",)),
        Example(_LEFT_BY_ERROR, Outcome("raises", "FileExistsError"), platforms=("linux",)),
        Example(_EVERY_TIME, Outcome("child", "leaked shared_memory"), platforms=("linux",)),
        Example(_ENDED_AT_ONCE, Outcome("raises", "leaked shared_memory"), platforms=("linux",)),
    ),
    good=(Example(_FREED), Example(_FREED_BEFORE_EXIT), Example(_MANAGED), Example(_AT_EXIT)),
    check=check,
)
