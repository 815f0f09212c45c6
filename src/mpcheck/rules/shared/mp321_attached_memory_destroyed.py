"""MP321: a program that attaches to the shared memory of another destroys it when it ends."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.attributes import is_literal
from mpcheck.model.calls import IMPORT, MAIN
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule


def check(module: Module) -> Iterator[Finding]:
    """Report what attaches by name in files that create no block and leave the resource tracker as it is."""
    events = list(module.events("shared-memory shareable-list", "new"))
    attaching = [event for event in events if _attaches(event)]
    if len(attaching) < len(events) or _changes_tracker(module):
        return
    for event in attaching:
        places = module.graph.place_of(event.call)
        if module.function(event.call) not in module.worker_tasks and not _chooses_tracking(event):
            yield from RULE.at(
                module,
                event.call,
                "the end of this program destroys the block to which it attaches, unless the program that made it started this one with multiprocessing",
                breaks=(target for target in module.targets_of(event) if target.platform != "windows"),
                confidence=Confidence.MEDIUM if places & {MAIN, IMPORT} else Confidence.LOW,
            )


def _attaches(event: Event) -> bool:
    name = event.values("name")
    if not name or any(is_literal(one, None) for one in name):
        return False
    if event.kind == "shareable-list":
        return event.argument("sequence") is None
    return all(is_literal(one, False) for one in event.values("create"))


def _chooses_tracking(event: Event) -> bool:
    return event.argument("track") is not None or any(keyword.arg is None for keyword in event.written.keywords)


def _changes_tracker(module: Module) -> bool:
    """Whether the file keeps blocks from being tracked: it takes them off, or replaces what registers them."""
    unregisters = any(module.calls_of("multiprocessing.resource_tracker.unregister"))
    return unregisters or any(store.attr == "register" for store, *_ in module.found.attribute_stores)


_WRITER = """
import subprocess
import sys
import time
from multiprocessing.shared_memory import SharedMemory

if __name__ == "__main__":
    block = SharedMemory(create=True, size=16)
    block.buf[0] = 42
    subprocess.run([sys.executable, "reader.py", block.name], check=True)
    time.sleep(1)
    try:
        SharedMemory(name=block.name).close()
    except FileNotFoundError:
        print("the block is gone")
    else:
        block.unlink()
        print("ok")
"""

_READER = """
import sys
from multiprocessing.shared_memory import SharedMemory

block = SharedMemory(name=sys.argv[1])  # MP321
print(block.buf[0])
block.close()
"""

_LIST_WRITER = """
import subprocess
import sys
import time
from multiprocessing import shared_memory

if __name__ == "__main__":
    numbers = shared_memory.ShareableList([1, 2, 3])
    subprocess.run([sys.executable, "total.py", numbers.shm.name], check=True)
    time.sleep(1)
    try:
        numbers.shm.unlink()
    except FileNotFoundError:
        print("the list is gone")
    else:
        print("ok")
"""

_LIST_READER = """
import argparse
import multiprocessing.shared_memory as memory


class Total:
    def __init__(self, name):
        self.numbers = memory.ShareableList(name=name)  # MP321

    def close(self):
        self.numbers.shm.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    total = Total(parser.parse_args().name)
    print(sum(total.numbers))
    total.close()


if __name__ == "__main__":
    main()
"""

_UNTRACKED_READER = """
import sys
from multiprocessing.shared_memory import SharedMemory

untracked = {"track": False} if sys.version_info >= (3, 13) else {}
block = SharedMemory(name=sys.argv[1], **untracked)
print(block.buf[0])
block.close()
"""

_UNREGISTERED_LIST = """
import sys
from multiprocessing import resource_tracker
from multiprocessing.shared_memory import ShareableList

numbers = ShareableList(name=sys.argv[1])
if sys.platform != "win32":
    resource_tracker.unregister(numbers.shm._name, "shared_memory")
print(sum(numbers))
numbers.shm.close()
"""

_WORKERS = """
from multiprocessing import Pool
from multiprocessing.managers import SharedMemoryManager
from multiprocessing.shared_memory import SharedMemory


def first(name):
    block = SharedMemory(name=name)
    number = block.buf[0]
    block.close()
    return number


if __name__ == "__main__":
    with SharedMemoryManager() as manager, Pool(2) as pool:
        block = manager.SharedMemory(16)
        block.buf[0] = 42
        assert pool.map(first, [block.name] * 3) == [42, 42, 42]
    print("ok")
"""

RULE = Rule(
    code="MP321",
    name="attached-memory-destroyed",
    summary="A program attaches to shared memory that another made, and destroys it when it ends.",
    why=(
        "On systems other than Windows each program has a resource tracker, which its multiprocessing children share. "
        "Attaching registers the block there just like creating it, and at the end of the program the tracker unlinks what is "
        "still registered: the next one that attaches gets FileNotFoundError, while the creator goes on with a "
        "block that nobody else can see."
    ),
    cure="Attach with track=False (Python 3.13 and later), or start the reader with multiprocessing from the program that made the block.",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.shared_memory.html#multiprocessing.shared_memory.SharedMemory",
        "https://github.com/python/cpython/issues/82300",
    ),
    catalogue=("D18",),
    bad=(
        Example(_WRITER, Outcome("wrong", "the block is gone"), platforms=("linux",), files=(("reader.py", _READER),)),
        Example(
            _LIST_WRITER,
            Outcome("wrong", "the list is gone"),
            platforms=("linux",),
            files=(("total.py", _LIST_READER),),
        ),
    ),
    good=(
        Example(_WRITER, pythons=">=3.13", files=(("reader.py", _UNTRACKED_READER),)),
        Example(_LIST_WRITER.replace("[1, 2, 3]", "[4, 5, 6]"), files=(("total.py", _UNREGISTERED_LIST),)),
        Example(_WORKERS),
    ),
    check=check,
)
