"""MP206: a task or message holds a queue, lock or shared value of multiprocessing."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.blocked import Blocked
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.pickling.reporting import holder, report


def _belongs(blocked: Blocked) -> bool:
    return blocked.obstacle.kind == "shared"


def _say(blocked: Blocked) -> str:
    obstacle = blocked.obstacle
    what = f"`{holder(blocked)}{obstacle.path}`, {obstacle.words}," if obstacle.path else obstacle.words
    how = "a message" if blocked.crossing.role == "message" else "a task"
    return f"{what} can be given to a process when it is started, but cannot be sent with {how}"


def check(module: Module) -> Iterator[Finding]:
    """Report what multiprocessing shares by inheritance alone, where it is sent to a process that runs already."""
    yield from report(RULE, module, _belongs, _say)


_QUEUE = """
from multiprocessing import Pool, Queue


def work(queue, x):
    queue.put(x * x)


if __name__ == "__main__":
    queue = Queue()
    with Pool(2) as pool:
        pool.starmap(work, [(queue, n) for n in range(3)])  # MP206
"""

_PARTIAL = """
import functools
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor


def work(x, lock):
    with lock:
        return x


def main():
    lock = mp.Lock()
    guarded = functools.partial(work, lock=lock)
    with ProcessPoolExecutor(2) as executor:
        print(list(executor.map(guarded, range(3))))  # MP206


if __name__ == "__main__":
    main()
"""

_SELF = """
import multiprocessing as mp


class Counter:
    def __init__(self, context):
        self.context = context
        self.total = context.Value("i", 0)

    def add(self, x):
        with self.total.get_lock():
            self.total.value += x

    def run(self):
        with self.context.Pool(2) as pool:
            pool.map(self.add, range(3))  # MP206
        print(self.total.value)


if __name__ == "__main__":
    Counter(mp.get_context("spawn")).run()
"""

_MESSAGE = """
from multiprocessing import Lock, SimpleQueue

if __name__ == "__main__":
    queue = SimpleQueue()
    queue.put({"lock": Lock(), "number": 1})  # MP206
"""

_INITIALIZER = """
import multiprocessing as mp


def remember(queue, total):
    global results, count
    results, count = queue, total


def work(x):
    with count.get_lock():
        count.value += 1
    results.put(x * x)


if __name__ == "__main__":
    queue, total = mp.SimpleQueue(), mp.Value("i", 0)
    with mp.Pool(2, remember, (queue, total)) as pool:
        pool.map(work, range(3))
    assert sorted(queue.get() for _ in range(3)) == [0, 1, 4]
    assert total.value == 3
    print("ok")
"""

_PROXY = """
from functools import partial
from multiprocessing import Manager, Pool


def work(queue, lock, x):
    with lock:
        queue.put(x * x)


if __name__ == "__main__":
    with Manager() as manager:
        queue, lock = manager.Queue(), manager.Lock()
        with Pool(2) as pool:
            pool.map(partial(work, queue, lock), range(3))
        assert sorted(queue.get() for _ in range(3)) == [0, 1, 4]
    print("ok")
"""

_PROCESS = """
from multiprocessing import Pipe, Process, Queue, Value


class Adder:
    def __init__(self):
        self.total = Value("i", 0)

    def add(self, queue, pipe):
        with self.total.get_lock():
            self.total.value += queue.get()
        pipe.send(self.total.value)
        pipe.close()


if __name__ == "__main__":
    adder, queue = Adder(), Queue()
    ours, theirs = Pipe()
    process = Process(target=adder.add, args=(queue,), kwargs={"pipe": theirs})
    process.start()
    queue.put(5)
    assert ours.recv() == 5
    process.join()
    assert adder.total.value == 5
    print("ok")
"""

RULE = Rule(
    code="MP206",
    name="primitive-in-task-argument",
    summary="A queue, lock, event or shared value of multiprocessing is sent with a task or message.",
    why=(
        "These objects stand for a handle that a process gets from its parent when it is started. A pool or executor "
        "sends its tasks to processes that run already, as do queues and pipes, and there pickling one raises "
        "RuntimeError: such objects are shared through inheritance only. It makes no difference whether it is an "
        "argument, inside a list or partial, or an attribute of the self of a method."
    ),
    cure=(
        "Give it to the workers when they start, with initializer and initargs, or use the proxy that a Manager makes: "
        "Manager().Queue(), Manager().Lock()."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#all-start-methods",
        "https://github.com/python/cpython/issues/73981",
    ),
    catalogue=("B07", "B08"),
    bad=(
        Example(_QUEUE, Outcome("raises", "through inheritance")),
        # The executor of 3.8 may hang in place of raising.
        Example(_PARTIAL, Outcome("raises", "through inheritance"), pythons=">=3.9"),
        Example(_SELF, Outcome("raises", "through inheritance")),
        Example(_MESSAGE, Outcome("raises", "through inheritance")),
    ),
    good=(Example(_INITIALIZER), Example(_PROXY), Example(_PROCESS)),
    check=check,
)
