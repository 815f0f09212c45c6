"""MP508: a pool is made in a program whose threads gevent or eventlet has replaced."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule

_PATCHES = ("gevent.monkey.patch_all", "eventlet.monkey_patch", "eventlet.patcher.monkey_patch")


def check(module: Module) -> Iterator[Finding]:
    """Report pools of processes in a file that patches everything."""
    patches = [call for call in module.calls_of(*_PATCHES) if _replaces_threads(module, call)]
    for event in module.events("pool") if patches else ():
        if event.creates:
            message = "the pool serves its workers by threads, which are green threads here: its results never arrive"
            breaks = [target for target in module.targets_of(event) if target.platform != "windows"]
            related = [(patches[0], "threads are replaced here")]
            yield from RULE.at(module, event.call, message, breaks=breaks, related=related)


def _replaces_threads(module: Module, call: ast.Call) -> bool:
    """Whether the call is made, and nothing is left out."""
    return bool(module.graph.place_of(call)) and not call.args and not call.keywords


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
    summary="A multiprocessing Pool is used after gevent or eventlet has patched the threads of the program.",
    why=(
        "A pool moves tasks and results between its queues and its workers by threads of the parent. After "
        "`monkey.patch_all()` or `eventlet.monkey_patch()` these are green threads of one real thread, and the first that "
        "waits for a pipe or a semaphore of multiprocessing stops them all: map() never returns, or eventlet complains of a "
        "second reader. It is so under every start method."
    ),
    cure=(
        "Use the thread pool of gevent or eventlet for what blocks, do the work of processes in a program of its own that "
        "is not patched, or patch only what the program needs, such as `monkey.patch_socket()`."
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
    ),
    good=(
        Example(_SOCKETS_ONLY, requires=("gevent",)),
        Example(_PROCESS, requires=("gevent",)),
        Example(_THREADS, requires=("gevent",)),
    ),
    check=check,
)
