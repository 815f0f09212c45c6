"""MP422: a process is terminated that may be using a queue, holding a lock or waiting, and what it uses is used afterwards."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent, loops_around
from mpcheck.model.tasks import Task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.channels import READS, WRITES, ChannelUse, uses_by_parent, uses_by_worker, waits_for_ever
from mpcheck.rules.lifecycle.joining import has_timeout
from mpcheck.rules.lifecycle.sleepers import Sleep, reckoning_in_parent, reckons_in_task, sleeps
from mpcheck.rules.lifecycle.taken_locks import Taken, taken_by_parent, taken_by_task
from mpcheck.rules.lifecycle.terminations import is_used_after, terminations

_QUEUES = {"queue", "simple-queue", "joinable-queue"}


@dataclass(frozen=True, slots=True)
class _Later:
    """What uses a queue or lock once a process that used it is gone: calls, outermost first."""

    sites: tuple[ast.AST, ...]
    what: str


def check(module: Module) -> Iterator[Finding]:
    """Report terminations of processes after which one of their queues or locks is used."""
    reported: set[ast.AST] = set()
    for end, task in terminations(module):
        if end.call not in reported:
            for finding in islice(_of_task(module, end, task), 1):
                reported.add(end.call)
                yield finding


def _of_task(module: Module, end: Event, task: Task) -> Iterator[Finding]:
    for use in _uses(module, task):
        for later in islice(_later(module, end, task, use), 1):
            yield from _report(module, end, use, later)
    for taken in sorted(taken_by_task(module, task), key=lambda taken: not taken.is_long):
        for again in islice(_taken_again(module, end, task, taken), 1):
            yield from _report_lock(module, end, taken, again)
    for sleep in sleeps(module, task):
        for later in islice(_reckons_later(module, end, task, sleep), 1):
            yield from _report_sleep(module, end, sleep, later)


def _uses(module: Module, task: Task) -> list[ChannelUse]:
    """What the process does with queues that it did not make itself; those that it may wait in for something to read come first."""
    own = module.graph.reached_from(module.functions(task.callables))
    made = (event for event in module.events_reached(_QUEUES) if event.creates)
    queues = {event.call for event in made if event.function not in own}
    uses = [use for use in uses_by_worker(module, task) if use.channel in queues and use.how in READS | WRITES]
    return sorted(uses, key=lambda use: use.how in WRITES)


def _later(module: Module, end: Event, task: Task, use: ChannelUse) -> Iterator[_Later]:
    reads = [one for one in uses_by_parent(module) if one.channel is use.channel and one.how in READS]
    # A lock that nobody gives back does not stop a read with a time limit.
    found = [
        _Later(one.sites, "reads it")
        for one in reads
        if use.how in WRITES or (one.how == "get" and waits_for_ever(module, one.call))
    ]
    found += [_Later(task.event.sites, "gives it to another process") for task in _like(module, use)]
    uses = (one for like in _started_there(module, task) for one in uses_by_worker(module, like))
    given = {one.channel for one in uses if one.call is use.call}
    return _after(module, end, found, use.channel, given)


def _started_there(module: Module, task: Task) -> list[Task]:
    """The processes that the same call starts, with what it is given by its callers."""
    return [one for one in _processes(module) if one.event.call is task.event.call]


def _after(
    module: Module, end: Event, uses: list[_Later], shared_object: ast.AST, given: set[ast.AST]
) -> Iterator[_Later]:
    """The uses of an object after the end of the process; ``given`` are the objects that such processes get in its place."""
    is_always = given <= {shared_object}
    return (one for one in uses if is_used_after(module, end, one.sites, shared_object, is_always=is_always))


def _like(module: Module, use: ChannelUse) -> list[Task]:
    """The processes that do the same with the queue."""
    same = READS if use.how in READS else WRITES
    return [
        task
        for task in _processes(module)
        if any(one.channel is use.channel and one.how in same for one in uses_by_worker(module, task))
    ]


def _processes(module: Module) -> list[Task]:
    return [task for task in module.reached_tasks if task.event.kind == "process" and task.event.creates]


def _taken_again(module: Module, end: Event, task: Task, taken: Taken) -> Iterator[_Later]:
    """Where the parent waits for the lock once the process is gone, or starts another one that does."""
    found = [_Later((one.node,), "takes it") for one in taken_by_parent(module) if one.lock is taken.lock]
    found += [
        _Later(task.event.sites, "gives it to another process")
        for task in _processes(module)
        if any(one.lock is taken.lock for one in taken_by_task(module, task))
    ]
    locks = (one for like in _started_there(module, task) for one in taken_by_task(module, like))
    given: set[ast.AST] = {one.lock for one in locks if one.node is taken.node}
    return _after(module, end, found, taken.lock, given)


def _reckons_later(module: Module, end: Event, task: Task, sleep: Sleep) -> Iterator[_Later]:
    """Where somebody reckons with the process, which waited for an object, once it is gone."""
    found = [_Later((call,), "the parent reckons with it") for call in reckoning_in_parent(module, sleep)]
    others = [one for one in _processes(module) if reckons_in_task(module, one, sleep)]
    found += [_Later(one.event.sites, "another process that reckons with it starts") for one in others]
    found += [_Later((join,), "the others are waited for") for join in _joins_of_others(module, end, task, sleep)]
    sleeping = (one for like in _started_there(module, task) for one in sleeps(module, like))
    given = {one.made for one in sleeping if one.call is sleep.call}
    yield from _after(module, end, found, sleep.made, given)


def _joins_of_others(module: Module, end: Event, task: Task, sleep: Sleep) -> Iterator[ast.Call]:
    """Where other processes are waited for that wait at a barrier, and are not ended as well: for one in a list, say."""
    like = {one.event.call for one in _processes(module) if reckons_in_task(module, one, sleep)}
    ends = {one.call for one, _ in terminations(module) if one.origin in like}
    if sleep.kind != "barrier" or ends != {end.call} or Parent(module).may_repeat(end.call):
        return
    for join in module.events_reached("process", "join"):
        is_other = join.origin is not task.event.call or loops_around(module, join.call)
        if join.origin in like and is_other and not has_timeout(join):
            yield join.call


def _report(module: Module, end: Event, use: ChannelUse, later: _Later) -> Iterator[Finding]:
    if use.how in READS:
        effect = (
            "a process that waits in get() holds the lock of the queue, and takes it along: nobody can read any more"
        )
    else:
        effect = "a process that is writing to the queue leaves half an item and a lock that nobody gives back"
    # A function that ends a process tells its callers so: those in other files may ask before they go on.
    is_told = module.ev.file(end.call) is not module.ev.file(later.sites[-1])
    yield from RULE.at(
        module,
        end.call,
        f"the queue is used after this: {effect}",
        breaks=module.narrow(end.call, module.targets_of(end)),
        related=[(use.call, "the process uses the queue here"), (later.sites[-1], f"{later.what} afterwards")],
        confidence=Confidence.LOW if use.amount in ("little", "error") or is_told else None,
    )


def _report_lock(module: Module, end: Event, taken: Taken, again: _Later) -> Iterator[Finding]:
    yield from RULE.at(
        module,
        end.call,
        f"the process may hold the lock `{ast.unparse(taken.node)}`: nobody gives it back then, and who takes it next "
        "waits for ever",
        breaks=module.narrow(end.call, module.targets_of(end)),
        related=[(taken.node, "the process holds the lock here"), (again.sites[-1], f"{again.what} afterwards")],
        confidence=None if taken.is_long else Confidence.LOW,
    )


def _report_sleep(module: Module, end: Event, sleep: Sleep, later: _Later) -> Iterator[Finding]:
    written = ast.unparse(sleep.call)
    effect = "is counted for ever" if sleep.kind == "barrier" else "is waited for by whoever wakes it"
    yield from RULE.at(
        module,
        end.call,
        f"the process may be waiting in `{written}`: it {effect}, so that the {sleep.kind} hangs when it is used again",
        breaks=module.narrow(end.call, module.targets_of(end)),
        related=[(sleep.call, "the process waits here"), (later.sites[-1], f"{later.what} afterwards")],
    )


_READER = """
import time
from multiprocessing import Event, Process, Queue


