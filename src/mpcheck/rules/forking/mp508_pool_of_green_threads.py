"""MP508: a pool or a queue is used in a program whose threads gevent or eventlet has replaced."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.forking.green_feeders import starved_queues
from mpcheck.rules.forking.green_threads import replacements

#: eventlet's feeder is a green thread that does hand over what is put when it is put.
_STOPPED_BY_READS = ("gevent.monkey.patch_all",)


def check(module: Module) -> Iterator[Finding]:
    """Report pools of processes in a program that patches everything, and queues whose feeder is kept from running."""
    patches = replacements(module)
    for event in module.events_reached("pool", "new") if patches else ():
        message = "the pool serves its workers by threads, which are green threads here: its results never arrive"
        breaks = [target for target in module.targets_of(event) if target.platform != "windows"]
        related = [(patches[0], "threads are replaced here")]
        yield from RULE.at(module, event.call, message, breaks=breaks, related=related)
    if any(module.external_name(call.func) in _STOPPED_BY_READS for call in patches):
        yield from _starved(module, patches[0])


def _starved(module: Module, patch: ast.Call) -> Iterator[Finding]:
    """Queues that nothing leaves while their process waits for an answer."""
    for starved in starved_queues(module):
        message = "a thread hands over what is put here, which is a green thread, and never runs while the answer is waited for"
        breaks = [target for target in module.targets_of(starved.waits) if target.platform != "windows"]
        related = [
            (patch, "threads are replaced here"),
            (starved.filled, "put here"),
            (starved.waits.call, "waits without letting green threads run"),
        ]
        yield from RULE.at(module, starved.at, message, breaks=breaks, related=related)


_GEVENT = """
from gevent import monkey

monkey.patch_all()

import multiprocessing


def double(number):
    return 2 * number


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:  # MP508
        doubled = pool.map(double, range(3))
    print("ok" if doubled == [0, 2, 4] else doubled)
"""

_EVENTLET = """
import eventlet

eventlet.monkey_patch()

from multiprocessing import get_context


def double(number):
    return 2 * number


class Service:
    def __init__(self, context):
        self.pool = context.Pool(2)  # MP508

    def run(self):
        with self.pool as pool:
            return pool.map(double, range(3))


if __name__ == "__main__":
    doubled = Service(get_context("spawn")).run()
    print("ok" if doubled == [0, 2, 4] else doubled)
"""

_QUEUE = """
from gevent import monkey

monkey.patch_all()

import gevent
from multiprocessing import Process, Queue


def double(numbers, answers):
    for number in iter(numbers.get, None):
        answers.put(2 * number)


def feed(numbers):
    for number in (1, 2, None):
        numbers.put(number)


def main():
    numbers, answers = Queue(), Queue()  # MP508
    worker = Process(target=double, args=(numbers, answers))
    worker.start()
    feeding = gevent.spawn(feed, numbers)
    print(answers.get(), answers.get())
    feeding.join()
    worker.join()
    print("ok")


if __name__ == "__main__":
    main()
"""

_SOCKETS_ONLY = """
from gevent import monkey

monkey.patch_socket()

import multiprocessing


def double(number):
    return 2 * number


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        doubled = pool.map(double, range(3))
    print("ok" if doubled == [0, 2, 4] else doubled)
"""

_PROCESS = """
import gevent.monkey

gevent.monkey.patch_all()

from multiprocessing import Process, SimpleQueue


def double(number, answers):
    answers.put(2 * number)


if __name__ == "__main__":
    answers = SimpleQueue()
    worker = Process(target=double, args=(3, answers))
    worker.start()
    doubled = answers.get()
    worker.join()
    print("ok" if doubled == 6 and worker.exitcode == 0 else doubled)
"""

_GIVEN_TIME = """
import gevent.monkey

gevent.monkey.patch_all()

from multiprocessing import Process, Queue


def double(numbers, answers):
    answers.put(2 * numbers.get())


if __name__ == "__main__":
    numbers, answers = Queue(), Queue()
    worker = Process(target=double, args=(numbers, answers))
    worker.start()
    numbers.put(3)
    doubled = answers.get(timeout=60)
    worker.join()
    print("ok" if doubled == 6 else doubled)
"""

_THREADS = """
import gevent
import gevent.monkey

gevent.monkey.patch_all()


def double(number):
    return 2 * number


if __name__ == "__main__":
    threads = gevent.get_hub().threadpool
    doubled = threads.map(double, range(3))
    print("ok" if doubled == [0, 2, 4] else doubled)
"""

RULE = Rule(
    code="MP508",
    name="pool-of-green-threads",
    summary="A multiprocessing Pool or Queue is used after gevent or eventlet has patched the threads of the program.",
    why=(
        "A pool moves tasks and results between its queues and its workers by threads of the parent. After "
        "`monkey.patch_all()` or `eventlet.monkey_patch()` these are green threads of one real thread, and the first that "
        "waits for a pipe or a semaphore of multiprocessing stops them all: map() never returns, or eventlet complains of a "
        "second reader. It is so under every start method. A Queue has such a thread, too: under gevent, what is put into it "
        "stays where it is while the program waits in the `get()` or `recv()` of multiprocessing, which lets no green thread run."
    ),
    cure=(
        "Use the thread pool of gevent or eventlet for what blocks, do the work of processes in a program of its own that "
        "is not patched, use a SimpleQueue or wait with a timeout, or patch only what the program needs, such as `monkey.patch_socket()`."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://www.gevent.org/api/gevent.monkey.html#gevent.monkey.patch_thread",
        "https://github.com/gevent/gevent/issues/1876",
    ),
    catalogue=("C12",),
    bad=(
        Example(_GEVENT, Outcome("hangs"), platforms=("linux",), requires=("gevent",)),
        Example(_EVENTLET, Outcome("any"), platforms=("linux",), requires=("eventlet",)),
        Example(_QUEUE, Outcome("hangs"), platforms=("linux",), requires=("gevent",)),
    ),
    good=(
        Example(_SOCKETS_ONLY, requires=("gevent",)),
        Example(_PROCESS, requires=("gevent",)),
        Example(_GIVEN_TIME, requires=("gevent",)),
        Example(_THREADS, requires=("gevent",)),
    ),
    check=check,
)
