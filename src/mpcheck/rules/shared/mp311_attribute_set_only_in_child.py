"""MP311: code of a child process sets an attribute that the parent reads from its own object."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model import attributes
from mpcheck.model.lost_state import LostWrite, lost_writes
from mpcheck.model.module import Module
from mpcheck.model.order import Body, frames, innermost
from mpcheck.model.scopes import ClassInfo
from mpcheck.model.values import Instance
from mpcheck.rules.base import Example, Outcome, Rule


def check(module: Module) -> Iterator[Finding]:
    """Report what the work sets on a copy of an object, where the parent reads it after the work was sent."""
    lost = lost_writes(module)
    if not lost:
        return
    reads: dict[tuple[ClassInfo, str], tuple[LostWrite, list[tuple[ast.Attribute, Confidence]]]] = {}
    for node in module.found.nodes_of(ast.Attribute):
        writes = lost.get(node.attr, []) if isinstance(node.ctx, ast.Load) else []
        for write in writes:
            confidence = _confidence(module, node, write, writes)
            if confidence is not None:
                reads.setdefault((write.info, write.attribute), (write, []))[1].append((node, confidence))
                break
    for write, found in reads.values():
        yield from _report(module, write, found)


def _confidence(
    module: Module, node: ast.Attribute, write: LostWrite, writes: Iterable[LostWrite]
) -> Confidence | None:
    """How sure it is that the parent reads the attribute of its own object after the work was sent; None if it is not."""
    function = module.function(node)
    classes = {one.info for one in writes if one.task.event.call is write.task.event.call}
    if function in write.functions or function in module.worker_tasks or not _is_of(module, node, classes):
        return None
    sent, read = frames(module, write.task.event.sites), frames(module, (node,))
    shared, body = innermost(sent, read)
    if not shared or not Body(module, next(iter(sent[body]))).any_leads(sent[body], read[body]):
        return None
    return Confidence.HIGH if function is body and len(write.task.callables) == 1 else Confidence.MEDIUM


def _is_of(module: Module, node: ast.Attribute, classes: set[ClassInfo]) -> bool:
    """Whether nothing but objects of the classes is known to be there."""
    owners = module.values(node.value)
    return bool(owners) and all(
        isinstance(one, Instance) and not classes.isdisjoint(attributes.bases(module.ev, one.info)) for one in owners
    )


def _report(module: Module, write: LostWrite, reads: list[tuple[ast.Attribute, Confidence]]) -> Iterator[Finding]:
    read, confidence = max(reads, key=lambda found: found[1] is Confidence.HIGH)
    event = write.task.event
    message = (
        f"`{write.attribute}` is set on the copy of the object that another process has: "
        f"`{ast.unparse(read)}` still holds in this one what it held before"
    )
    related = [
        (read, "read here, in the process that has the object"),
        (event.call, "the work is given to the other process here"),
    ]
    breaks = module.targets_of(event)
    yield from RULE.at(module, write.node, message, breaks=breaks, related=related, confidence=confidence)


_SUBCLASS = """
import multiprocessing as mp


class Summer(mp.Process):
    def __init__(self, numbers):
        super().__init__()
        self.numbers = numbers
        self.total = 0

    def run(self):
        self.total = sum(self.numbers)  # MP311


if __name__ == "__main__":
    summer = Summer([1, 2, 3])
    summer.start()
    summer.join()
    print("ok" if summer.total == 6 else f"total {summer.total}")
"""

_POOL = """
from multiprocessing import Pool


class Collector:
    def __init__(self):
        self.squares = []

    def square(self, n):
        self.store(n * n)

    def store(self, square):
        self.squares.append(square)  # MP311

    def collect(self, n):
        with Pool(2) as pool:
            pool.map(self.square, range(n))
        return sorted(self.squares)


if __name__ == "__main__":
    print("ok" if Collector().collect(3) == [0, 1, 4] else "nothing was collected")
"""

_TARGET = """
import multiprocessing


class Job:
    done = False

    def work(self):
        self.done = True  # MP311

    def is_done(self):
        return self.done


def main():
    job = Job()
    process = multiprocessing.Process(target=job.work)
    process.start()
    process.join()
    return job.is_done()


if __name__ == "__main__":
    print("ok" if main() else "not done")
"""

_SENT_BACK = """
import multiprocessing as mp
from multiprocessing import Pool, Process


class Summer(Process):
    def __init__(self, numbers):
        super().__init__()
        self.numbers = numbers
        self.queue = mp.SimpleQueue()
        self.steps = mp.Value("i", 0)
        self.seen = 0

    def run(self):
        for number in self.numbers:
            self.seen += number
            self.steps.value += 1
        self.queue.put(self.seen)

    def result(self):
        self.total = self.queue.get()
        return self.total


class Collector:
    def __init__(self):
        self.squares = []

    def square(self, n):
        return n * n

    def collect(self, n):
        with Pool(2) as pool:
            self.squares = pool.map(self.square, range(n))
        return self.squares


if __name__ == "__main__":
    summer = Summer([1, 2, 3])
    summer.start()
    assert summer.result() == summer.total == 6
    summer.join()
    assert summer.steps.value == len(summer.numbers) == 3
    assert Collector().collect(3) == [0, 1, 4]
    print("ok")
"""

_THREADS = """
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.pool import ThreadPool


class Job:
    def __init__(self):
        self.found = []
        self.cache = None

    def work(self, n):
        self.found.append(n)

    def table(self):
        if self.cache is None:
            self.cache = [n * n for n in range(10)]
        return self.cache

    def look_up(self, n):
        return self.table()[n]


def main():
    job = Job()
    with ThreadPool(1) as pool:
        pool.map(job.work, range(3))
    thread = threading.Thread(target=job.work, args=(3,))
    thread.start()
    thread.join()
    assert job.found == [0, 1, 2, 3]
    with ProcessPoolExecutor(1) as executor:
        assert executor.submit(job.look_up, 3).result() == 9
    assert job.table()[2] == 4


if __name__ == "__main__":
    main()
    print("ok")
"""

_MANAGED = """
from multiprocessing import Manager, Pool


class Collector:
    def __init__(self, squares):
        self.squares = squares
        self.calls = 0

    def square(self, n):
        self.calls += 1
        self.squares.append(n * n)
        return self.calls

    def collect(self, n):
        assert self.calls == 0
        with Pool(1) as pool:
            calls = pool.map(self.square, range(n))
        assert len(calls) == n
        return sorted(self.squares)


if __name__ == "__main__":
    with Manager() as manager:
        assert Collector(manager.list()).collect(3) == [0, 1, 4]
    print("ok")
"""

RULE = Rule(
    code="MP311",
    name="attribute-set-only-in-child",
    summary="A method that runs in another process sets an attribute, and the parent reads it from its own object.",
    why=(
        "The child has a copy of the object: pickled under spawn and forkserver and for every task of a pool, or part of "
        "the copied memory under fork. What run() or a worker method assigns to self or appends to a list of self stays in "
        "the child and ends with it. The object of the parent is not touched, and nothing reports it."
    ),
    cure="Return the value from the task, or send it back through a Queue, Pipe, Value or a proxy of a Manager.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#exchanging-objects-between-processes",
        "https://github.com/python/cpython/issues/85101",
    ),
    catalogue=("D13",),
    bad=(
        Example(_SUBCLASS, Outcome("wrong", "total 0")),
        Example(_POOL, Outcome("wrong", "nothing was collected")),
        Example(_TARGET, Outcome("wrong", "not done")),
    ),
    good=(Example(_SENT_BACK), Example(_THREADS), Example(_MANAGED)),
    check=check,
)
