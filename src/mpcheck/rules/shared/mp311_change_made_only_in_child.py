"""MP311: code of a child process sets an attribute or a name that the parent reads from its own object or module."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model import attributes
from mpcheck.model.accesses import reads_in
from mpcheck.model.lost_state import LostWrite, is_constructor, lost_writes
from mpcheck.model.module import Module
from mpcheck.model.order import frames
from mpcheck.model.scopes import ClassInfo
from mpcheck.model.values import Instance
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.closing import only_closes
from mpcheck.rules.shared.foreign_globals import foreign_lost_globals
from mpcheck.rules.shared.lost_arguments import lost_arguments
from mpcheck.rules.shared.lost_globals import LostChange, comes_after, lost_globals
from mpcheck.rules.shared.lost_rebindings import lost_rebindings

_CURE_OF_SHARED = "Change the object: `shared.append(x)`, `shared[:] = rows`, `shared[key] = x`, `counter.value += 1`."


def check(module: Module) -> Iterator[Finding]:
    """Report what the work sets on a copy of an object or module, where the parent reads it after the work was sent."""
    yield from _of_objects(module)
    for lost in (
        *lost_globals(module),
        *foreign_lost_globals(module),
        *lost_arguments(module),
        *lost_rebindings(module),
    ):
        yield from _report_global(module, lost)


def _of_objects(module: Module) -> Iterator[Finding]:
    lost = lost_writes(module)
    reads: dict[tuple[ClassInfo, str], tuple[LostWrite, list[tuple[ast.Attribute, Confidence]]]] = {}
    for node in _reads(module) if lost else ():
        writes = lost.get(node.attr, [])
        for write in writes:
            confidence = _confidence(module, node, write, writes)
            if confidence is not None:
                reads.setdefault((write.info, write.attribute), (write, []))[1].append((node, confidence))
                break
    for write, found in reads.values():
        yield from _report(module, write, found)


def _reads(module: Module) -> Iterator[ast.Attribute]:
    """The attributes that this file reads, and those that functions of other files read which it calls."""
    reads = (node for function in module.functions_elsewhere for node in reads_in(module, function))
    yield from (node for node in (*module.found.loads, *reads) if isinstance(node, ast.Attribute))


def _confidence(
    module: Module, node: ast.Attribute, write: LostWrite, writes: Iterable[LostWrite]
) -> Confidence | None:
    """How sure it is that the parent reads the attribute of its own object after the work was sent; None if it is not."""
    classes = {one.info for one in writes}
    function = module.function(node)
    if function in write.functions or not _is_of(module, node, classes) or only_closes(module, node):
        return None
    if is_constructor(function) and function not in frames(module, write.task.event.sites):
        return None  # it has no work to send yet
    confidence = comes_after(module, node, write.task)
    return Confidence.MEDIUM if write.is_held and confidence is Confidence.HIGH else confidence


def _is_of(module: Module, node: ast.Attribute, classes: set[ClassInfo]) -> bool:
    """Whether nothing but objects of the classes is known to be there."""
    owners = module.contexts.values(node.value)
    return bool(owners) and all(
        isinstance(one, Instance) and not classes.isdisjoint(attributes.bases(module.ev, one.info)) for one in owners
    )


def _report_global(module: Module, lost: LostChange) -> Iterator[Finding]:
    event, name = lost.task.event, lost.write.name
    message = f"`{name}` is changed in another process, which has a copy: the parent still reads what it has itself"
    if lost.is_rebound:
        message = f"this makes `{name}` the name of something else in another process: what they share is not changed"
    related = [
        (lost.read, "read here, in the parent"),
        (event.call, "the work is given to the other process here"),
    ]
    breaks = module.targets_of(event)
    cure = _CURE_OF_SHARED if lost.is_rebound else None
    node, confidence = lost.write.node, lost.confidence
    yield from RULE.at(module, node, message, breaks=breaks, related=related, confidence=confidence, cure=cure)


def _report(module: Module, write: LostWrite, reads: list[tuple[ast.Attribute, Confidence]]) -> Iterator[Finding]:
    read, confidence = max(reads, key=lambda found: found[1].rank)
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

_GLOBAL = """
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor

