"""MP401: a process is joined before the queue or pipe that it writes to is read."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.channels import READS
from mpcheck.rules.lifecycle.early_joins import EarlyJoin, early_joins
from mpcheck.rules.lifecycle.joining import Wait, gives_up
from mpcheck.rules.lifecycle.undrained import Undrained, undrained


def check(module: Module) -> Iterator[Finding]:
    """Report joins from which a read of the process's channel can follow, and none comes before; or never enough of them."""
    reported: set[ast.AST] = set()
    for early in early_joins(module):
        if early.at not in reported:
            reported.add(early.at)
            yield from _report(module, early)
    for one in undrained(module):
        if one.at not in reported:
            reported.add(one.at)
            yield from _report_undrained(module, one)


def _report_undrained(module: Module, one: Undrained) -> Iterator[Finding]:
    how_much = "less is read from it than that puts" if one.is_read else "nothing reads it"
    message = f"{_waiting(one.wait)} waits for a process that itself waits until its queue is read, and {how_much}"
    yield from RULE.at(
        module,
        one.at,
        message,
        breaks=module.targets_of(one.task.event),
        related=[(one.put, "put here"), (one.channel, "made here")],
        severity=Severity.NOTE if one.wait.has_timeout else None,
        confidence=Confidence.MEDIUM,
    )


def _waiting(wait: Wait) -> str:
    return "the loop" if wait.loop else f"`{ast.unparse(wait.event.call)}`"


def _report(module: Module, early: EarlyJoin) -> Iterator[Finding]:
    wait, task = early.wait, early.task
    function = early.read.func
    queue = function.value if isinstance(function, ast.Attribute) and function.attr in READS else None
    name = f"`{ast.unparse(queue)}`" if queue is not None else "the queue"
    message = f"{_waiting(wait)} waits for a process that may itself be waiting until {name} is read, which happens only afterwards"
    yield from RULE.at(
        module,
        early.at.context_expr if isinstance(early.at, ast.withitem) else early.at,
        message,
        breaks=module.targets_of(task.event),
        related=[(early.read, "read here, after the join"), (early.channel, "made here")],
        severity=Severity.NOTE if wait.has_timeout else None,
        confidence=_confidence(module, early),
    )


def _confidence(module: Module, early: EarlyJoin) -> Confidence:
    """A guess where what is written fits in all likelihood; a join with a time limit ends in any case."""
    if early.amounts <= {"error", "little"} or _is_stopped(module, early):
        return Confidence.LOW
    much = "any" in early.amounts and len(early.task.callables) == 1
    if early.wait.has_timeout:
        return Confidence.MEDIUM if much else Confidence.LOW
    return Confidence.HIGH if much else Confidence.MEDIUM


def _is_stopped(module: Module, early: EarlyJoin) -> bool:
    """Whether a function stops the process, be it by force, and another one reads what is left, if anybody wants it."""
    join = early.wait.event
    return gives_up(module, join) and module.function(early.read) is not module.function(join.call)


_BATCH = """
from multiprocessing import Process, Queue


def work(number, results):
    results.put(str(number) * 300_000)


if __name__ == "__main__":
    results = Queue()
    workers = [Process(target=work, args=(n, results)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()  # MP401
    print(sum(len(results.get()) for _ in workers))
"""

_CLASS = """
import multiprocessing as mp


class Squares(mp.Process):
    def __init__(self, out, count):
        super().__init__()
        self.out = out
        self.count = count

    def run(self):
        for number in range(self.count):
            self.out.put((number, number * number))
        self.out.put(None)


class Job:
    def __init__(self, ctx):
        self.out = ctx.SimpleQueue()
        self.child = Squares(self.out, 100_000)

    def finish(self):
        self.child.join()

    def run(self):
        self.child.start()
        self.finish()  # MP401
        return list(iter(self.out.get, None))


if __name__ == "__main__":
    print(len(Job(mp).run()))
"""

_PIPE = """
from multiprocessing import Pipe, Process


def produce(end):
    end.send(b"x" * 1_000_000)
    end.close()


def main():
    here, there = Pipe(duplex=False)
    child = Process(target=produce, args=(there,))
    child.start()
    child.join()  # MP401
    print(len(here.recv()))


if __name__ == "__main__":
    main()
"""

