"""MP602: the size of a queue is asked for on macOS."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.attempts import is_told_by_attempt
from mpcheck.model.module import Module
from mpcheck.model.values import Object
from mpcheck.rules.base import Example, Outcome, Rule

_ERROR = "NotImplementedError"


def check(module: Module) -> Iterator[Finding]:
    """Report ``qsize()`` of queues between processes where macOS is reached and NotImplementedError is not taken."""
    for event in module.events_reached("queue joinable-queue", "qsize"):
        targets = frozenset(target for target in module.targets_of(event) if target.platform == "macos")
        if targets and not _is_expected(module, event.call):
            made = event.receiver.call if isinstance(event.receiver, Object) else None
            related = [(made, "the queue is made here")] if made is not None else []
            confidence = Confidence.HIGH if event.is_certain else Confidence.MEDIUM
            message = "`qsize()` of a queue between processes raises NotImplementedError on macOS"
            yield from RULE.at(module, event.call, message, breaks=targets, related=related, confidence=confidence)


def _is_expected(module: Module, call: ast.Call) -> bool:
    """Whether the error is taken, or such a call has been tried before."""
    return module.is_caught(call, _ERROR) or is_told_by_attempt(module, call, _ERROR)


_WAITS = """
import multiprocessing as mp


def produce(queue):
    for number in range(3):
        queue.put(number)


if __name__ == "__main__":
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue,))
    producer.start()
    total = sum(queue.get() for _ in range(3))
    producer.join()
    print("left over:", queue.qsize())  # MP602
    print("ok" if total == 3 else "lost something")
"""

_WORKER = """
from multiprocessing import JoinableQueue, Process


class Line:
    def __init__(self):
        self.jobs = JoinableQueue()

    def report(self):
        return f"{self.jobs.qsize()} waiting"  # MP602


def work(jobs):
    while True:
        job = jobs.get()
        print(job, "of about", jobs.qsize() + 1)  # MP602
        jobs.task_done()


if __name__ == "__main__":
    line = Line()
    Process(target=work, args=(line.jobs,), daemon=True).start()
    for job in "abc":
        line.jobs.put(job)
    line.jobs.join()
    print(line.report())
    print("ok")
"""

_OTHERS = """
import asyncio
import multiprocessing as mp
import queue


def work(results, numbers):
    results.put(sum(numbers))


if __name__ == "__main__":
    with mp.Manager() as manager:
        results = manager.Queue()
        child = mp.Process(target=work, args=(results, [1, 2]))
        child.start()
        child.join()
        assert results.qsize() == 1
    assert queue.Queue().qsize() == asyncio.Queue().qsize() == 0
    print("ok")
"""

_CAREFUL = """
import multiprocessing
import sys


def length(queue):
    try:
        return queue.qsize()
    except NotImplementedError:
        return None


if __name__ == "__main__":
    queue = multiprocessing.Queue()
    assert length(queue) in (0, None)
    if sys.platform != "darwin":
        assert queue.qsize() == 0
    assert queue.empty()
    print("ok")
"""

_COUNTED = """
from multiprocessing import Process, Queue, Value


def produce(queue, waiting):
    for number in range(3):
        with waiting:
            waiting.value += 1
        queue.put(number)


if __name__ == "__main__":
    queue, waiting = Queue(), Value("i", 0)
    producer = Process(target=produce, args=(queue, waiting))
    producer.start()
    assert [queue.get() for _ in range(3)] == [0, 1, 2]
    producer.join()
    assert waiting.value == 3
    print("ok")
"""

_TRIED = """
import multiprocessing
from multiprocessing.queues import Queue


class Counted(Queue):
    def __init__(self):
        super().__init__(ctx=multiprocessing.get_context())
        try:
            super().qsize()
            self.has_size = True
        except NotImplementedError:
            self.has_size = False

    def report(self):
        return f"{self.qsize()} waiting" if self.has_size else "some waiting"


if __name__ == "__main__":
    assert Counted().report() in ("0 waiting", "some waiting")
    print("ok")
"""

_SOURCE = "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Queue.qsize"

RULE = Rule(
    code="MP602",
    name="qsize-on-macos",
    summary="qsize() of a queue between processes is called, which macOS does not have.",
    why=(
        "The size of a multiprocessing.Queue is the value of a semaphore, and macOS does not implement sem_getvalue(). "
        "Queue.qsize() and JoinableQueue.qsize() raise NotImplementedError there, in every version of Python; empty() "
        "and full() work. Elsewhere the number is only a guess, since other processes put and get meanwhile."
    ),
    cure="Count with a Value next to the queue, use the queue of a Manager, or take NotImplementedError.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(_SOURCE, "https://github.com/python/cpython/issues/101094"),
    catalogue=("E01",),
    bad=(
        Example(_WAITS, Outcome("raises", "NotImplementedError"), platforms=("macos",), platform_only=_SOURCE),
        Example(_WORKER, Outcome("any", "NotImplementedError"), platforms=("macos",), platform_only=_SOURCE),
    ),
    good=(Example(_OTHERS), Example(_CAREFUL), Example(_COUNTED), Example(_TRIED)),
    check=check,
)
