"""MP604: more worker processes are asked for than Windows lets one process wait for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.replacing import given_last, may_be_replaced
from mpcheck.model.values import Const, Values, only
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.platforms.guards import is_doubtful

_MOST = 61
#: The parameter that counts the workers, what too many of them do, and from which Python on they are no problem.
_SIZES = {
    "pool": ("processes", "the pool hangs", (3, 13)),
    "process-executor": ("max_workers", "this raises ValueError", (4, 0)),
}


def check(module: Module) -> Iterator[Finding]:
    """Report pools and executors of a literal size that is too large."""
    for event in module.events_reached(_SIZES, "new"):
        param, effect, cured = _SIZES[event.kind]
        values = _values(module, event, param)
        for one in only(Const, values):
            if type(one.value) is int and one.value > _MOST:
                targets = (t for t in module.targets_of(event) if t.platform == "windows" and t.python < cured)
                message = f"{one.value} workers are more than the {_MOST} that Windows allows: {effect} there"
                related = [(one.node, "the number")] if one.node is not event.argument(param) else []
                confidence = Confidence.HIGH if len(values) == 1 and event.is_certain else Confidence.MEDIUM
                breaks = module.narrow(one.node, targets)
                if _may_be_smaller(event, param, one) or is_doubtful(module, event.call, breaks):
                    confidence = Confidence.LOW
                yield from RULE.at(module, event.call, message, breaks=breaks, related=related, confidence=confidence)


def _values(module: Module, event: Event, param: str) -> Values:
    """What is passed: where objects hold the number, what those of them hold that come to the call."""
    written = event.argument(param)
    if event.context is not None or not isinstance(written, ast.Attribute):
        return event.values(param)
    return module.contexts.values_where_run(written) or event.values(param)


def _may_be_smaller(event: Event, param: str, number: Const) -> bool:
    """Whether the number is kept in an object, which may have got a smaller one before or since."""
    kept = event.argument(param)
    return isinstance(kept, ast.Attribute) and any(
        may_be_replaced(event.ev, owner, kept.attr) and number not in given_last(event, owner, kept.attr)
        for owner in event.evaluate(kept.value)
    )


_EXECUTOR = """
from concurrent.futures import ProcessPoolExecutor


def square(x):
    return x * x


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=100) as executor:  # MP604
        assert list(executor.map(square, [1, 2])) == [1, 4]
    print("ok")
"""

_POOL = """
import multiprocessing as mp

WORKERS = 64


def square(x):
    return x * x


if __name__ == "__main__":
    pool = mp.Pool(WORKERS)  # MP604
    assert pool.map(square, [1, 2]) == [1, 4]
    pool.close()
    pool.join()
    print("ok")
"""

_SETTINGS = """
from concurrent.futures import ProcessPoolExecutor


class Settings:
    workers = 2

    @classmethod
    def for_cluster(cls):
        settings = cls()
        settings.workers = 96
        return settings


def square(x):
    return x * x


def squares(settings, numbers):
    with ProcessPoolExecutor(settings.workers) as executor:  # MP604
        return list(executor.map(square, numbers))


if __name__ == "__main__":
    assert squares(Settings.for_cluster(), [1, 2]) == [1, 4]
    print("ok")
"""

_LIMITED = """
import os
from concurrent.futures import ProcessPoolExecutor


def square(x):
    return x * x


def workers(wanted):
    return min(wanted, 60, os.cpu_count() or 1)


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=workers(100)) as executor:
        assert list(executor.map(square, [1, 2])) == [1, 4]
    print("ok")
"""

_THREADS = """
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool


def square(x):
    return x * x


with ThreadPoolExecutor(max_workers=100) as executor:
    assert list(executor.map(square, [1, 2])) == [1, 4]
with ThreadPool(100) as pool:
    assert pool.map(square, [1, 2]) == [1, 4]
print("ok")
"""

_ELSEWHERE = """
import multiprocessing as mp
import sys


def square(x):
    return x * x


if __name__ == "__main__":
    small = sys.platform == "win32" or len(sys.argv) < 2
    with mp.Pool(2 if small else 100) as pool:
        assert pool.map(square, [1, 2]) == [1, 4]
    print("ok")
"""

RULE = Rule(
    code="MP604",
    name="too-many-workers-on-windows",
    summary="A pool of more processes than Windows can wait for is made.",
    why=(
        "Windows waits for at most 64 handles at once, and the thread that watches the workers needs some for itself. "
        "ProcessPoolExecutor refuses more than 61 workers with ValueError. multiprocessing.Pool starts them, but before "
        "Python 3.13 its handler thread dies of ValueError as soon as it waits for them all: no worker is replaced "
        "any more, and joining the pool hangs."
    ),
    cure="Limit the number: `min(61, os.cpu_count() or 1)`. ProcessPoolExecutor() does so by itself.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.ProcessPoolExecutor",
        "https://github.com/python/cpython/issues/71090",
    ),
    catalogue=("E06",),
    bad=(
        Example(_EXECUTOR, Outcome("raises", "max_workers must be <= 61"), platforms=("windows",)),
        Example(_POOL, Outcome("hangs"), pythons="<3.13", platforms=("windows",)),
        Example(_SETTINGS, Outcome("raises", "max_workers must be <= 61"), platforms=("windows",)),
    ),
    good=(Example(_LIMITED), Example(_THREADS), Example(_ELSEWHERE)),
    check=check,
)
