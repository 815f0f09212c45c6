"""MP408: the workers of an executor are limited to a number of tasks, which many versions cannot do."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.values import Const
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.task_limits import LIMIT, may_limit_tasks, task_limits
from mpcheck.targets import Target

#: The first version that knows the argument, those that hang, and the patch releases that mended some of them.
_SINCE, _HANGS = (3, 11), ((3, 11), (3, 12), (3, 13), (3, 14))
_MENDED = {(3, 13): "3.13.15", (3, 14): "3.14.7"}


def check(module: Module) -> Iterator[Finding]:
    """Report executors whose workers are to end after some tasks."""
    for event in module.events("process-executor", "new"):
        limits = task_limits(event)
        if may_limit_tasks(event):
            yield from _report(module, event, certain=len(limits) == 1 and limits != [0], replaces=limits != [1])


def _report(module: Module, event: Event, *, certain: bool, replaces: bool) -> Iterator[Finding]:
    targets = module.targets_of(event)
    unknown = {target for target in targets if target.python < _SINCE}
    refused = {target for target in targets - unknown if _forks(event) and target.start_method == "fork"}
    hanging = {t for t in targets - unknown - refused if t.python in _HANGS} if replaces else set()
    failing = unknown | refused | {target for target in hanging if target.python not in _MENDED}
    effects = [
        f"raises TypeError up to Python 3.{_SINCE[1] - 1}" if unknown else "",
        "raises ValueError with the start method fork" if refused else "",
        _hang(hanging) if hanging else "",
    ]
    message = f"`{LIMIT}` " + ", and ".join(effect for effect in effects if effect)
    yield from RULE.at(
        module,
        _written(event),
        message,
        breaks=unknown | refused | hanging,
        severity=None if failing else Severity.WARNING,
        confidence=Confidence.HIGH if certain and failing else Confidence.MEDIUM,
    )


def _written(event: Event) -> ast.AST:
    return next((keyword.value for keyword in event.call.keywords if keyword.arg == LIMIT), event.call)


def _forks(event: Event) -> bool:
    """Whether a context decides on the start method; without one such an executor always uses spawn."""
    given = event.values("mp_context")
    return bool(given) and event.start_method != "unknown" and not any(isinstance(one, Const) for one in given)


def _hang(targets: Iterable[Target]) -> str:
    versions = sorted({target.python for target in targets})
    named = ", ".join("{}.{}".format(*version) for version in versions)
    mended = " and ".join(release for version, release in _MENDED.items() if version in versions)
    until = f" (mended in {mended})" if mended else ""
    return f"makes the executor hang under Python {named}{until} as soon as tasks wait for a worker to be replaced"


_QUEUED = """
from concurrent.futures import ProcessPoolExecutor


def square(number):
    return number * number


if __name__ == "__main__":
    with ProcessPoolExecutor(1, max_tasks_per_child=2) as executor:  # MP408
        print(sum(executor.map(square, range(10))))
"""

_FORK = """
import multiprocessing
from concurrent import futures

LIMIT = 50


def work(text):
    return text.upper()


class Runner:
    def __init__(self, context):
        self.executor = futures.ProcessPoolExecutor(mp_context=context, max_tasks_per_child=LIMIT)  # MP408

    def run(self, texts):
        with self.executor as executor:
            return list(executor.map(work, texts))


if __name__ == "__main__":
    print(Runner(multiprocessing.get_context("fork")).run(["a", "b"]))  # MP601
"""

_POOL = """
import multiprocessing


def square(number):
    return number * number


if __name__ == "__main__":
    with multiprocessing.Pool(1, maxtasksperchild=2) as pool:
        assert sum(pool.map(square, range(10))) == 285
    print("ok")
"""

_BATCHES = """
from concurrent.futures import ProcessPoolExecutor


def square(number):
    return number * number


def batches(numbers, size):
    for start in range(0, len(numbers), size):
        with ProcessPoolExecutor(1) as executor:
            yield from executor.map(square, numbers[start : start + size])


if __name__ == "__main__":
    assert sum(batches(range(6), 3)) == 55
    print("ok")
"""

_NO_LIMIT = """
import sys
from concurrent.futures import ProcessPoolExecutor


def square(number):
    return number * number


if __name__ == "__main__":
    if sys.version_info >= (3, 15):
        executor = ProcessPoolExecutor(1, max_tasks_per_child=4)
    else:
        executor = ProcessPoolExecutor(1)
    with executor:
        assert sum(executor.map(square, range(6))) == 55
    print("ok")
"""

RULE = Rule(
    code="MP408",
    name="task-limit-of-executor",
    summary="An executor is given max_tasks_per_child, which is refused or hangs under many versions.",
    why=(
        "ProcessPoolExecutor knows max_tasks_per_child since Python 3.11, and refuses it together with a context that "
        "forks. Up to the summer of 2026 it also counted idle workers wrongly: when the last worker had ended at its "
        "limit, no other took its place, and tasks that were waiting waited for ever. Python 3.11 and 3.12 stay like "
        "that; 3.13.15 and 3.14.7 are mended. A limit of 1 is not affected."
    ),
    cure=(
        "Use multiprocessing.Pool(maxtasksperchild=...), which replaces its workers, or make a new executor for each "
        "batch of tasks."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.ProcessPoolExecutor",
        "https://github.com/python/cpython/issues/115634",
        "https://github.com/python/cpython/pull/140900",
    ),
    catalogue=("C06",),
    bad=(
        Example(_QUEUED, Outcome("raises", "TypeError"), pythons="<3.11"),
        Example(_QUEUED, Outcome("hangs"), pythons=">=3.11,<3.13"),
        Example(_FORK, Outcome("raises", "ValueError"), pythons=">=3.11", platforms=("linux",)),
    ),
    good=(Example(_POOL), Example(_BATCHES), Example(_NO_LIMIT)),
    check=check,
)
