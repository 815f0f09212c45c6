"""MP705: shared memory is created under a name that is written in the code."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.attributes import is_literal
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.values import Const, Values
from mpcheck.rules.base import Example, Outcome, Rule

_BLOCKS = ("shared-memory", "shareable-list")


def check(module: Module) -> Iterator[Finding]:
    """Report blocks that each run of the program makes under the same name."""
    for event in module.caused_events:
        if event.kind not in _BLOCKS or not event.creates or not _creates(event):
            continue
        name = _fixed_name(event.values("name"))
        here = module.is_here(event.call)
        if name and (here or not _is_told_at_home(module, event)) and not _is_caught(module, event):
            message = (
                f'every run creates the block "{name}": a second one at the same time, or after a crash that left it '
                "behind, fails, and other users of the machine can take the name first"
            )
            node = event.call if here else event.sites[0]
            related = [] if here else [(event.call, "the block is made here")]
            yield from RULE.at(module, node, message, breaks=module.narrow(node, module.targets), related=related)


def _fixed_name(names: Values) -> str:
    """The name of a block, where it is written in the code whichever way the program takes."""
    written = [one.value for one in names if isinstance(one, Const) and isinstance(one.value, str)]
    return min(written) if len(written) == len(names) > 0 else ""


def _is_told_at_home(module: Module, event: Event) -> bool:
    """Whether another file fixes the name whoever calls it, which the report on that file says."""
    written = event.argument("name")
    return written is not None and bool(_fixed_name(module.values(written)))


def _is_caught(module: Module, event: Event) -> bool:
    return any(module.is_caught(site, "FileExistsError") for site in event.sites)


def _creates(event: Event) -> bool:
    """Whether the call makes a new block, and does not attach to one that exists."""
    if event.kind == "shareable-list":
        given = event.values("sequence")
        return bool(given) and not any(is_literal(one, None) for one in given)
    return all(is_literal(one, True) for one in event.values("create")) and bool(event.values("create"))


_BLOCK = """
import subprocess
import sys
from multiprocessing.shared_memory import SharedMemory


def main():
    frame = SharedMemory(name="mp705_frame", create=True, size=100)  # MP705
    try:
        if len(sys.argv) == 1:
            second = subprocess.run([sys.executable, __file__, "second"], capture_output=True, encoding="utf-8")
            sys.exit(second.stderr)
    finally:
        frame.close()
        frame.unlink()


if __name__ == "__main__":
    main()
"""

_WORKERS = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import shared_memory

NAME = "mp705_buffer"


class Buffer:
    def __init__(self, size):
        self.block = shared_memory.SharedMemory(NAME, True, size)  # MP705

    def close(self):
        self.block.close()
        self.block.unlink()


def work(n):
    own = Buffer(n)
    own.close()


def main():
    mine = Buffer(10)
    try:
        with ProcessPoolExecutor(1) as executor:
            executor.submit(work, 10).result()
    finally:
        mine.close()


if __name__ == "__main__":
    main()
"""

_LIST = """
from multiprocessing.shared_memory import ShareableList

if __name__ == "__main__":
    first = ShareableList([1, 2, 3], name="mp705_numbers")  # MP705
    try:
        second = ShareableList([4, 5, 6], name="mp705_numbers")  # MP705
    finally:
        first.shm.close()
        first.shm.unlink()
"""

_BOARD = """
from multiprocessing.shared_memory import ShareableList


class Board:
    def __init__(self, rows, name="mp705_board"):
        self.rows = ShareableList(rows, name=name)

    def close(self):
        self.rows.shm.close()
        self.rows.shm.unlink()
"""

_BOARDS = """
from contextlib import ExitStack

from board import Board


def main():
    with ExitStack() as stack:
        for rows in ([1, 2], [3, 4]):
            board = Board(rows)  # MP705
            stack.callback(board.close)


if __name__ == "__main__":
    main()
"""

_CHOSEN = """
from multiprocessing import Process
from multiprocessing.shared_memory import ShareableList, SharedMemory


def fill(name):
    block = SharedMemory(name=name)
    block.buf[0] = 7
    block.close()


if __name__ == "__main__":
    block = SharedMemory(create=True, size=10)
    numbers = ShareableList([1, 2])
    process = Process(target=fill, args=(block.name,))
    process.start()
    process.join()
    assert process.exitcode == 0 and block.buf[0] == 7
    for one in (block, numbers.shm):
        one.close()
        one.unlink()
    print("ok")
"""

_OWN_NAMES = """
import os
import secrets
from multiprocessing.shared_memory import SharedMemory


def create(purpose):
    return SharedMemory(f"{purpose}_{os.getpid()}", create=True, size=10)


if __name__ == "__main__":
    blocks = [create("frame"), SharedMemory("frame_" + secrets.token_hex(4), True, 10)]
    for block in blocks:
        block.close()
        block.unlink()
    print("ok")
"""

_TAKEN = """
from multiprocessing.shared_memory import SharedMemory

NAME = "mp705_cache"


def open_cache():
    try:
        return SharedMemory(name=NAME, create=True, size=10)
    except FileExistsError:
        return SharedMemory(name=NAME, create=False)


if __name__ == "__main__":
    one, other = open_cache(), open_cache()
    one.buf[0] = 5
    assert other.buf[0] == 5
    other.close()
    one.close()
    one.unlink()
    print("ok")
"""

RULE = Rule(
    code="MP705",
    name="fixed-shared-memory-name",
    summary="A SharedMemory or ShareableList is created under a name that is the same in every run.",
    why=(
        "Names of shared memory belong to the machine, not to the program. With a literal name a second run, or a second "
        "worker that comes to this line, gets FileExistsError, and on Linux and macOS so does every run after one that was "
        "killed before unlink(). Another user can create the name first, or attach to it where its permissions allow."
    ),
    cure="Leave the name out, and hand the name that the library chose (`block.name`) to the other processes.",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.shared_memory.html",),
    catalogue=("F05",),
    bad=(
        Example(_BLOCK, Outcome("raises", "FileExistsError")),
        Example(_WORKERS, Outcome("raises", "FileExistsError")),
        Example(_LIST, Outcome("raises", "FileExistsError")),
        Example(_BOARDS, Outcome("raises", "FileExistsError"), files=(("board.py", _BOARD),)),
    ),
    good=(Example(_CHOSEN), Example(_OWN_NAMES), Example(_TAKEN)),
    check=check,
)