def work(jobs, ready):
    ready.set()
    while True:
        job = jobs.get()
        if job is None:
            break
        print(job)


if __name__ == "__main__":
    jobs, ready = Queue(), Event()
    child = Process(target=work, args=(jobs, ready))
    child.start()
    ready.wait()
    time.sleep(1.5)
    child.terminate()  # MP422
    child = Process(target=work, args=(jobs, ready))
    child.start()
    jobs.put("a")
    jobs.put(None)
    child.join()
"""

_WRITER = """
import multiprocessing as mp
import time


class Reading:
    def __init__(self, size):
        context = mp.get_context("spawn")
        self.queue = context.Queue()
        self.child = context.Process(target=produce, args=(self.queue, size))

    def first(self, limit):
        self.child.start()
        time.sleep(limit)
        if self.child.is_alive():
            self.child.kill()  # MP422
        return self.queue.get()


def produce(queue, size):
    queue.put(b"x" * size)
    time.sleep(600)


def main():
    print(len(Reading(64_000_000).first(2)))


if __name__ == "__main__":
    main()
"""

_ASKED_TO_STOP = """
from multiprocessing import Process, Queue


def work(jobs, results):
    for job in iter(jobs.get, None):
        results.put(job * 2)


def main():
    jobs, results = Queue(), Queue()
    for round in range(2):
        child = Process(target=work, args=(jobs, results))
        child.start()
        jobs.put(round)
        jobs.put(None)
        assert results.get() == round * 2
        child.join()
    print("ok")


