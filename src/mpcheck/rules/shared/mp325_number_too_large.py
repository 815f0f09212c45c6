"""MP325: a number that a shared Value or Array of its type cannot hold."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event, members
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared import number_sizes
from mpcheck.rules.shared.additions import is_array, is_number_of, sums


def check(module: Module) -> Iterator[Finding]:
    """Report numbers given to a Value or Array when it is made or later that are outside the range of its type."""
    for event in module.events_reached("value raw-value array raw-array", "new"):
        code = number_sizes.type_code(module, event)
        for node in _given(module, event) if code else ():
            number = number_sizes.magnitude(module, node)
            if number is None:
                continue
            breaks = {one for one in module.targets_of(event) if not number_sizes.holds(code, number, one)}
            message = (
                f"`{ast.unparse(node)}` does not fit into the type `{code}` of this {_name(event)} and silently becomes "
                "another number"
            )
            yield from RULE.at(module, node, message, breaks=breaks, related=[_made(event)])
        for added, total in sums(module, event, code) if code else ():
            breaks = {one for one in module.targets_of(event) if not number_sizes.holds(code, total, one)}
            message = (
                f"`{ast.unparse(added.value)}` is added here again and again: the sum soon is about {total:,.0f}, which is more "
                f"than the type `{code}` of this {_name(event)} holds, and silently becomes another number"
            )
            related = [_made(event)]
            yield from RULE.at(module, added, message, breaks=breaks, related=related, confidence=Confidence.MEDIUM)


def _name(event: Event) -> str:
    return "Array" if is_array(event) else "Value"


def _made(event: Event) -> tuple[ast.AST, str]:
    return event.call, f"the {_name(event)} is made here"


def _given(module: Module, event: Event) -> Iterator[ast.expr]:
    """The expressions whose values a Value or Array is given."""
    first = event.argument("size_or_initializer" if is_array(event) else "args")
    if first is not None:
        yield from members(first) if is_array(event) else [first]
    for node in (node for file in module.files_reached for node in file.nodes_of(ast.Assign)):
        if any(is_number_of(module, target, event) for target in node.targets):
            yield node.value


_NANOSECONDS = """
import time
from multiprocessing import Process, Value


def work(finished):
    finished.value = time.time_ns()  # MP325


if __name__ == "__main__":
    finished = Value("i", 0)
    before = time.time_ns()
    worker = Process(target=work, args=(finished,))
    worker.start()
    worker.join()
    assert worker.exitcode == 0
    print("ok" if before <= finished.value else "finished at another time")
"""

_LIMIT = """
import ctypes
import multiprocessing as mp


class Budget:
    def __init__(self, context):
        self.left = context.Value(ctypes.c_int32, 4 * 1024**3)  # MP325

    def spend(self, amount):
        with self.left.get_lock():
            self.left.value -= amount
        return self.left.value


if __name__ == "__main__":
    left = Budget(mp.get_context()).spend(1)
    print("ok" if left == 4 * 1024**3 - 1 else f"left are {left}")
"""

_ADDED_UP = """
import multiprocessing as mp

CHUNK = 700 * 1024**2


def copy(total, chunks):
    for _ in range(chunks):
        with total.get_lock():
            total.value += CHUNK  # MP325


