"""MP612: a queue or semaphore is made that counts further than macOS can."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.values import Const, only
from mpcheck.rules.base import Example, Outcome, Rule

_MOST = 32767
_SIZES = {"queue": "maxsize", "joinable-queue": "maxsize", "semaphore": "value", "bounded-semaphore": "value"}


def check(module: Module) -> Iterator[Finding]:
    """Report literal sizes that are too large."""
    for event in module.events_reached(_SIZES, "new"):
        param = _SIZES[event.kind]
        values = event.values(param)
        for one in only(Const, values):
            if type(one.value) is int and one.value > _MOST:
                targets = (target for target in module.targets_of(event) if target.platform == "macos")
                message = f"{one.value} is more than a semaphore of macOS counts ({_MOST}): this raises OSError there"
                related = [(one.node, "the number")] if one.node is not event.argument(param) else []
                confidence = Confidence.HIGH if len(values) == 1 and event.is_certain else Confidence.MEDIUM
                breaks = module.narrow(one.node, targets)
                yield from RULE.at(module, event.call, message, breaks=breaks, related=related, confidence=confidence)


_QUEUE = """
import multiprocessing as mp

if __name__ == "__main__":
    jobs = mp.Queue(100_000)  # MP612
    jobs.put("job")
    assert jobs.get() == "job"
    print("ok")
"""

_SEMAPHORE = """
from multiprocessing import get_context

LIMIT = 65_536


class Gate:
    def __init__(self, context, limit):
        self.free = context.BoundedSemaphore(value=limit)  # MP612


if __name__ == "__main__":
    gate = Gate(get_context("spawn"), LIMIT)
    print("ok" if gate.free.acquire() else "closed")
"""

_SMALL = """
import multiprocessing as mp

if __name__ == "__main__":
    for jobs in (mp.Queue(), mp.Queue(0), mp.JoinableQueue(maxsize=32767)):
        jobs.put(1)
        assert jobs.get() == 1
    assert mp.Semaphore(1000).acquire()
    print("ok")
"""

_THREADS = """
import multiprocessing
import queue
import threading

jobs = queue.Queue(100_000)
jobs.put(1)
assert jobs.get() == 1
assert threading.Semaphore(100_000).acquire()
print("ok")
"""

_TESTED = """
import multiprocessing
import sys

SIZE = 1000 if sys.platform == "darwin" else 100_000

if __name__ == "__main__":
    jobs = multiprocessing.Queue(SIZE if len(sys.argv) > 1 else 10)
    jobs.put(1)
    assert jobs.get() == 1
    print("ok")
"""

_SOURCE = "https://github.com/python/cpython/issues/119534"

RULE = Rule(
    code="MP612",
    name="counter-too-large-for-macos",
    summary="A queue of a size, or a semaphore of a value, above 32767 is made.",
    why=(
        "The free places of a bounded multiprocessing queue are counted by a semaphore, and on macOS none can be made "
        "with more than 32767 (SEM_VALUE_MAX): OSError, invalid argument. Linux and Windows count to 2147483647."
    ),
    cure="Take a smaller number, or 0 for a queue without a limit.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(_SOURCE, "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Queue"),
    catalogue=("E02",),
    bad=(
        Example(_QUEUE, Outcome("raises", "OSError"), platforms=("macos",), platform_only=_SOURCE),
        Example(_SEMAPHORE, Outcome("raises", "OSError"), platforms=("macos",), platform_only=_SOURCE),
    ),
    good=(Example(_SMALL), Example(_THREADS), Example(_TESTED)),
    check=check,
)
