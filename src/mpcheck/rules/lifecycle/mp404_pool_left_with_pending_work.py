"""MP404: a pool is terminated while tasks are pending that nothing has waited for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.uses import uses_of
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.pool_end import PoolEnd, blocks, is_waited_for, terminations
from mpcheck.rules.lifecycle.waiting import may_wait

_SUBMITS = "apply_async map_async starmap_async imap imap_unordered"


def check(module: Module) -> Iterator[Finding]:
    """Report submissions after which a pool is terminated before anything has waited for them."""
    reported: set[ast.AST] = set()
    for event in module.events_reached("pool", _SUBMITS):
        ends = (end for end in (*blocks(module, event), *terminations(module, event)) if module.is_here(end.at))
        for end in ends:
            if end.at in reported or is_waited_for(module, event, uses_of(module, event.call, in_file=True), end):
                continue
            if not module.is_here(event.call) and _may_wait_elsewhere(module, event, end):
                continue
            waits = may_wait(module, [*_around_submission(module, event, end), *end.between])
            if waits is not True:
                reported.add(end.at)
                yield from _report(module, event, end, sure=waits is False)


def _around_submission(module: Module, event: Event, end: PoolEnd) -> Iterator[ast.Call]:
    """The calls that run a coroutine which submits the task: the event loop goes on after that."""
    for site in event.sites[event.sites.index(end.at) :] if end.at in event.sites else ():
        around = module.parent(site)
        if isinstance(around, ast.Call) and site in around.args:
            yield around


def _may_wait_elsewhere(module: Module, event: Event, end: PoolEnd) -> bool:
    """Whether the functions of other files that submit the tasks may wait for them before they come back."""
    called = module.functions(module.values(end.at.func)) if isinstance(end.at, ast.Call) else set()
    calls = (call for function in module.graph.reached_from(called) for call in function.calls)
    return may_wait(module, (call for call in calls if call is not event.call)) is not False


def _report(module: Module, event: Event, end: PoolEnd, *, sure: bool) -> Iterator[Finding]:
    entered = end.end.context_expr if isinstance(end.end, ast.withitem) else None
    if end.block is not None:
        entered = end.block.items[0].context_expr
    where = "at the end of the `with` block" if entered is not None else "by `terminate()`"
    message = (
        f"the pool is terminated {where}, and nothing has waited for the tasks of `{event.method}()`: "
        "those not done by then never are, and reading their results later may wait for ever"
    )
    related = [(entered or end.end, "terminates the pool")]
    if event.call is not end.at:
        related.append((event.call, "submits the tasks"))
    yield from RULE.at(
        module,
        end.at,
        message,
        breaks=module.targets_of(event),
        related=related,
        confidence=Confidence.HIGH if sure else Confidence.MEDIUM,
    )


_DROPPED = """
import os
import tempfile
import time
from multiprocessing import Pool


def save(path):
    time.sleep(0.5)
    with open(path, "w") as file:
        file.write("x")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        with Pool(2) as pool:
            for number in range(4):
                pool.apply_async(save, (os.path.join(folder, str(number)),))  # MP404, MP405
        print(len(os.listdir(folder)), "files saved")
"""

_RETURNED = """
import multiprocessing as mp
import time


def double(number):
    time.sleep(0.3)
    return number * 2


def doubled(numbers):
    with mp.Pool(2) as pool:
        return pool.imap(double, numbers)  # MP404


if __name__ == "__main__":
    print(sum(doubled(range(8))))
"""

_TOO_LATE = """
import multiprocessing
import time


def double(number):
    time.sleep(0.5)
    return number * 2


class Doubler:
    def __init__(self, method):
        self.ctx = multiprocessing.get_context(method)

    def submit(self, pool, numbers):
        return [pool.apply_async(double, (number,)) for number in numbers]

    def run(self, numbers):
        with self.ctx.Pool(processes=1) as pool:
            results = self.submit(pool, numbers)  # MP404
        return [result.get() for result in results]


if __name__ == "__main__":
    print(Doubler(None).run([1, 2, 3]))
"""

_OWN_BLOCK = """
import os
import tempfile
import time
from multiprocessing import Pool


def save(path):
    time.sleep(0.5)
    with open(path, "w") as file:
        file.write("x")


class Crew:
    def __init__(self, size):
        self.pool = Pool(size)
        self.pending = []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.pool.__exit__(*error)

    def add(self, function, *args):
        self.pending.append(self.pool.apply_async(function, args))  # MP405


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        with Crew(2) as crew:
            for number in range(4):
                crew.add(save, os.path.join(folder, str(number)))  # MP404
        print(len(os.listdir(folder)), "files saved")
"""

_READ_INSIDE = """
from multiprocessing import Pool


def double(number):
    return number * 2


def doubled(numbers):
    with Pool(2) as pool:
        return list(pool.imap(double, numbers))


def streamed(numbers):
    with Pool(2) as pool:
        yield from pool.imap(double, numbers)


if __name__ == "__main__":
    with Pool(2) as pool:
        results = [pool.apply_async(double, (number,)) for number in range(3)]
        assert [result.get() for result in results] == [0, 2, 4]
    assert doubled([1, 2]) == list(streamed([1, 2])) == [2, 4]
    print("ok")
"""

_JOINED = """
import multiprocessing as mp


def double(number):
    return number * 2


if __name__ == "__main__":
    found, failed = [], []
    with mp.get_context("spawn").Pool(2) as pool:
        for number in range(3):
            pool.apply_async(double, (number,), callback=found.append, error_callback=failed.append)
        pool.close()
        pool.join()
    assert sorted(found) == [0, 2, 4]
    assert not failed
    print("ok")
"""

_EXECUTOR = """
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import Pool


def double(number):
    return number * 2


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        futures = [executor.submit(double, number) for number in range(3)]
    assert [future.result() for future in futures] == [0, 2, 4]
    with closing(Pool(2)) as pool:
        later = pool.map_async(double, range(3))
    assert later.get() == [0, 2, 4]
    pool.join()
    print("ok")
"""

RULE = Rule(
    code="MP404",
    name="pool-left-with-pending-work",
    summary="A pool is terminated while tasks are pending that nothing has waited for.",
    why=(
        "The end of `with Pool()` calls terminate(), which kills the workers at once; the `with` of an executor waits "
        "instead. Tasks that were only submitted, with apply_async, map_async or imap, are lost without a message, and "
        "a get() or an iteration after the block waits for results that never come."
    ),
    cure=(
        "Read the results inside the block, with get(), list() or a loop, or call close() and join() before its end."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.terminate",
        "https://docs.python.org/3/library/multiprocessing.html#module-multiprocessing.pool",
    ),
    catalogue=("D05",),
    bad=(
        Example(_DROPPED, Outcome("wrong", "0 files saved")),
        Example(_RETURNED, Outcome("hangs")),
        Example(_TOO_LATE, Outcome("hangs")),
        Example(_OWN_BLOCK, Outcome("wrong", "0 files saved")),
    ),
    good=(Example(_READ_INSIDE), Example(_JOINED), Example(_EXECUTOR)),
    check=check,
)
