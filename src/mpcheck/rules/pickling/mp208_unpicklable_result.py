"""MP208: a worker returns something that cannot be pickled."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.pickling.results import giving_results, obstacles_in_results


def check(module: Module) -> Iterator[Finding]:
    """Report what the functions that run in pools and executors return, where it cannot travel back."""
    seen: set[ast.AST] = set()
    for task, function in giving_results(module):
        for finding_node, findings in _of_function(module, task, function):
            if finding_node not in seen:
                seen.add(finding_node)
                yield from findings


def _of_function(module: Module, task: Task, function: FunctionInfo) -> Iterator[tuple[ast.AST, Iterator[Finding]]]:
    targets = module.targets_of(task.event)
    lazy = _lazy(function)
    if lazy:
        here = isinstance(task.node, ast.Attribute) or function in module.functions(module.values(task.node))
        at = task.node if here else task.event.sites[0]
        certain = Confidence.HIGH if len(task.callables) == 1 else Confidence.MEDIUM
        message = f"calling `{function.name}` gives {lazy}, which cannot be pickled, so no result gets back"
        related: list[tuple[ast.AST, str]] = [(function.node, "defined here")]
        yield at, RULE.at(module, at, message, breaks=targets, related=related, confidence=certain)
        return
    for leaf, obstacle in obstacles_in_results(module, function):
        if obstacle.kind == "exception":
            continue
        held = f" (in `{obstacle.path}`)" if obstacle.path else ""
        message = f"`{function.name}` returns {obstacle.words}{held}, which cannot be pickled, so no result gets back"
        breaks = {target for target in targets if obstacle.hits(target)}
        related = [(task.event.call, "sent to a worker process here")]
        certain = Confidence.HIGH if obstacle.certain else Confidence.MEDIUM
        # What may as well be an executor of threads sends what each of the two can send.
        confidence = certain if task.event.is_certain else Confidence.LOW
        yield leaf, RULE.at(module, leaf, message, breaks=breaks, related=related, confidence=confidence)


def _lazy(function: FunctionInfo) -> str:
    """What calling a function gives in place of a result: a generator, a coroutine; "" for others."""
    if function.is_async:
        return "an asynchronous generator" if function.is_generator else "a coroutine"
    return "a generator" if function.is_generator else ""


_GENERATOR = """
from multiprocessing import Pool


def divisors(n):
    for k in range(1, n + 1):
        if n % k == 0:
            yield k


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(divisors, [4, 6]))  # MP208
"""

_FILE = """
from concurrent.futures import ProcessPoolExecutor


def opened(path):
    file = open(path)
    return path, file  # MP208


def adder(n):
    def add(x):
        return x + n

    return add  # MP208


def main():
    with ProcessPoolExecutor(1) as executor:
        futures = [executor.submit(opened, __file__), executor.submit(adder, 1)]
        print([future.result() for future in futures])


if __name__ == "__main__":
    main()
"""

_COROUTINE = """
import asyncio
import multiprocessing as mp


class Client:
    async def fetch(self, n):
        await asyncio.sleep(0)
        return n

    def counts(self, words):
        found = {}
        for word in words:
            found[word] = found.get(word, 0) + 1
        return found.items()  # MP208


def main(client):
    with mp.Pool(1) as pool:
        print(pool.apply(client.counts, (["a", "b", "a"],)))
        print(pool.map(client.fetch, [1, 2]))  # MP208


if __name__ == "__main__":
    main(Client())
"""

_NAMED_TUPLE = """
from collections import namedtuple
from concurrent.futures import ProcessPoolExecutor

Point = namedtuple("point", "x y")


def work(n):
    return Point(n, n + 1)  # MP208


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(work, 3).result())
"""

_CONSUMED = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool


def numbers(n):
    for k in range(n):
        yield k


def consumed(n):
    return list(numbers(n))


def items(n):
    return sorted({k: k for k in range(n)}.items()), tuple(k for k in range(n))


def read(path):
    with open(path) as file:
        return file.read(1), file.name


if __name__ == "__main__":
    with Pool(1) as pool:
        assert pool.map(consumed, [1, 2]) == [[0], [0, 1]]
        assert pool.starmap(max, [(1, 2)]) == [2]
        assert pool.map(items, numbers(2))[1] == ([(0, 0)], (0,))
    with ProcessPoolExecutor(1) as executor:
        assert executor.submit(read, __file__).result()[1] == __file__
    print("ok")
"""

_PROCESS = """
from multiprocessing import Process


def work(n):
    def inner():
        return n

    return inner


def opened(path):
    return open(path)


if __name__ == "__main__":
    process = Process(target=work, args=(1,))
    process.start()
    process.join()
    assert process.exitcode == 0
    with opened(__file__) as file:
        assert file.readable()
    print("ok")
"""

_THREADS = """
import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool


def numbers(n):
    yield n


async def fetch(n):
    await asyncio.sleep(0)
    return n


def run(n):
    return asyncio.run(fetch(n))


if __name__ == "__main__":
    with ThreadPool(1) as pool, ThreadPoolExecutor(1) as threads:
        assert list(pool.apply(numbers, (1,))) == [1]
        assert threads.submit(open, __file__).result().close() is None
    with ProcessPoolExecutor(1) as executor:
        assert executor.submit(run, 3).result() == 3
    print("ok")
"""

_FOUND_BY_NAME = """
from collections import namedtuple
from multiprocessing import Pool

Point = namedtuple("Point", ("x", "y"))


class Size(namedtuple("Pair", "width height")):
    pass


def work(n):
    return Point(n, 1), Size(n, 2)


if __name__ == "__main__":
    with Pool(1) as pool:
        assert pool.map(work, [5]) == [((5, 1), (5, 2))]
    print("ok")
"""

RULE = Rule(
    code="MP208",
    name="unpicklable-result",
    summary="A function that runs in a pool or executor returns a generator, file, lambda or other unpicklable thing.",
    why=(
        "The result of a task is pickled in the worker and sent back. What cannot be pickled is replaced by an error: "
        "Pool raises MaybeEncodingError, an executor the TypeError or PicklingError of pickle, and the work is lost. "
        "Calling a generator function or a coroutine function only makes a generator or coroutine: its body has not "
        "even run. A type that namedtuple() or Enum() made is looked up by the name that it was given there, not by the variable."
    ),
    cure="Return plain data: list(...) of what a generator yields, the content of a file, the result of asyncio.run.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=("https://docs.python.org/3/library/pickle.html#what-can-be-pickled-and-unpickled",),
    catalogue=("B04", "B13"),
    bad=(
        Example(_GENERATOR, Outcome("raises", "cannot pickle"), implementations=("cpython",)),
        Example(_FILE, Outcome("raises", "cannot pickle")),
        Example(_COROUTINE, Outcome("raises", "cannot pickle")),
        Example(_NAMED_TUPLE, Outcome("raises", "PicklingError")),
    ),
    good=(Example(_CONSUMED), Example(_PROCESS), Example(_THREADS), Example(_FOUND_BY_NAME)),
    check=check,
)
