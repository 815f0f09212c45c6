"""MP421: a JoinableQueue is joined, and some item is taken from it without task_done()."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.channels import ChannelUse, uses_by_parent, uses_by_worker
from mpcheck.rules.lifecycle.undone import REPEATS, skips

_QUEUE = "joinable-queue"


def check(module: Module) -> Iterator[Finding]:
    """Report gets after which the next one can come without a task_done() in between."""
    joins = {event.origin: event for event in module.events_everywhere(_QUEUE, "join")}
    unseen = _passed_on(module) if joins else set()
    reported: set[ast.AST] = set()
    for get in _gets(module) if joins else ():
        made = get.channel
        if made not in joins or made in unseen or get.call in reported:
            continue
        done = [event for event in module.events_everywhere(_QUEUE, "task_done") if event.origin is made]
        if not done or skips(module, get, done):
            reported.add(get.call)
            yield from _report(module, get, joins[made], never=not done)


def _gets(module: Module) -> Iterator[ChannelUse]:
    """Where items are taken from queues: by calls, and by workers that loop over ``iter(queue.get, None)``."""
    for event in module.events_everywhere(_QUEUE, "get get_nowait"):
        if event.origin is not None:
            yield ChannelUse(event.origin, event.method, event.call, event.sites)
    for task in module.reached_tasks:
        for use in uses_by_worker(module, task):
            if use.how == "get" and module.external_name(use.call.func) == REPEATS:
                yield use


def _passed_on(module: Module) -> set[ast.AST]:
    """The queues that code gets which is not seen."""
    starts = {task.event.call for task in module.reached_tasks}
    uses = [use for task in module.reached_tasks for use in uses_by_worker(module, task)]
    uses += [use for use in uses_by_parent(module) if use.call not in starts]
    return {use.channel for use in uses if use.how == "passed"}


def _report(module: Module, get: ChannelUse, join: Event, *, never: bool) -> Iterator[Finding]:
    how = "and task_done() is never called" if never else "and the next one can be taken without a task_done() for it"
    message = f"an item is taken here {how}: `{ast.unparse(join.call)}` then waits for ever"
    yield from RULE.at(
        module,
        get.call,
        message,
        breaks=module.narrow(get.call, module.targets_of(join)),
        related=[(join.call, "waits until every item is done")],
        severity=Severity.ERROR if never else None,
    )


_CONTINUE = """
from multiprocessing import JoinableQueue, Process


def work(jobs):
    while True:
        number = jobs.get()  # MP421
        if number < 0:
            continue
        print(number)
        jobs.task_done()


if __name__ == "__main__":
    jobs = JoinableQueue()
    Process(target=work, args=(jobs,), daemon=True).start()
    for number in (1, -2, 3):
        jobs.put(number)
    jobs.join()
"""

_ERROR = """
import multiprocessing as mp


class Workers:
    def __init__(self, count):
        self.queue = mp.JoinableQueue()
        self.processes = [mp.Process(target=convert, args=(self.queue,)) for _ in range(count)]

    def run(self, texts):
        for process in self.processes:
            process.start()
        for text in texts:
            self.queue.put(text)
        self.queue.join()
        for process in self.processes:
            process.terminate()
            process.join()


def convert(queue):
    while True:
        text = queue.get()  # MP421
        try:
            print(int(text))
            queue.task_done()
        except ValueError:
            print("no number:", text)


def main():
    Workers(2).run(["1", "x", "3"])


if __name__ == "__main__":
    main()
"""

_NEVER = """
import multiprocessing


def work(jobs):
    while (job := jobs.get()) is not None:  # MP421
        print(job)


def main():
    context = multiprocessing.get_context("spawn")
    jobs = context.JoinableQueue()
    child = context.Process(target=work, kwargs={"jobs": jobs})
    child.start()
    for job in ("a", "b", None):
        jobs.put(job)
    jobs.join()
    child.join()


if __name__ == "__main__":
    main()
"""

_FINALLY = """
from multiprocessing import JoinableQueue, Process


def work(jobs):
    while True:
        text = jobs.get()
        try:
            if not text:
                continue
            print(int(text))
        except ValueError:
            print("no number")
        finally:
            jobs.task_done()


if __name__ == "__main__":
    jobs = JoinableQueue()
    Process(target=work, args=(jobs,), daemon=True).start()
    for text in ("1", "", "x"):
        jobs.put(text)
    jobs.join()
    print("ok")
"""

_EMPTY = """
import queue
import multiprocessing as mp


def work(jobs):
    while True:
        try:
            job = jobs.get(timeout=0.2)
        except queue.Empty:
            continue
        print(job)
        jobs.task_done()


def main():
    jobs = mp.JoinableQueue()
    child = mp.Process(target=work, args=(jobs,), daemon=True)
    child.start()
    for job in range(3):
        jobs.put(job)
    jobs.join()
    print("ok")


if __name__ == "__main__":
    main()
"""

_END_MARK = """
from multiprocessing import JoinableQueue, Process


def work(jobs):
    while True:
        job = jobs.get()
        if job is None:
            break
        finish(jobs, job)


def finish(jobs, job):
    print(job)
    jobs.task_done()


if __name__ == "__main__":
    jobs = JoinableQueue()
    child = Process(target=work, args=(jobs,))
    child.start()
    for job in "ab":
        jobs.put(job)
    jobs.join()
    jobs.put(None)
    child.join()
    assert child.exitcode == 0
    print("ok")
"""

RULE = Rule(
    code="MP421",
    name="task-done-left-out",
    summary="Items of a JoinableQueue are taken without task_done(), and its join() waits for them.",
    why=(
        "join() of a JoinableQueue waits until task_done() was called once for each item that was put. An item whose "
        "reader goes on to the next one early (continue, an exception that is caught) is never counted, so join() "
        "never returns, although the queue is empty and the workers wait for more."
    ),
    cure="Call task_done() in a finally clause right after get(), so that it runs once for each item on every path.",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.JoinableQueue.task_done",
        "https://docs.python.org/3/library/queue.html#queue.Queue.join",
    ),
    catalogue=("C15",),
    bad=(Example(_CONTINUE, Outcome("hangs")), Example(_ERROR, Outcome("hangs")), Example(_NEVER, Outcome("hangs"))),
    good=(Example(_FINALLY), Example(_EMPTY), Example(_END_MARK)),
    check=check,
)
