"""MP322: a view of shared memory is used after its block is closed, or keeps the block from being closed."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.order import Body
from mpcheck.model.uses import Use, uses_of
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.block_views import is_let_alone, lost_views, uses_of_view, views
from mpcheck.rules.shared.exported_views import refused_closes

_ESCAPES = {"returned": "returned", "stored": "kept"}


def check(module: Module) -> Iterator[Finding]:
    """Report views that leave the function whose local block they look at, uses of views after ``close()``, and what refuses it."""
    reported: set[ast.AST] = set()
    for event in module.events("shared-memory", "new"):
        for close, view in refused_closes(module, event.call):
            if close not in reported:
                reported.add(close)
                yield from _report_refused(module, event, close, view)
        for node, end in lost_views(module, event.call):
            yield from _report(module, event, node, end)
        function = module.function(event.call)
        if function is None or function.is_generator:
            continue
        uses = uses_of(module, event.call)
        nodes = [use.node for use in uses]
        stays = is_let_alone(module, nodes)
        for view in views(module, nodes):
            escape = _escape(module, view) if stays else None
            closed = None if escape else _used_after_close(module, uses, view)
            if escape:
                end = "the block is closed when the function returns"
                yield from _report(module, event, view, f"this view is {escape}, and {end}")
            elif closed:
                yield from _report(module, event, closed, "this view is used after its block was closed")


def _escape(module: Module, view: ast.expr) -> str | None:
    """How a view gets out of the function."""
    if not isinstance(view, ast.Call):
        return "returned"
    return next((_ESCAPES[use.how] for use in uses_of_view(module, view) if use.how in _ESCAPES), None)


def _used_after_close(module: Module, uses: list[Use], view: ast.expr) -> ast.AST | None:
    """A use of a view that follows a ``close()`` of its block."""
    body = Body(module, view)
    closes = [use.node for use in uses if use.how == "close" and module.function(use.node) is module.function(view)]
    for use in uses_of_view(module, view) if isinstance(view, ast.Call) else ():
        if module.function(use.node) is module.function(view) and any(
            body.leads(view, close) and body.leads(close, use.node, [view]) for close in closes
        ):
            return use.node
    return None


def _report(module: Module, event: Event, node: ast.AST, message: str) -> Iterator[Finding]:
    related = [(event.call, "the block is opened here")]
    yield from RULE.at(module, node, message, breaks=module.targets_of(event), related=related)


def _report_refused(module: Module, event: Event, close: ast.Call, view: ast.expr) -> Iterator[Finding]:
    message = f"the view `{ast.unparse(view)}` still looks at the block, so that this raises BufferError"
    related = [(view, "the view is made here"), (event.call, "the block is opened here")]
    confidence = Confidence.HIGH if module.function(view) is module.function(close) else Confidence.MEDIUM
    yield from RULE.at(module, close, message, breaks=module.targets_of(event), related=related, confidence=confidence)


_RETURNED = """
import multiprocessing
from multiprocessing.shared_memory import SharedMemory


def attach(name):
    block = SharedMemory(name=name)
    return block.buf  # MP322


def work(name):
    return bytes(attach(name)[:3])


if __name__ == "__main__":
    block = SharedMemory(create=True, size=16)
    block.buf[:3] = b"abc"
    try:
        with multiprocessing.Pool(1) as pool:
            print(pool.apply(work, (block.name,)))
    finally:
        block.close()
        block.unlink()
    print("ok")
"""

_ARRAYS = """
import sys
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory

import numpy as np


def attach(name):
    memory = SharedMemory(name)
    array = np.ndarray((1000,), dtype=np.int64, buffer=memory.buf)  # MP322
    return array


class Worker(Process):
    def __init__(self, name):
        super().__init__()
        self.block = name

    def run(self):
        array = attach(self.block)
        sys.exit(0 if array.sum() == 0 else 1)


if __name__ == "__main__":
    block = SharedMemory(create=True, size=8000)
    worker = Worker(block.name)
    worker.start()
    worker.join()
    block.close()
    block.unlink()
    print("ok" if worker.exitcode == 0 else f"the worker died: {worker.exitcode}")
"""

_CLOSED = """
from multiprocessing import shared_memory

import numpy


def total(size):
    block = shared_memory.SharedMemory(create=True, size=8 * size)
    numbers = numpy.ndarray(shape=(size,), dtype="int64", buffer=block.buf)
    numbers[:] = 1
    block.close()
    block.unlink()
    return int(numbers.sum())  # MP322


if __name__ == "__main__":
    print(total(1000))
    print("ok")
"""

_LEFT_BEHIND = """
from multiprocessing.shared_memory import SharedMemory

import numpy as np


def numbers(memory):
    return np.ndarray((1000,), dtype=np.int64, buffer=memory.buf)


def total(name):
    array = numbers(SharedMemory(name=name))  # MP322
    return int(array.sum())


