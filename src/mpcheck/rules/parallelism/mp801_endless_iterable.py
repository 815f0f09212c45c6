"""MP801: a map over something that never ends."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.parallelism.endless import is_endless, waits_for_others
from mpcheck.targets import Target

_READS_AHEAD = ("imap", "imap_unordered")
_MAPS = "map map_async starmap starmap_async imap imap_unordered"


def check(module: Module) -> Iterator[Finding]:
    """Report maps of pools and executors all of whose iterables are endless."""
    for event in module.events_reached("pool process-executor", _MAPS):
        nodes = event.variadic_arguments if event.api.iterable == "*" else [event.argument(event.api.iterable)]
        given = [node for node in nodes if node is not None]
        if given and event.is_certain and all(is_endless(module, event.evaluate(node)) for node in given):
            yield from _report(module, event, given)


def _report(module: Module, event: Event, given: list[ast.expr]) -> Iterator[Finding]:
    values = [event.evaluate(node) for node in given]
    if event.method in _READS_AHEAD:
        if any(waits_for_others(module, one) for one in values):
            return
        message = f"`{event.method}()` reads on in its endless input while results wait to be used"
        confidence = Confidence.LOW
    else:
        message = f"`{event.method}()` reads all of its input before it gives a result, and this never ends"
        confidence = Confidence.MEDIUM
    targets = module.targets_of(event)
    if event.kind == "process-executor" and any(keyword.arg == "buffersize" for keyword in event.written.keywords):
        targets = frozenset(target for target in targets if not _has_buffer(target))
    node, related = (given[0], []) if module.is_here(given[0]) else (event.sites[0], [(event.call, "read here")])
    yield from RULE.at(module, node, message, breaks=targets, related=related, confidence=confidence)


def _has_buffer(target: Target) -> bool:
    """Whether ``Executor.map`` can be told how far to read ahead."""
    return target.python >= (3, 14)


_GENERATOR = """
import time
from multiprocessing import Pool


def readings():
    number = 0
    while True:
        time.sleep(0.05)
        number += 1
        yield number


def square(number):
    return number * number


if __name__ == "__main__":
    with Pool(2) as pool:
        for result in pool.map(square, readings()):  # MP801
            if result > 100:
                break
    print("ok")
"""

_COUNTED = """
import itertools
import time
from concurrent.futures import ProcessPoolExecutor


def slowly(number):
    time.sleep(0.05)
    return number


def is_large(number, limit):
    return number > limit


def search(executor, limit):
    candidates = map(slowly, itertools.count(1))
    for number, found in enumerate(executor.map(is_large, candidates, itertools.repeat(limit)), 1):  # MP801
        if found:
            return number


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        print(search(executor, 5))
    print("ok")
"""

_FAR_AHEAD = """
import multiprocessing
import time

taken = 0


def numbers():
    global taken
    while True:
        taken += 1
        yield taken


def double(number):
    return 2 * number


class Search:
    def __init__(self, pool):
        self.pool = pool

    def first(self):
        for result in self.pool.imap(double, numbers()):  # MP801
            time.sleep(1)
            return result


if __name__ == "__main__":
    pool = multiprocessing.get_context().Pool(2)
    first = Search(pool).first()
    print("ok" if taken < 10 else f"read {'too far' if taken > 100 else 'on'} for result {first}")
    pool.terminate()
"""

_FINITE = """
import itertools
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool


def power(base, exponent):
    return base**exponent


def square(number):
    return number * number


def numbers(limit):
    number = 0
    while True:
        if number >= limit:
            return
        yield number
        number += 1


if __name__ == "__main__":
    with Pool(2) as pool:
        assert pool.map(square, itertools.islice(itertools.count(), 3)) == [0, 1, 4]
        assert pool.map(square, numbers(3)) == [0, 1, 4]
        assert pool.starmap(power, zip([2, 3], itertools.repeat(2))) == [4, 9]
    with ProcessPoolExecutor(2) as executor:
        assert list(executor.map(power, [2, 3], itertools.repeat(2))) == [4, 9]
        assert list(executor.map(power, itertools.cycle([1, 2]), range(3))) == [1, 2, 1]
    print("ok")
"""

_HELD_BACK = """
import threading
from multiprocessing import Pool

free = threading.Semaphore(4)
found = threading.Event()


def numbers():
    number = 0
    while not found.is_set():
        free.acquire()
        yield number
        number += 1


def square(number):
    return number * number


if __name__ == "__main__":
    with Pool(2) as pool:
        for result in pool.imap(square, numbers()):
            if result > 100:
                found.set()
            free.release()
        assert result < 1000
    print("ok")
"""

_BATCHES = """
import itertools
from multiprocessing import Pool


def square(number):
    return number * number


def batches():
    numbers = itertools.count()
    while True:
        yield list(itertools.islice(numbers, 4))


if __name__ == "__main__":
    with Pool(2) as pool:
        for batch in batches():
            results = pool.map(square, batch)
            if results[-1] > 100:
                break
    list(map(square, itertools.repeat(1, 3)))
    print("ok")
"""

RULE = Rule(
    code="MP801",
    name="endless-iterable",
    summary="A pool or executor maps over an iterable that never ends.",
    why=(
        "The maps of pools and executors look lazy and are not. Pool.map() and Executor.map() turn all of their input into "
        "tasks before there is a result, so that with a generator without an end the call never returns and memory "
        "grows. imap() hands its input to the workers as fast as they take it, however slowly the results are used."
    ),
    cure=(
        "Give batches, such as itertools.islice(numbers, 100), in a loop; buffersize= of Executor.map from Python 3.14 on; or with imap() "
        "a semaphore that the generator acquires and the consumer releases."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.map",
        "https://github.com/python/cpython/issues/74028",
    ),
    catalogue=("D25",),
    bad=(
        Example(_GENERATOR, Outcome("hangs")),
        Example(_COUNTED, Outcome("hangs")),
        Example(_FAR_AHEAD, Outcome("wrong", "read too far for result 2")),
    ),
    good=(Example(_FINITE), Example(_HELD_BACK), Example(_BATCHES)),
    check=check,
)