_NOBODY = """
from multiprocessing import Process, Queue


def work(log):
    text = "line " * 50_000
    log.put(text)
    print("done")


if __name__ == "__main__":
    log = Queue()
    child = Process(target=work, args=(log,))
    child.start()
    child.join()  # MP401
    print("ok")
"""

_ONE_OF_MANY = """
import multiprocessing as mp


class Sensor(mp.Process):
    def __init__(self, values):
        super().__init__()
        self.values = values

    def run(self):
        for number in range(20_000):
            self.values.put((number, number / 7, "degrees"))


def main():
    values = mp.Queue()
    sensor = Sensor(values)
    sensor.start()
    print("first", values.get())
    sensor.join()  # MP401
    print("ok")


if __name__ == "__main__":
    main()
"""

_FITS = """
from multiprocessing import Process, Queue


def work(limit, results):
    total = 0
    for number in range(limit):
        total += number + number**2
    results.put(total)
    for number in range(3):
        results.put(number)


if __name__ == "__main__":
    results, unread = Queue(), Queue()
    children = [Process(target=work, args=(1000, queue)) for queue in (results, unread)]
    for child in children:
        child.start()
    first = results.get()
    for child in children:
        child.join()
    assert first > 1000
    assert [child.exitcode for child in children] == [0, 0]
    print("ok")
"""

_READ_FIRST = """
from multiprocessing import Process, Queue


def work(number, results):
    results.put(str(number) * 300_000)


if __name__ == "__main__":
    results = Queue()
    workers = [Process(target=work, args=(n, results)) for n in range(4)]
    for worker in workers:
        worker.start()
    total = sum(len(results.get()) for _ in workers)
    for worker in workers:
        worker.join()
    assert total == 1_200_000
    assert all(worker.exitcode == 0 for worker in workers)
    print("ok")
"""

_MANAGER = """
import multiprocessing


def work(results):
    results.put("x" * 1_000_000)


if __name__ == "__main__":
    with multiprocessing.Manager() as manager:
        results = manager.Queue()
        child = multiprocessing.Process(target=work, args=(results,))
        child.start()
        child.join()
        assert child.exitcode == 0
        assert len(results.get()) == 1_000_000
    print("ok")
"""

_CONSUMERS = """
from multiprocessing import Process, Queue
from threading import Thread


def double(tasks, results):
    for number in iter(tasks.get, None):
        results.put("x" * number * 2)


def collect(results, into):
    for text in iter(results.get, None):
        into.append(len(text))


if __name__ == "__main__":
    tasks, results, lengths = Queue(), Queue(), []
    child = Process(target=double, args=(tasks, results))
    child.start()
    collector = Thread(target=collect, args=(results, lengths))
    collector.start()
    for number in (100_000, 200_000, None):
        tasks.put(number)
    child.join()
    results.put(None)
    collector.join()
    assert child.exitcode == 0
    assert lengths == [200_000, 400_000]
    assert results.empty()
    print("ok")
"""

RULE = Rule(
    code="MP401",
    name="join-before-queue-drained",
    summary="A process is joined before the queue or pipe that it writes to is read, or read to its end.",
    why=(
        "A pipe holds little, often 64 KiB. A process that has put more into a queue than fits does not end before "
        "somebody reads it: its feeder thread is still writing (a SimpleQueue or a Pipe blocks in put or send itself). "
        "The parent waits for the process in join(), the process for the parent: both wait for ever. With little data "
        "the same code works, so tests pass and real data hangs."
    ),
    cure="Read what the processes send first, one get() for each item or up to an end mark, and join them afterwards.",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#programming-guidelines",
        "https://docs.python.org/3/library/multiprocessing.html#pipes-and-queues",
    ),
    catalogue=("C01",),
    bad=(
        Example(_BATCH, Outcome("hangs")),
        Example(_CLASS, Outcome("hangs")),
        Example(_PIPE, Outcome("hangs")),
        Example(_NOBODY, Outcome("hangs")),
        Example(_ONE_OF_MANY, Outcome("hangs")),
    ),
    good=(Example(_READ_FIRST), Example(_MANAGER), Example(_CONSUMERS), Example(_FITS)),
    check=check,
)