def largest(name):
    block = SharedMemory(name=name)
    block = np.ndarray((1000,), dtype=np.int64, buffer=block.buf)  # MP322
    return int(block.max())


if __name__ == "__main__":
    memory = SharedMemory(create=True, size=8000)
    print("ok" if largest(memory.name) == total(memory.name) == 0 else "something else")
    memory.close()
    memory.unlink()
"""

_REFUSED = """
from multiprocessing.shared_memory import SharedMemory


class Samples:
    def __init__(self, count):
        self.block = SharedMemory(create=True, size=8 * count)
        self.values = self.block.buf[: 8 * count].cast("d")

    def close(self):
        self.block.unlink()
        self.block.close()  # MP322


if __name__ == "__main__":
    samples = Samples(100)
    samples.values[0] = 2.5
    samples.close()
    print("ok")
"""

_COPIES = """
from multiprocessing import Pool
from multiprocessing.shared_memory import SharedMemory


def read(name):
    block = SharedMemory(name=name)
    data = bytes(block.buf[:3])
    block.close()
    return data


def kept(name):
    block = SharedMemory(name=name)
    return block, block.buf


class Block:
    def __init__(self, name):
        self.memory = SharedMemory(name=name)
        self.data = self.memory.buf


if __name__ == "__main__":
    block = SharedMemory(create=True, size=16)
    block.buf[:3] = b"abc"
    with Pool(1) as pool:
        assert pool.apply(read, (block.name,)) == b"abc"
    memory, data = kept(block.name)
    other = Block(block.name)
    assert bytes(data[:3]) == bytes(other.data[:3]) == b"abc"
    block.close()
    block.unlink()
    print("ok")
"""

_KEPT_WITH_VIEW = """
from multiprocessing.shared_memory import SharedMemory

import numpy as np


class Table:
    def __init__(self, name):
        self.memory = SharedMemory(name=name)
        self.array = np.ndarray((8,), dtype=np.uint8, buffer=self.memory.buf)

    def close(self):
        self.array = None
        self.memory.close()


def copy(name):
    memory = SharedMemory(name=name)
    array = np.ndarray((8,), dtype=np.uint8, buffer=memory.buf)
    result = array.copy()
    del array
    memory.close()
    return result


if __name__ == "__main__":
    block = SharedMemory(create=True, size=8)
    table = Table(block.name)
    table.array[:] = 7
    assert copy(block.name).tolist() == [7] * 8
    table.close()
    block.close()
    block.unlink()
    print("ok")
"""

_ONE_AFTER_THE_OTHER = """
from multiprocessing.shared_memory import SharedMemory


def sums(names):
    found = []
    for name in names:
        block = SharedMemory(name=name)
        try:
            found.append(sum(block.buf))
        finally:
            block.close()
    return found


if __name__ == "__main__":
    block = SharedMemory(create=True, size=4)
    block.buf[:4] = bytes([1, 2, 3, 4])
    assert sum(block.buf[:4]) == 10
    assert [found >= 10 for found in sums([block.name, block.name])] == [True, True]
    block.close()
    block.unlink()
    print("ok")
"""

RULE = Rule(
    code="MP322",
    name="view-outlives-shared-memory",
    summary="An array or buffer that looks at shared memory is used after the block is closed, or is in the way of that.",
    why=(
        "A SharedMemory object unmaps its block when it is closed, and closes itself when nothing refers to it any "
        "more. A numpy array made with buffer=block.buf does not keep it: a later access reads unmapped memory and kills the process, without any "
        "exception. The buffer itself raises ValueError then. Slices and casts of the buffer, and what numpy.frombuffer() makes of "
        "it, do keep the memory: while one of them is there, close() raises BufferError under CPython."
    ),
    cure=(
        "Keep the SharedMemory object together with the array, for instance return both, or return a copy. Release slices "
        "of the buffer, or delete them, before the block is closed."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.shared_memory.html",
        "https://github.com/numpy/numpy/issues/18294",
    ),
    catalogue=("D19",),
    bad=(
        Example(_RETURNED, Outcome("raises", "operation forbidden on released memoryview object")),
        Example(_ARRAYS, Outcome("wrong", "the worker died"), platforms=("linux",), requires=("numpy",)),
        Example(_CLOSED, Outcome("any"), platforms=("linux",), requires=("numpy",)),
        Example(_LEFT_BEHIND, Outcome("any"), platforms=("linux",), implementations=("cpython",), requires=("numpy",)),
        Example(
            _REFUSED,
            Outcome("raises", "BufferError: cannot close exported pointers exist"),
            implementations=("cpython",),
        ),
    ),
    good=(Example(_COPIES), Example(_KEPT_WITH_VIEW, requires=("numpy",)), Example(_ONE_AFTER_THE_OTHER)),
    check=check,
)