found = defaultdict(list)


def collect(n):
    found[n % 2].append(n)  # MP311


def main():
    with ProcessPoolExecutor(2) as executor:
        list(executor.map(collect, range(4)))
    print("ok" if sum(map(len, found.values())) == 4 else f"nothing but {dict(found)}")


if __name__ == "__main__":
    main()
"""

_REBOUND = """
from multiprocessing import Process

total = 0


def add(n):
    global total
    total += n  # MP311


if __name__ == "__main__":
    workers = [Process(target=add, args=(n,)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("ok" if total == 3 else f"total {total}")
"""

_OWN_GLOBALS = """
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Lock, Pool

known = {}
lock = None
collected = []
seen = []


def initialize(given):
    global lock
    lock = given


def square(n):
    with lock:
        if n not in known:
            known[n] = n * n
    return known[n]


def collect(n):
    collected.append(n)


def note(n):
    seen.append(n)
    return len(seen)


if __name__ == "__main__":
    assert not seen
    with Pool(2, initialize, (Lock(),)) as pool:
        assert pool.map(square, [1, 2]) == [1, 4]
        pool.map(collect, [1, 2])
        pool.map(note, [1])
    with ThreadPoolExecutor(2) as executor:
        list(executor.map(collect, [1, 2]))
    assert sorted(collected) == [1, 2]
    print("ok")
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

_PASSED = """
from multiprocessing import Process


def collect(words, found):
    for word in words:
        found[word] = len(word)  # MP311


def main():
    found = {}
    process = Process(target=collect, args=(["do", "re"], found))
    process.start()
    process.join()
    print("ok" if found == {"do": 2, "re": 2} else f"nothing found: {found}")


if __name__ == "__main__":
    main()
"""

_SHARED_REBOUND = """
from multiprocessing import Manager, Process, Value


def work(rows, counter):
    rows = rows + [1]  # MP311
    counter = counter.value + 1  # MP311


if __name__ == "__main__":
    with Manager() as manager:
        rows, counter = manager.list(), Value("i", 0)
        process = Process(target=work, args=(rows, counter))
        process.start()
        process.join()
        print("ok" if (list(rows), counter.value) == ([1], 1) else f"still {list(rows)} and {counter.value}")
"""

_SHARED_CHANGED = """
from multiprocessing import Manager, Process, Value


def work(rows, names, counter):
    rows += [1]
    rows[:] = rows + [2]
    with counter.get_lock():
        counter.value += 1
    names = dict(names)
    rows.append(names["a"])
    rows = None


if __name__ == "__main__":
    with Manager() as manager:
        rows, names, counter = manager.list(), manager.dict(a=3), Value("i", 0)
        process = Process(target=work, args=(rows, names, counter))
        process.start()
        process.join()
        assert names.copy() == {"a": 3}
        print("ok" if (list(rows), counter.value) == ([1, 2, 3], 1) else f"still {list(rows)} and {counter.value}")
"""

RULE = Rule(
    code="MP311",
    name="change-made-only-in-child",
    summary="Code that runs in another process sets an attribute or a module-level name, and the parent reads its own.",
    why=(
        "The child has a copy of the object: pickled under spawn and forkserver and for every task of a pool, or part of "
        "the copied memory under fork. What run() or a worker method assigns to self or appends to a list of self stays in "
        "the child and ends with it. The object of the parent is not touched, and nothing reports it. The same is true of "
        "the names of a module: each process has its own, and a list or dict that workers fill stays empty in the parent. So does "
        "one that is passed to them. And what processes do share, a Value or a proxy, is changed by its methods alone: an "
        "assignment to a name that holds it only gives that name to something else."
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
        Example(_GLOBAL, Outcome("wrong", "nothing but {}")),
        Example(_REBOUND, Outcome("wrong", "total 0")),
        Example(_PASSED, Outcome("wrong", "nothing found: {}")),
        Example(_SHARED_REBOUND, Outcome("wrong", "still [] and 0")),
    ),
    good=(Example(_SENT_BACK), Example(_THREADS), Example(_MANAGED), Example(_OWN_GLOBALS), Example(_SHARED_CHANGED)),
    check=check,
)
