"""MP210: something that cannot be pickled is put into a queue or sent through a pipe."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.blocked import Blocked
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.pickling.reporting import holder, report

#: Queues whose items a thread pickles later: the caller never sees that it failed.
_FED_BY_A_THREAD = {"queue", "joinable-queue"}


def _belongs(blocked: Blocked) -> bool:
    return blocked.crossing.role == "message" and blocked.obstacle.kind not in ("shared", "exception")


def _say(blocked: Blocked) -> str:
    obstacle, event = blocked.obstacle, blocked.crossing.event
    what = obstacle.words
    if obstacle.path:
        what = f"`{holder(blocked)}{obstacle.path}` holds {what}, which"
    if event.kind in _FED_BY_A_THREAD:
        return f"{what} cannot be pickled: `{event.method}()` returns, the message is dropped and never received"
    return f"{what} cannot be pickled, so `{event.method}()` raises"


def check(module: Module) -> Iterator[Finding]:
    """Report messages that no other process can get."""
    yield from report(RULE, module, _belongs, _say)


_LAMBDA = """
import multiprocessing as mp


def produce(queue):
    queue.put(lambda x: x + 1)  # MP210


if __name__ == "__main__":
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue,))
    producer.start()
    increment = queue.get(timeout=5)
    print(increment(1))
"""

_OBJECTS = """
import threading
from multiprocessing import JoinableQueue, Process


class Job:
    def __init__(self, number):
        self.number = number
        self.done = threading.Event()


class Dispatcher:
    def __init__(self):
        self.jobs = JoinableQueue()

    def submit(self, number):
        self.jobs.put(Job(number))  # MP210

    def work(self):
        while True:
            print(self.jobs.get().number)
            self.jobs.task_done()


if __name__ == "__main__":
    dispatcher = Dispatcher()
    Process(target=dispatcher.work, daemon=True).start()
    for number in range(2):
        dispatcher.submit(number)
    dispatcher.jobs.join()
"""

_TRACEBACK = """
import multiprocessing as mp
import sys


def work(connection):
    try:
        raise ValueError("x")
    except ValueError:
        connection.send(("failed", sys.exc_info()))  # MP210


if __name__ == "__main__":
    receiver, sender = mp.Pipe(duplex=False)
    worker = mp.Process(target=work, args=(sender,))
    worker.start()
    sender.close()
    print(receiver.recv())
"""

_MANAGED = """
from multiprocessing import Manager


def main():
    with Manager() as manager:
        queue = manager.Queue()
        queue.put(line for line in "ab")  # MP210


if __name__ == "__main__":
    main()
"""

_PLAIN = """
import math
import multiprocessing as mp
import traceback


class Job:
    def __init__(self, number):
        self.number = number

    def run(self):
        return self.number * 2


def work(queue):
    try:
        raise ValueError("x")
    except ValueError as error:
        queue.put((error, traceback.format_exc()))
    queue.put([n for n in range(3)])
    queue.put(math.sqrt)
    queue.put(work)
    queue.put(Job(4).run)
    queue.put(None)


if __name__ == "__main__":
    queue = mp.Queue()
    worker = mp.Process(target=work, args=(queue,))
    worker.start()
    received = list(iter(queue.get, None))
    worker.join()
    assert received[-1]() == 8
    print("ok")
"""

_THREADS = """
import asyncio
import queue
import threading
from multiprocessing import Pipe, Process
from multiprocessing.dummy import Queue


def use(connection):
    with connection.recv() as other:
        other.send("here")


async def hand_over():
    items = asyncio.Queue()
    await items.put(lambda: 1)
    return (await items.get())()


if __name__ == "__main__":
    items = queue.Queue()
    items.put(lambda: threading.Lock())
    Queue().put(open(__file__))
    assert asyncio.run(hand_over()) == 1
    one, other = Pipe()
    near, far = Pipe()
    worker = Process(target=use, args=(one,))
    worker.start()
    other.send(far)
    assert near.recv() == "here"
    worker.join()
    print("ok")
"""

_OWN_STATE = """
import multiprocessing as mp
import threading


class Job:
    def __init__(self, number):
        self.number = number
        self.lock = threading.Lock()

    def __getstate__(self):
        return {"number": self.number}


def work(queue):
    queue.put(Job(3))


if __name__ == "__main__":
    queue = mp.SimpleQueue()
    worker = mp.Process(target=work, args=(queue,))
    worker.start()
    assert queue.get().number == 3
    worker.join()
    print("ok")
"""

RULE = Rule(
    code="MP210",
    name="unpicklable-message",
    summary="A lambda, generator, file, lock or another thing that cannot be pickled is put into a queue or a pipe.",
    why=(
        "A Queue or JoinableQueue hands what is put to a thread that pickles it later. When that fails, put() has long "
        "returned: the thread prints a traceback on standard error and drops the item, so the process that counts on it "
        "waits for ever in get(), or join() of a JoinableQueue never ends. A SimpleQueue, a Connection and the queue of "
        "a Manager raise at once. This holds under every start method."
    ),
    cure="Send plain data: a list for a generator, a path for a file, the text of a traceback, the name of a function.",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Queue",
        "https://github.com/python/cpython/issues/84376",
        "https://github.com/python/cpython/issues/79423",
    ),
    catalogue=("B09",),
    bad=(
        Example(_LAMBDA, Outcome("raises", "Empty")),
        Example(_OBJECTS, Outcome("hangs")),
        Example(_TRACEBACK, Outcome("raises", "EOFError")),
        Example(_MANAGED, Outcome("raises", "generator")),
    ),
    good=(Example(_PLAIN), Example(_THREADS), Example(_OWN_STATE)),
    check=check,
)