if __name__ == "__main__":
    main()
"""

_LOCK = """
import multiprocessing as mp
import time


class Store:
    def __init__(self):
        self.lock = mp.Lock()

    def give_up_on(self, started):
        worker = mp.Process(target=write, args=(self.lock, started))
        worker.start()
        started.wait(30)
        worker.terminate()  # MP422
        worker.join()

    def report(self):
        with self.lock:
            print("ok")


def write(lock, started):
    with lock:
        started.set()
        time.sleep(60)


if __name__ == "__main__":
    store = Store()
    store.give_up_on(mp.Event())
    store.report()
"""

_SLEEPER = """
import multiprocessing as mp
import time


def work(stop, started):
    started.release()
    while not stop.wait(600):
        print("still there")


def main():
    stop, started = mp.Event(), mp.Semaphore(0)
    children = [mp.Process(target=work, args=(stop, started)) for _ in range(2)]
    for child in children:
        child.start()
        started.acquire()
    time.sleep(1.5)
    children[0].kill()  # MP422
    children[0].join()
    stop.set()
    print("ok")


if __name__ == "__main__":
    main()
"""

_ALARM = """
import multiprocessing as mp


def work(stop, done):
    done.release()
    stop.wait(600)


def main():
    stop, done = mp.Event(), mp.Semaphore(0)
    child = mp.Process(target=work, args=(stop, done))
    child.start()
    done.acquire()
    stop.set()
    child.join(20)
    child.terminate()
    child.join()
    assert stop.is_set()
    stop = mp.Event()
    stop.set()
    print("ok")


if __name__ == "__main__":
    main()
"""

_LAST = """
import multiprocessing


def work(jobs, results):
    while True:
        results.put(jobs.get() + 1)


if __name__ == "__main__":
    jobs, results = multiprocessing.Queue(), multiprocessing.Queue()
    children = [multiprocessing.Process(target=work, args=(jobs, results)) for _ in range(2)]
    for child in children:
        child.start()
    for number in range(4):
        jobs.put(number)
    assert sorted(results.get() for _ in range(4)) == [1, 2, 3, 4]
    for child in children:
        child.terminate()
    for child in children:
        child.join()
    print("ok")
"""

_OWN_QUEUE = """
import time
from multiprocessing import Process, Queue
from queue import Empty


def work(answers, seconds):
    time.sleep(seconds)
    answers.put(seconds)


def run(seconds, limit):
    answers = Queue()
    child = Process(target=work, args=(answers, seconds))
    child.start()
    try:
        return answers.get(timeout=limit)
    except Empty:
        return None
    finally:
        child.terminate()
        child.join()


if __name__ == "__main__":
    assert [run(seconds, 10 if seconds == 0 else 1) for seconds in (600, 0)] == [None, 0]
    print("ok")
"""

RULE = Rule(
    code="MP422",
    name="terminated-while-using-queue",
    summary="A process is terminated while it may be using a queue or holding a lock that is used afterwards.",
    why=(
        "terminate() and kill() end a process wherever it is. A process that waits in get() holds the lock of the "
        "queue's readers; nobody releases it, so every later get() waits for ever, also in other processes. A process "
        "that is writing leaves half an item in the pipe, for the rest of which the next reader waits. "
        "A Lock that a process holds is lost with it in the same way. One that waits at a Barrier is still counted there, "
        "and set() of an Event and notify_all() of a Condition wait for the processes that they wake."
    ),
    cure=(
        "Ask the process to stop (an end mark in the queue, an Event) and join it. Where it has to be terminated, give "
        "each process a queue and locks of its own and throw them away with it."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process.terminate",),
    catalogue=("C16",),
    bad=(
        Example(_READER, Outcome("hangs")),
        Example(_WRITER, Outcome("hangs")),
        Example(_LOCK, Outcome("hangs")),
        Example(_SLEEPER, Outcome("hangs")),
    ),
    good=(Example(_ASKED_TO_STOP), Example(_LAST), Example(_OWN_QUEUE), Example(_ALARM)),
    check=check,
)
