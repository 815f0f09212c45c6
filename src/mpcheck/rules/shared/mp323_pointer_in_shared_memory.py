"""MP323: a pointer is shared between processes, in each of which it points at something else."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model import attributes, iteration
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.values import ClassRef, External, Instance, Object, Value
from mpcheck.rules.base import Example, Outcome, Rule

_SHARED = "value array raw-value raw-array"
_POINTERS = {*(f"ctypes.{name}" for name in ("c_char_p", "c_wchar_p", "py_object")), "ctypes.POINTER", "ctypes.pointer"}


def check(module: Module) -> Iterator[Finding]:
    """Report shared values, arrays and structures that hold pointers."""
    if _only_threads_share(module):
        return
    for event in module.events_reached(_SHARED, "new"):
        written = event.argument("typecode_or_type")
        if written is None:
            continue
        values = event.evaluate(written)
        if values and all(_is_pointer(module, one) for one in values):
            targets = module.targets_of(event)
            if not _is_written_by_workers(module, event):
                targets = frozenset(target for target in targets if target.start_method != "fork")
            message = f"`{ast.unparse(written)}` is an address, which means nothing in the memory of another process"
            yield from RULE.at(module, event.call, message, breaks=targets)


def _only_threads_share(module: Module) -> bool:
    """Whether a file starts threads and no process, nor says what one does: in one process an address is right."""
    where = {task.where for task in module.reached_tasks}
    is_process = any(module.kind(Instance(info)) == "process" for info in module.found.classes)
    return where == {"thread"} and not is_process and not module.forks


def _is_pointer(module: Module, one: Value) -> bool:
    if isinstance(one, (External, Object)):
        return one.name in _POINTERS
    if isinstance(one, ClassRef):
        fields = attributes.attribute(module.ev, frozenset((one,)), "_fields_")
        return any(_is_pointer(module, kind) for kind in iteration.follow(module.ev, fields, ("elem", 1)))
    return False


def _is_written_by_workers(module: Module, event: Event) -> bool:
    """Whether a worker stores an address of its own, which no other process can read even where it is forked."""
    for store, *_, scope in (store for file in module.files_reached for store in file.attribute_stores):
        if scope.enclosing_function in module.worker_tasks:
            owners = module.contexts.values(store.value)
            if any(isinstance(one, Object) and one.call is event.call for one in owners):
                return True
    return False


_TEXT = """
from ctypes import c_char_p
from multiprocessing import Process, RawValue


def greet(name):
    assert name.value == b"a long name"


if __name__ == "__main__":
    name = RawValue(c_char_p, b"a long name")  # MP323
    child = Process(target=greet, args=(name,))
    child.start()
    child.join()
    print("ok" if child.exitcode == 0 else f"the child died: {child.exitcode}")
"""

_ANSWER = """
import ctypes
import multiprocessing as mp


class Asker:
    def __init__(self):
        self.answer = mp.Value(ctypes.c_char_p, lock=False)  # MP323

    def run(self):
        self.answer.value = b"x" * 1_000_000


if __name__ == "__main__":
    asker = Asker()
    child = mp.Process(target=asker.run)
    child.start()
    child.join()
    print("ok" if len(asker.answer.value) == 1_000_000 else "something else")
"""

_STRUCTURE = """
import ctypes
from multiprocessing import get_context


class Entry(ctypes.Structure):
    _fields_ = [("number", ctypes.c_int), ("numbers", ctypes.POINTER(ctypes.c_int))]


def work(entries):
    assert entries[0].numbers[0] == 42


def main(context):
    number = ctypes.c_int(42)
    entries = context.RawArray(Entry, 2)  # MP323
    entries[0].numbers = ctypes.pointer(number)
    child = context.Process(target=work, args=(entries,))
    child.start()
    child.join()
    print("ok" if child.exitcode == 0 else f"the child died: {child.exitcode}")


if __name__ == "__main__":
    main(get_context("spawn"))
"""

_CHARACTERS = """
from ctypes import c_char, c_wchar
from multiprocessing import Array, Process


def rename(name, title):
    name.value = name.value.upper()
    title[0] = title[0].upper()


if __name__ == "__main__":
    name, title = Array("c", 20), Array(c_wchar, "king of all")
    name.value = b"anna"
    child = Process(target=rename, args=(name, title))
    child.start()
    child.join()
    assert Array(c_char, b"x").value == b"x"
    print("ok" if (name.value, title[:]) == (b"ANNA", "King of all") else (name.value, title[:]))
"""

_PLAIN_STRUCTURE = """
import ctypes
from multiprocessing import Process, Value


class Entry(ctypes.Structure):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char * 16)]


def work(entry):
    with entry.get_lock():
        entry.number += 1
        entry.name = b"changed"


if __name__ == "__main__":
    entry = Value(Entry, 41, b"old")
    child = Process(target=work, args=(entry,))
    child.start()
    child.join()
    print("ok" if (entry.number, entry.name) == (42, b"changed") else "lost")
"""

_OWN_MEMORY = """
import ctypes
from multiprocessing import Process, Value


def call(done):
    text = ctypes.c_char_p(b"text of this process")
    numbers = (ctypes.c_void_p * 2)()
    with done:
        done.value += len(text.value) + len(numbers)


if __name__ == "__main__":
    done = Value(ctypes.c_size_t)
    child = Process(target=call, args=(done,))
    child.start()
    child.join()
    print("ok" if done.value == 22 else done.value)
"""

RULE = Rule(
    code="MP323",
    name="pointer-in-shared-memory",
    summary="A Value or Array in shared memory holds a pointer.",
    why=(
        "c_char_p, py_object and other pointers put an address into the shared memory, not what is there. Another "
        "process has other things at that address, or nothing: reading it gives garbage or kills the process. A forked "
        "child finds what the parent stored before the fork, so that it works until one of them stores something or the "
        "start method changes."
    ),
    cure='Share the contents: Array("c", size) for bytes, Array(c_wchar, size) for text, fields of a fixed size in structures.',
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.html#module-multiprocessing.sharedctypes",),
    catalogue=("D17",),
    bad=(
        Example(_TEXT, Outcome("wrong", "the child died"), methods=("spawn", "forkserver")),
        Example(_ANSWER, Outcome("any"), platforms=("linux",)),
        Example(_STRUCTURE, Outcome("wrong", "the child died")),
    ),
    good=(Example(_CHARACTERS), Example(_PLAIN_STRUCTURE), Example(_OWN_MEMORY)),
    check=check,
)
