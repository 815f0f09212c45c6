"""MP204: an object that is sent to another process holds something that cannot be pickled."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.blocked import Blocked
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.pickling.reporting import LOCAL_CODE, holder, is_method, report


def check(module: Module) -> Iterator[Finding]:
    """Report objects, most often the self of a bound method, that cannot be pickled for what they hold."""

    def belongs(blocked: Blocked) -> bool:
        crossing, obstacle = blocked.crossing, blocked.obstacle
        if obstacle.kind in ("shared", "exception") or crossing.role == "message":
            return False
        if crossing.role == "self":
            return obstacle.kind not in {*LOCAL_CODE, "instance", "name"}
        return bool(obstacle.path) or (obstacle.kind == "object" and is_method(module, blocked))

    yield from report(RULE, module, belongs, _say)


def _say(blocked: Blocked) -> str:
    crossing, obstacle = blocked.crossing, blocked.obstacle
    if not obstacle.path:
        return f"the method is sent together with its object, {obstacle.words}, which cannot be pickled"
    what = f"`{holder(blocked)}{obstacle.path}` holds {obstacle.words}, which cannot be pickled"
    if crossing.role == "self":
        return f"{what}, so this process cannot be started unless it is forked"
    return f"{what}, and the whole object is sent to the other process"


_LOCK = """
import threading
from multiprocessing import Pool


class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.total = 0

    def square(self, x):
        return x * x

    def run(self):
        with Pool(2) as pool:
            self.total = sum(pool.map(self.square, range(4)))  # MP204


if __name__ == "__main__":
    Counter().run()
"""

_PROCESS = """
import multiprocessing as mp
import sqlite3


class Store:
    def __init__(self, path):
        self.connection = sqlite3.connect(path)


class Writer(Store):
    def work(self, key):
        print(key)

    def start(self):
        process = mp.Process(target=self.work, args=("key",))  # MP204
        process.start()
        process.join()
        print("ok" if process.exitcode == 0 else "failed")


if __name__ == "__main__":
    Writer(":memory:").start()
"""

_SUBCLASS = """
from multiprocessing import Process
from threading import Event


class Worker(Process):
    def __init__(self):
        super().__init__()
        self.stopped = Event()  # MP204

    def run(self):
        print(self.stopped.is_set())


if __name__ == "__main__":
    worker = Worker()
    worker.start()
    worker.join()
    print("ok" if worker.exitcode == 0 else "failed")
"""

_ARGUMENT = """
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from threading import RLock


@dataclass
class Job:
    number: int
    guard: RLock = field(default_factory=RLock)


def work(job):
    return job.number


def main():
    jobs = [Job(n) for n in range(3)]
    with ProcessPoolExecutor(2) as executor:
        print(list(executor.map(work, jobs)))  # MP204


if __name__ == "__main__":
    main()
"""

_OWN_STATE = """
import sys
import threading
from multiprocessing import Pool


class Counter:
    out = sys.stdout

    def __init__(self):
        self.lock = threading.Lock()
        self.factor = 2

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["lock"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.lock = threading.Lock()

    def scale(self, x):
        with self.lock:
            return self.factor * x if self.out else None


class Child(Counter):
    pass


if __name__ == "__main__":
    with Pool(1) as pool:
        assert pool.map(Child().scale, [1, 2]) == [2, 4]
    print("ok")
"""

_IN_THE_WORKER = """
import logging
import sqlite3
from multiprocessing import Pool, Process


class Store:
    def __init__(self, path):
        self.path = path
        self.connection = None
        self.log = logging.getLogger(__name__)

    def count(self, number):
        if self.connection is None:
            self.connection = sqlite3.connect(self.path)
        return self.connection.execute("select ?", (number,)).fetchone()[0]

    def count_all(self):
        with Pool(1) as pool:
            return pool.map(self.count, [1, 2])


class Worker(Process):
    def run(self):
        self.file = open(__file__)
        self.file.close()


if __name__ == "__main__":
    assert Store(":memory:").count_all() == [1, 2]
    worker = Worker()
    worker.start()
    worker.join()
    assert worker.exitcode == 0
    print("ok")
"""

_STATIC = """
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Process, Queue


class Server:
    def __init__(self):
        self.lock = threading.Lock()
        self.executor = ProcessPoolExecutor(1)

    @staticmethod
    def square(x):
        return x * x

    def locked(self, x):
        with self.lock:
            return x

    def run(self):
        with self.executor, ThreadPoolExecutor(1) as threads:
            assert self.executor.submit(self.square, 3).result() == 9
            assert threads.submit(self.locked, 3).result() == 3


class Producer:
    def __init__(self):
        self.queue = Queue()
        self.process = Process(target=self.produce)

    def produce(self):
        self.queue.put("item")

    def run(self):
        self.process.start()
        assert self.queue.get() == "item"
        self.process.join()


if __name__ == "__main__":
    Server().run()
    Producer().run()
    print("ok")
"""

_OVERRIDDEN = """
import threading
from multiprocessing import Process


class Node:
    def __init__(self):
        self.lock = None

    def begin(self):
        self.lock = threading.Lock()


class Leaf(Node):
    def begin(self):
        self.lock = threading.RLock()


class Tree(Node):
    def __init__(self, count):
        super().__init__()
        self.leaves = [Leaf() for _ in range(count)]
        self.processes = [Process(target=leaf.begin) for leaf in self.leaves]

    def begin(self):
        super().begin()
        for process in self.processes:
            process.start()

    def end(self):
        for process in self.processes:
            process.join()
        return [process.exitcode for process in self.processes]


def main():
    tree = Tree(2)
    tree.begin()
    print("ok" if tree.end() == [0, 0] else "failed")


if __name__ == "__main__":
    main()
"""

RULE = Rule(
    code="MP204",
    name="bound-method-with-unpicklable-self",
    summary="An object is sent to another process, often as the self of a method, and holds something unpicklable.",
    why=(
        "A bound method is pickled as its object and its name, so the whole object travels with it, attribute by "
        "attribute. Locks, threads, open files, database connections, pools, generators and lambdas in it cannot be "
        "pickled: a pool or executor fails under every start method, a Process under spawn and forkserver."
    ),
    cure=(
        "Send a function of the module, or a static method, with the plain data that it needs; make the member in the "
        "worker; or leave it out in __getstate__."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/pickle.html#handling-stateful-objects",
        "https://docs.python.org/3/library/multiprocessing.html#the-spawn-and-forkserver-start-methods",
    ),
    catalogue=("B05",),
    bad=(
        Example(_LOCK, Outcome("raises", "cannot pickle")),
        Example(_PROCESS, Outcome("raises", "cannot pickle"), methods=("spawn", "forkserver")),
        Example(_SUBCLASS, Outcome("raises", "cannot pickle"), methods=("spawn", "forkserver")),
        # The executor of 3.8 may hang in place of raising.
        Example(_ARGUMENT, Outcome("raises", "cannot pickle"), pythons=">=3.9", implementations=("cpython",)),
    ),
    good=(Example(_OWN_STATE), Example(_IN_THE_WORKER), Example(_STATIC), Example(_OVERRIDDEN)),
    check=check,
)
