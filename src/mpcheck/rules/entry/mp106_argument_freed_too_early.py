"""MP106: what a new process is given is gone before the process can open it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeGuard

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.values import Object, Value, only
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.entry.belongings import contents, has_semaphore
from mpcheck.rules.entry.lifetimes import is_freed_early
from mpcheck.targets import Target


def check(module: Module) -> Iterator[Finding]:
    """Report arguments of processes that nothing else holds."""
    reported: set[ast.expr] = set()
    for event in module.events("process", "new"):
        for written in event.sent():
            freed = next(_freed(module, event, written), None) if written not in reported else None
            if freed:
                reported.add(written)
                yield from _report(module, event, written, freed)


def _freed(module: Module, event: Event, written: ast.expr) -> Iterator[Object]:
    for one in contents(module, event.evaluate(written)):
        is_owner = has_semaphore(one, module) or _keeps_manager(one, module)
        made = one.call if isinstance(one, Object) and is_owner else None
        if isinstance(one, Object) and made and module.is_here(made) and is_freed_early(module, made, event, written):
            yield one


def _keeps_manager(one: Value, module: Module) -> TypeGuard[Object]:
    """Whether an object is all that keeps a manager's server running: ``Manager().dict()``."""
    if not isinstance(one, Object) or module.kind(one) not in ("proxy", "proxy-queue"):
        return False
    maker = one.call.func if isinstance(one.call, ast.Call) else None
    owner = maker.value if isinstance(maker, ast.Attribute) else None
    return isinstance(owner, ast.Call) and any(
        manager.call is owner for manager in only(Object, module.values(owner)) if module.kind(manager) == "manager"
    )


def _report(module: Module, event: Event, written: ast.expr, freed: Object) -> Iterator[Finding]:
    kind = freed.name.rpartition(".")[2]
    if has_semaphore(freed, module):
        what = f"this {kind} is freed, and its semaphores removed, as soon as the process is started"
        breaks = {target for target in module.targets_of(event) if _needs_name(target)}
    else:
        what = f"the manager of this {kind} ends as soon as the process is started"
        breaks = set(module.targets_of(event))
    message = f"{what}: the child comes too late to open it"
    related = (
        [] if freed.call is written or freed.call is None else [(freed.call, "made here, and held by nothing else")]
    )
    sure = event.is_certain and len(event.evaluate(written)) == 1
    confidence = Confidence.HIGH if sure else Confidence.MEDIUM
    yield from RULE.at(module, written, message, breaks=breaks, related=related, confidence=confidence)


def _needs_name(target: Target) -> bool:
    """Whether a child opens semaphores by their names: a forked one has them, on Windows they are handles of its own."""
    return target.start_method != "fork" and target.platform != "windows"


_INLINE = """
from multiprocessing import Process, Queue


def produce(queue, name):
    queue.put(name)


if __name__ == "__main__":
    child = Process(target=produce, args=(Queue(), "bob"))  # MP106
    child.start()
    child.join()
    print("ok" if child.exitcode == 0 else "the child failed")
"""

_HELPER = """
import multiprocessing as mp


class Ticker:
    def __init__(self, context):
        self.context = context

    def launch(self):
        stop = self.context.Event()
        child = self.context.Process(target=tick, kwargs={"stop": stop})  # MP106
        child.start()
        return child


def tick(stop):
    stop.wait(0.2)


if __name__ == "__main__":
    child = Ticker(mp).launch()
    child.join()
    print("ok" if child.exitcode == 0 else "the child failed")
"""

_MANAGER = """
from multiprocessing import Manager, Process


def note(results):
    results["answer"] = 42


if __name__ == "__main__":
    child = Process(target=note, args=[Manager().dict()])  # MP106
    child.start()
    child.join()
    print("ok" if child.exitcode == 0 else "the child failed")
"""

_KEPT = """
import multiprocessing as mp


def tick(stop):
    stop.wait(0.2)


def launch():
    stop = mp.Event()
    child = mp.Process(target=tick, args=(stop,))
    child.start()
    return child, stop


class Ticker(mp.Process):
    def __init__(self, stop):
        super().__init__()
        self.stop = stop

    def run(self):
        self.stop.wait(0.2)


if __name__ == "__main__":
    child, stop = launch()
    ticker = Ticker(mp.Event())
    ticker.start()
    stop.set()
    child.join()
    ticker.stop.set()
    ticker.join()
    print("ok" if child.exitcode == ticker.exitcode == 0 else "a child failed")
"""

_WAITED_FOR = """
import multiprocessing as mp


def produce(queue):
    queue.put(42)


def ask():
    queue = mp.Queue()
    child = mp.Process(target=produce, args=(queue,))
    child.start()
    answer = queue.get()
    child.join()
    return answer


def run():
    lock = mp.Lock()
    workers = [mp.Process(target=use, args=(lock,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return [worker.exitcode for worker in workers]


def use(lock):
    with lock:
        pass


if __name__ == "__main__":
    assert ask() == 42
    assert run() == [0, 0]
    print("ok")
"""

_POOLS = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Lock, Manager, Pipe, Pool, Process


def keep(given):
    global lock
    lock = given


def square(x):
    with lock:
        return x * x


def receive(connection, results):
    results.append(connection.recv())


def manage():
    results = Manager().list()
    here, there = Pipe()
    child = Process(target=receive, args=(there, results))
    child.start()
    here.send("hello")
    child.join()
    return list(results)


if __name__ == "__main__":
    with Pool(2, initializer=keep, initargs=(Lock(),)) as pool:
        assert pool.map(square, [1, 2]) == [1, 4]
    with ProcessPoolExecutor(2, initializer=keep, initargs=(Lock(),)) as executor:
        assert list(executor.map(square, [1, 2])) == [1, 4]
    assert manage() == ["hello"]
    print("ok")
"""

RULE = Rule(
    code="MP106",
    name="argument-freed-too-early",
    summary="A lock, queue or proxy that is handed to a process is held by nothing else while the process starts.",
    why=(
        "A process object lets go of its arguments once it is started. If nothing else in the parent holds a lock, queue, "
        "event or shared value, it is freed at once, and its semaphores are removed by name. A child of spawn or "
        "forkserver opens them by that name a moment later, and fails with FileNotFoundError, which only its standard "
        "error shows. The same happens to a local of a function that starts a process and returns. A forked child has "
        "the semaphores already, so the program works on Linux up to Python 3.13. With the proxy of a manager that "
        "nothing else holds, the manager's server ends, under every start method."
    ),
    cure="Hold the object in the parent until the process has been joined: by a name, an attribute, or in a list.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#the-spawn-and-forkserver-start-methods",
        "https://github.com/python/cpython/issues/94765",
    ),
    catalogue=("A28",),
    bad=(
        Example(_INLINE, Outcome("wrong", "the child failed"), methods=("spawn", "forkserver"), platforms=("linux",)),
        Example(_HELPER, Outcome("wrong", "the child failed"), methods=("spawn", "forkserver"), platforms=("linux",)),
        Example(_MANAGER, Outcome("wrong", "the child failed"), implementations=("cpython",)),
    ),
    good=(Example(_KEPT), Example(_WAITED_FOR), Example(_POOLS)),
    check=check,
)
