"""MP303: workers use a lock, queue or shared value that importing the module makes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.globals import GlobalUse
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.foreign_primitives import ForeignPrimitive, foreign_primitives
from mpcheck.rules.shared.primitives import (
    THREAD_LOCKS,
    Primitive,
    is_set_by_worker,
    is_used_by_parent,
    taken_by_task,
    used_primitives,
)
from mpcheck.rules.shared.several_workers import has_several_workers
from mpcheck.rules.shared.worker_reads import WorkerRead, targets_without_common, worker_reads


def check(module: Module) -> Iterator[Finding]:
    """Report the place that makes the primitive, once; where that is in another file, the first use of a worker."""
    has_workers = any(task.where == "process" for task in module.tasks)
    for one, uses in used_primitives(module) if has_workers else ():
        yield from _report(module, one, uses)
    for foreign in foreign_primitives(module):
        yield from _report_foreign(module, foreign)


def _report(module: Module, one: Primitive, uses: list[GlobalUse]) -> Iterator[Finding]:
    writes = module.global_writes.get(one.name, ())
    if any(write.how == "bind" and write.function in module.worker_tasks for write in writes if write.function):
        return
    if is_set_by_worker(module, one, uses):
        return
    if one.kind in THREAD_LOCKS:
        yield from _report_thread_lock(module, one, uses)
        return
    reads = list(worker_reads(module, uses))
    if not reads:
        return
    read = reads[0]
    by_parent = one.kind == "connection" or is_used_by_parent(module, one, uses)
    several = has_several_workers(module, Parent(module), {task for read in reads for task in read.tasks})
    message = f"`{one.name}` is made when the module is imported, {_effect(one, read, by_parent=by_parent)}"
    certain = not one.within and (by_parent or several)
    confidence = read.confidence if certain else Confidence.MEDIUM
    breaks, related = targets_without_common(reads, by_parent=by_parent), _related(read)
    yield from RULE.at(module, one.binding.node, message, breaks=breaks, related=related, confidence=confidence)


def _report_foreign(module: Module, foreign: ForeignPrimitive) -> Iterator[Finding]:
    one, read = foreign.made, foreign.reads[0]
    by_parent = one.kind == "connection" or foreign.by_parent
    tasks = {task for read in foreign.reads for task in read.tasks}
    if not by_parent and not has_several_workers(module, Parent(module), tasks):
        return
    message = f"`{one.name}` is made when its module is imported, {_effect(one, read, by_parent=by_parent)}"
    node = read.use.node if module.is_here(read.use.node) else read.tasks[0].event.call
    related = [(one.binding.node, "made here"), *(place for place in _related(read) if place[0] is not node)]
    confidence = Confidence.MEDIUM if one.within else read.confidence
    breaks = targets_without_common(foreign.reads, by_parent=by_parent)
    yield from RULE.at(module, node, message, breaks=breaks, related=related, confidence=confidence)


def _effect(one: Primitive, read: WorkerRead, *, by_parent: bool) -> str:
    return (
        f"so a worker that imports it uses {one.noun} of its own in `{read.function.name}`, "
        f"which nothing connects with {'the parent' if by_parent else 'other workers'}"
    )


def _report_thread_lock(module: Module, one: Primitive, uses: list[GlobalUse]) -> Iterator[Finding]:
    taken = taken_by_task(module, uses)
    if taken is None:
        return
    use, task = taken
    message = f"`{one.name}` is a lock for threads: each process has its own, so it keeps no other worker out"
    related = [
        (use.node, f"taken here by `{use.function.name if use.function else ''}`"),
        (task.event.call, "which runs in worker processes"),
    ]
    node, breaks, medium = one.binding.node, module.targets_of(task.event), Confidence.MEDIUM
    cure = "Make a multiprocessing.Lock in the parent and pass it to the workers, as an argument or by initargs."
    yield from RULE.at(module, node, message, breaks=breaks, related=related, confidence=medium, cure=cure)


def _related(read: WorkerRead) -> list[tuple[ast.AST, str]]:
    return [
        (read.use.node, f"used here by `{read.function.name}`"),
        (read.tasks[0].event.call, f"leads to `{read.function.name}` in a worker process"),
    ]


_VALUE = """
from multiprocessing import Process, Value

counter = Value("i", 0)  # MP303


def add(amount):
    with counter.get_lock():
        counter.value += amount


