"""MP321: a program that attaches to the shared memory of another destroys it when it ends."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.attributes import is_literal
from mpcheck.model.calls import IMPORT, MAIN
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.outside_names import is_from_outside

_KINDS = "shared-memory shareable-list"


def check(module: Module) -> Iterator[Finding]:
    """Report what attaches by name in files that create no block, nor let another file do so, and what attaches by a name that the program is given."""
    events = list(module.events(_KINDS, "new"))
    creates = not all(_attaches(event) for event in module.events_everywhere(_KINDS, "new"))
    for event in _named_from_outside(module) if creates or not events else ():
        yield from _report(module, event, Confidence.MEDIUM)
    for event in events if not creates else ():
        places = module.graph.place_of(event.call)
        yield from _report(module, event, Confidence.MEDIUM if places & {MAIN, IMPORT} else Confidence.LOW)


def _named_from_outside(module: Module) -> list[Event]:
    """What attaches by a name that the program is given, unless it may create the block as well."""
    named = [event for event in module.events_reached(_KINDS, "new") if _is_named_from_outside(event)]
    return named if all(_attaches(event) for event in named) else []


def _is_named_from_outside(event: Event) -> bool:
    name = event.argument("name")
    return name is not None and is_from_outside(event.ev, name, event.context)


def _report(module: Module, event: Event, confidence: Confidence) -> Iterator[Finding]:
    if (
        module.function(event.call) in module.worker_tasks
        or _chooses_tracking(event)
        or _speaks_of_tracker(module, event)
    ):
        return
    yield from RULE.at(
        module,
        event.call,
        "the end of this program destroys the block to which it attaches, unless the program that made it started this one with multiprocessing",
        breaks=(target for target in module.targets_of(event) if target.platform != "windows"),
        confidence=confidence,
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


def _speaks_of_tracker(module: Module, event: Event) -> bool:
    """Whether the file may keep blocks from being tracked: by taking them off, or by replacing what registers them."""
    return "resource_tracker" in module.ev.file(event.call).text


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

_ITS_OWN_READER = """
import subprocess
import sys
import time
from multiprocessing.shared_memory import SharedMemory


def brightest(name):
    frame = SharedMemory(name=name)  # MP321
    try:
        return max(bytes(frame.buf[:16]))
    finally:
        frame.close()


def expose():
    frame = SharedMemory(create=True, size=16)
    frame.buf[:3] = b"abc"
    subprocess.run([sys.executable, __file__, frame.name], check=True)
    time.sleep(1)
    frame.close()
    try:
        frame.unlink()
    except FileNotFoundError:
        print("the frame is gone")
    else:
        print("ok")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(brightest(sys.argv[1]))
    else:
        expose()
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

_OPENED_AGAIN = """
import sys
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def show(name):
    block = SharedMemory(name=name)
    assert block.buf[0] == 42
    block.close()


def main(name):
    block = SharedMemory(name=name, create=True, size=16)
    block.buf[0] = 42
    worker = Process(target=show, args=(name,))
    worker.start()
    worker.join()
    assert worker.exitcode == 0
    again = SharedMemory(name=name)
    assert again.buf[0] == 42
    again.close()
    block.close()
    block.unlink()
    print("ok")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "mpcheck_frame")
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
        Example(_ITS_OWN_READER, Outcome("wrong", "the frame is gone"), platforms=("linux",)),
    ),
    good=(
        Example(_WRITER, pythons=">=3.13", files=(("reader.py", _UNTRACKED_READER),)),
        Example(_LIST_WRITER.replace("[1, 2, 3]", "[4, 5, 6]"), files=(("total.py", _UNREGISTERED_LIST),)),
        Example(_WORKERS),
        Example(_OPENED_AGAIN),
    ),
    check=check,
)