if __name__ == "__main__":
    total = mp.Value("i", 0)
    workers = [mp.Process(target=copy, args=(total, 2)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not any(worker.exitcode for worker in workers)
    print("ok" if total.value == 4 * CHUNK else f"copied {total.value} bytes")
"""

_ARRAY = """
import multiprocessing as mp

COSTS = {"small": 100_000_000, "large": 900_000_000}


def serve(spent, orders):
    for desk, kind in orders:
        spent[desk] += COSTS[kind]  # MP325


if __name__ == "__main__":
    spent = mp.Array("i", 2)
    worker = mp.Process(target=serve, args=(spent, [(0, "small"), (1, "large")] * 4))
    worker.start()
    worker.join()
    assert worker.exitcode == 0
    print("ok" if spent[1] == 3_600_000_000 else f"the second desk spent {spent[1]}")
"""

_BLOCKS = """
from multiprocessing import Process, Value
from typing import NamedTuple


class Disk(NamedTuple):
    name: str
    blocks: int
    size: int


DISKS = [Disk("sda", 20_000, 65_536), Disk("sdb", 40_000, 32_768), Disk("sdc", 30_000, 65_536)]


class Meter:
    def __init__(self):
        self.octets = Value("i", 0)

    def add(self, octets):
        with self.octets.get_lock():
            self.octets.value += octets  # MP325


def read(meter, disk):
    for _ in range(disk.blocks):
        meter.add(disk.size)


if __name__ == "__main__":
    meter = Meter()
    readers = [Process(target=read, args=(meter, disk)) for disk in DISKS]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert not any(reader.exitcode for reader in readers)
    print("ok" if meter.octets.value == sum(disk.blocks * disk.size for disk in DISKS) else f"read {meter.octets.value} bytes")
"""

_WIDE_ENOUGH = """
import ctypes
import time
from multiprocessing import Value

if __name__ == "__main__":
    finished, size = Value("q", 0), Value(ctypes.c_longlong, 4 * 1024**3)
    finished.value = time.time_ns()
    seconds = Value("d", time.time())
    assert finished.value > 1e18
    assert seconds.value > 1e9
    print("ok" if size.value == 4 * 1024**3 else size.value)
"""

_SMALL = """
import time
from multiprocessing import Process, Value


def work(count, started):
    with count.get_lock():
        count.value += 1
    started.value = time.time_ns() // 10**9


if __name__ == "__main__":
    count, started, flags = Value("i", 2**31 - 2), Value("i"), Value("B", 255)
    worker = Process(target=work, args=(count, started))
    worker.start()
    worker.join()
    assert started.value > 1_000_000_000
    print("ok" if (count.value, flags.value) == (2**31 - 1, 255) else count.value)
"""

_FEW_ADDITIONS = """
from multiprocessing import Process, Value


def fill(litres):
    for _ in range(3):
        with litres.get_lock():
            litres.value += 150_000_000


if __name__ == "__main__":
    litres = Value("i", 0)
    pumps = [Process(target=fill, args=(litres,)) for _ in range(4)]
    for pump in pumps:
        pump.start()
    for pump in pumps:
        pump.join()
    assert not any(pump.exitcode for pump in pumps)
    print("ok" if litres.value == 12 * 150_000_000 else litres.value)
"""

_OTHER_VALUES = """
import time
from multiprocessing import Manager, Value


class Box:
    value = 0


def elapsed(start):
    return int((time.time() - start) * 1000)


if __name__ == "__main__":
    box, took = Box(), Value("i", 0)
    box.value = time.time_ns()
    took.value = elapsed(time.time())
    with Manager() as manager:
        large = manager.Value("i", 2**40)
        assert large.value == 2**40
    print("ok" if took.value < 10_000 < box.value else took.value)
"""

RULE = Rule(
    code="MP325",
    name="number-too-large",
    summary="A number is stored in a shared Value or Array whose type is too small for it.",
    why=(
        "A Value is a number of C with a fixed width, an Array holds several. What does not fit is cut off without any error: a Value of type i "
        "holds up to 2147483647, and 2147483648 becomes -2147483648, be it stored or added up. On Windows the type l is no "
        "wider."
    ),
    cure='Use the type "q" (64 bits) for whole numbers, or "d" for times in seconds.',
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Value",
        "https://docs.python.org/3/library/ctypes.html#fundamental-data-types",
    ),
    catalogue=("D09",),
    bad=(
        Example(_NANOSECONDS, Outcome("wrong", "finished at another time")),
        Example(_LIMIT, Outcome("wrong", "left are -1")),
        Example(_ADDED_UP, Outcome("wrong", "copied -")),
        Example(_ARRAY, Outcome("wrong", "spent -")),
        Example(_BLOCKS, Outcome("wrong", "read ")),
    ),
    good=(Example(_WIDE_ENOUGH), Example(_SMALL), Example(_FEW_ADDITIONS), Example(_OTHER_VALUES)),
    check=check,
)