if __name__ == "__main__":
    workers = [Process(target=add, args=(n,)) for n in (1, 2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("ok" if counter.value == 3 else f"counted {counter.value}")
"""

_CLASS_ATTRIBUTE = """
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor


class Download:
    stop = mp.Event()  # MP303

    def run(self, number):
        return "skipped" if self.stop.is_set() else f"loaded {number}"


def main():
    Download.stop.set()
    with ProcessPoolExecutor(2) as executor:
        states = list(executor.map(Download().run, range(2)))
    print("ok" if states == ["skipped", "skipped"] else states)


if __name__ == "__main__":
    main()
"""

_LOCK = """
import multiprocessing as mp

lock = mp.Lock()  # MP303


def hold(ready, done):
    lock.acquire()
    ready.set()
    done.wait(30)


def try_it():
    raise SystemExit(5 if lock.acquire(block=False) else 0)


def main():
    ready, done = mp.Event(), mp.Event()
    first, second = mp.Process(target=hold, args=(ready, done)), mp.Process(target=try_it)
    first.start()
    ready.wait(30)
    second.start()
    second.join()
    done.set()
    first.join()
    print("ok" if second.exitcode == 0 else "both held the lock at once")


if __name__ == "__main__":
    main()
"""

_THREAD_LOCK = """
import threading
from multiprocessing import Barrier, Process

lock = threading.Lock()  # MP303


def work(barrier):
    with lock:
        barrier.wait(20)


if __name__ == "__main__":
    barrier = Barrier(2)
    workers = [Process(target=work, args=(barrier,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    both = all(worker.exitcode == 0 for worker in workers)
    print("both held the lock at once" if both else "ok")
"""

_PASSED = """
import multiprocessing as mp

counter = None


def init(given):
    global counter
    counter = given


def count(x):
    with counter.get_lock():
        counter.value += x


def main():
    shared = mp.Value("i", 0)
    with mp.Pool(2, initializer=init, initargs=(shared,)) as pool:
        pool.map(count, [1, 2, 3])
    print("ok" if shared.value == 6 else shared.value)


if __name__ == "__main__":
    main()
"""

_ARGUMENT = """
from multiprocessing import Process, Queue

queue = Queue()


def produce(queue):
    queue.put("ready")


if __name__ == "__main__":
    worker = Process(target=produce, args=(queue,))
    worker.start()
    print("ok" if queue.get() == "ready" else "lost")
    worker.join()
"""

_THREADS = """
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

lock = threading.Lock()
limit = multiprocessing.Semaphore(2)
done = []


def square(x):
    return x * x


def note(x):
    with limit, lock:
        done.append(x)


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        results = list(executor.map(square, range(3)))
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(note, results))
    print("ok" if sorted(done) == [0, 1, 4] else done)
"""

RULE = Rule(
    code="MP303",
    name="module-level-primitive",
    summary="Workers use a lock, queue, event or shared value that the import of the module makes.",
    why=(
        "Under spawn and forkserver every worker imports the module by itself, and so makes a lock, queue, event or "
        "shared value of its own. Nothing connects it with the parent's: locks do not keep anybody out, counters do not "
        "move, events are not seen, and what is put into a queue is never got. No error tells of it. Under fork the "
        "worker inherits the parent's object, so the program works until it runs on Windows, on macOS or on Linux with "
        "Python 3.14. There the server of forkserver imports the main module, and its workers share with each other, but "
        "not with the parent, what that import made."
    ),
    cure=(
        "Make the object in the parent process and pass it to the workers: `Process(..., args=(...))` or "
        "`Pool(initializer=..., initargs=(...))`."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#the-spawn-and-forkserver-start-methods",
        "https://docs.python.org/3/library/multiprocessing.html#all-start-methods",
    ),
    catalogue=("A13",),
    bad=(
        Example(_VALUE, Outcome("wrong", "counted 0"), methods=("spawn", "forkserver")),
        Example(_CLASS_ATTRIBUTE, Outcome("wrong", "loaded 0"), methods=("spawn", "forkserver")),
        Example(_LOCK, Outcome("wrong", "both held"), methods=("spawn",), pythons=">=3.8, !=3.13.*"),
        Example(_THREAD_LOCK, Outcome("wrong", "both held the lock at once")),
    ),
    good=(Example(_PASSED), Example(_ARGUMENT), Example(_THREADS)),
    check=check,
)
