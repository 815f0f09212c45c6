"""MP901: a task of Celery starts processes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.conditions import conditions
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.task_queues import celery_tasks
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.daemonic import lifts_the_ban, may_pass
from mpcheck.rules.lifecycle.reaching import route
from mpcheck.rules.lifecycle.starting import STARTS, starts_processes

#: Their processes are those of multiprocessing.  (joblib starts none where it may not; multiprocess asks nobody.)
_PACKAGES = ("multiprocessing", "concurrent", "loky", "mpire", "pebble", "torch", "tqdm")


def check(module: Module) -> Iterator[Finding]:
    """Report what starts processes in functions that Celery's workers run."""
    tasks = set(celery_tasks(module.ev))
    if not tasks or lifts_the_ban(module, module.found):
        return
    targets = {target for target in module.targets if target.platform != "windows"}
    reported: set[ast.Call] = set()
    for event in module.reached_events:
        if event.call in reported or not _starts(event):
            continue
        way = route(module, event.call, tasks, lambda node: may_pass(module, node))
        if way is None or any(lifts_the_ban(module, file) for file in {module.ev.file(node) for node in way}):
            continue
        reported.add(event.call)
        place = next(node for node in reversed(way) if module.is_here(node))
        breaks = module.narrow(event.call, targets)
        related = [(node, "called here") for node in way[:-1] if node is not place]
        related += [(event.call, "the processes start here")] if event.call is not place else []
        confidence = RULE.confidence
        if not event.is_surely_on or any(list(conditions(module.ev, node)) for node in way):
            confidence = Confidence.LOW
        yield from RULE.at(module, place, _MESSAGE, breaks=breaks, related=related, confidence=confidence)


def _starts(event: Event) -> bool:
    known = event.api.starts or (event.kind in STARTS and starts_processes(event))
    return known and event.name.partition(".")[0] in _PACKAGES


_MESSAGE = (
    "a task of Celery starts processes here: the workers of its usual pool are daemonic, and may not have children"
)

_POOL = """
import multiprocessing
import tempfile

from celery import Celery
from celery.contrib.testing.worker import start_worker

app = Celery("program", broker="memory://", backend="file://" + tempfile.mkdtemp())


def square(number):
    return number * number


@app.task
def squares(numbers):
    with multiprocessing.Pool(2) as pool:  # MP901
        return pool.map(square, numbers)


if __name__ == "__main__":
    with start_worker(app, pool="prefork", perform_ping_check=False):
        print(squares.delay([1, 2]).get(timeout=20))
"""

_EXECUTOR = """
import tempfile
from concurrent.futures import ProcessPoolExecutor

from celery import Celery, shared_task
from celery.contrib.testing.worker import start_worker

app = Celery("program", broker="memory://", backend="file://" + tempfile.mkdtemp())


class Squares:
    def __init__(self):
        self.executor = ProcessPoolExecutor(2)

    def of(self, numbers):
        with self.executor:
            return list(self.executor.map(pow, numbers, [2] * len(numbers)))  # MP901


@shared_task(name="squares")
def squares(numbers):
    return Squares().of(numbers)


if __name__ == "__main__":
    with start_worker(app, pool="prefork", perform_ping_check=False):
        print(squares.delay([1, 2]).get(timeout=20))
"""

_BILLIARD = """
import tempfile

from billiard import Pool
from celery import Celery
from celery.contrib.testing.worker import start_worker

app = Celery("program", broker="memory://", backend="file://" + tempfile.mkdtemp())


def square(number):
    return number * number


@app.task
def squares(numbers):
    pool = Pool(2)
    try:
        return pool.map(square, numbers)
    finally:
        pool.close()
        pool.join()


if __name__ == "__main__":
    with start_worker(app, pool="prefork", perform_ping_check=False):
        assert squares.delay([1, 2]).get(timeout=20) == [1, 4]
    print("ok")
"""

_THREADS = """
import subprocess
import sys
import tempfile
from multiprocessing.pool import ThreadPool

from celery import Celery
from celery.contrib.testing.worker import start_worker

app = Celery("program", broker="memory://", backend="file://" + tempfile.mkdtemp())


def answer(number):
    code = f"print({number} ** 2)"
    return int(subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True).stdout)


@app.task
def squares(numbers):
    with ThreadPool(2) as pool:
        return pool.map(answer, numbers)


if __name__ == "__main__":
    with start_worker(app, pool="prefork", perform_ping_check=False):
        assert squares.delay([1, 2]).get(timeout=20) == [1, 4]
    print("ok")
"""

_OUTSIDE = """
import multiprocessing

from celery import Celery

app = Celery("program", broker="memory://")


def square(number):
    return number * number


@app.task
def square_later(number):
    return square(number)


def squares(numbers):
    with multiprocessing.Pool(2) as pool:
        return pool.map(square, numbers)


if __name__ == "__main__":
    assert squares([1, 2]) == [1, 4]
    print("ok")
"""

RULE = Rule(
    code="MP901",
    name="processes-in-celery-task",
    summary="A task of Celery starts processes of multiprocessing.",
    why=(
        "Celery's usual pool, prefork, runs tasks in daemonic processes, and multiprocessing refuses to start children "
        "of these: the task fails with AssertionError, daemonic processes are not allowed to have children. Called in "
        "a test or by a shell, or with the pool `threads` or `solo`, the same task works."
    ),
    cure=(
        "Let the task start its processes with billiard, Celery's own copy of multiprocessing; or split the work into "
        "tasks and send these as a group; or use threads."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://github.com/celery/celery/issues/1709",
        "https://github.com/celery/celery/issues/5231",
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process.daemon",
    ),
    catalogue=("C07",),
    bad=(
        Example(
            _POOL,
            Outcome("raises", "daemonic processes are not allowed to have children"),
            platforms=("linux",),
            requires=("celery",),
        ),
        Example(
            _EXECUTOR,
            Outcome("raises", "daemonic processes are not allowed to have children"),
            platforms=("linux",),
            requires=("celery",),
        ),
    ),
    good=(
        Example(_BILLIARD, platforms=("linux",), requires=("celery", "billiard")),
        Example(_THREADS, platforms=("linux",), requires=("celery",)),
        Example(_OUTSIDE, requires=("celery",)),
    ),
    check=check,
)
