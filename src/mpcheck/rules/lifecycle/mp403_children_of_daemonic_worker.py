"""MP403: a daemonic process, such as a worker of a pool, starts processes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.conditions import conditions
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.tasks import Task
from mpcheck.model.values import Param
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.daemonic import is_daemonic, is_ordinary, lifts_the_ban, may_pass
from mpcheck.rules.lifecycle.reaching import is_decided, route
from mpcheck.rules.lifecycle.starting import STARTS, starts_processes


def check(module: Module) -> Iterator[Finding]:
    """Report what starts a process in functions that a daemonic process runs."""
    daemonic = [task for task in module.tasks if task.where == "process" and is_daemonic(module, task)]
    if not daemonic or lifts_the_ban(module, module.found):
        return
    reported: set[ast.Call] = set()
    foreign = (event for event in module.foreign_worker_events if event.kind in STARTS)
    for event in (*module.events(STARTS), *foreign):
        if event.call in reported or not starts_processes(event) or not is_ordinary(module, event):
            continue
        for task in daemonic:
            way = route(module, event.call, module.functions(task.callables), lambda node: may_pass(module, node))
            if way is not None:
                reported.add(event.call)
                yield from _report(module, event, task, way)
                break


def _report(module: Module, event: Event, task: Task, way: list[ast.AST]) -> Iterator[Finding]:
    _, what = STARTS[event.kind]
    who = "a worker of a pool" if task.event.kind == "pool" else "a daemonic process"
    message = f"{who} runs this, and must not start {what}: daemonic processes are not allowed to have children"
    related = [(call, "called here") for call in way[:-1]] + [(task.event.call, f"{who} gets its work here")]
    tests = [test for node in way for test, _ in conditions(module.ev, node)]
    if any(_depends_on_caller(module, test) for test in tests) and not is_decided(module, way):
        confidence = Confidence.LOW
    else:
        confidence = Confidence.MEDIUM if tests or len(task.callables) > 1 else Confidence.HIGH
    breaks = module.narrow(event.call, module.targets_of(task.event))
    yield from RULE.at(module, event.call, message, breaks=breaks, related=related, confidence=confidence)


def _depends_on_caller(module: Module, test: ast.expr) -> bool:
    """Whether a test asks for a parameter or an attribute, so that the worker's call may skip what it guards."""
    for node in ast.walk(test):
        if isinstance(node, ast.Attribute) and not module.external_name(node):
            return True
        if isinstance(node, ast.Name) and any(isinstance(one, Param) for one in module.values(node)):
            return True
    return False


_NESTED = """
from multiprocessing import Pool


def square(number):
    return number * number


def row(numbers):
    with Pool(2) as inner:  # MP403
        return inner.map(square, numbers)


if __name__ == "__main__":
    with Pool(2) as outer:
        print(outer.map(row, [[1, 2], [3, 4]]))
"""

_DAEMON = """
import multiprocessing as mp


class Service(mp.Process):
    def __init__(self):
        super().__init__(name="service", daemon=True)

    def spawn_helper(self):
        helper = mp.Process(target=print, args=("hello from the helper",))
        helper.start()  # MP403
        helper.join()

    def run(self):
        self.spawn_helper()


if __name__ == "__main__":
    service = Service()
    service.start()
    service.join()
    print("ok" if service.exitcode == 0 else "the service failed")
"""

_EXECUTOR = """
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def square(number):
    return number * number


def work(results, numbers):
    with ProcessPoolExecutor(1) as executor:
        results.send(list(executor.map(square, numbers)))  # MP403


def main():
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=work, args=(there, [1, 2]))
    process.daemon = True
    process.start()
    there.close()
    print(here.recv())
    process.join()


if __name__ == "__main__":
    main()
"""

_FORECAST = """
from multiprocessing import Pool


def mean(numbers):
    return sum(numbers) / len(numbers)


def forecast(series):
    with Pool(2) as pool:  # MP403
        return mean(pool.map(mean, [series[:2], series[2:]]))
"""

_OTHER_FILE = """
from multiprocessing import Pool

from forecast import forecast


def main():
    with Pool(2) as pool:
        print(pool.map(forecast, [[1, 2, 3, 4], [2, 3, 4, 5]]))


if __name__ == "__main__":
    main()
"""

_OUTER_EXECUTOR = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool


def square(number):
    return number * number


def row(numbers):
    with Pool(2) as inner:
        return inner.map(square, numbers)


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as outer:
        assert list(outer.map(row, [[1, 2], [3, 4]])) == [[1, 4], [9, 16]]
    print("ok")
"""

_THREADS = """
import multiprocessing
import subprocess
import sys
from multiprocessing.pool import ThreadPool


def square(number):
    return number * number


def row(numbers):
    with ThreadPool(2) as inner:
        squares = inner.map(square, numbers)
    return squares, subprocess.run([sys.executable, "-c", ""], check=True).returncode


if __name__ == "__main__":
    with multiprocessing.Pool(1) as outer:
        assert outer.map(row, [[1, 2]]) == [([1, 4], 0)]
    print("ok")
"""

_ASKS_FIRST = """
import multiprocessing


def square(number):
    return number * number


def squares(numbers):
    if multiprocessing.current_process().daemon:
        return [square(number) for number in numbers]
    with multiprocessing.Pool(1) as pool:
        return pool.map(square, numbers)


if __name__ == "__main__":
    with multiprocessing.Pool(1) as pool:
        assert pool.map(squares, [[1, 2]]) == [squares([1, 2])] == [[1, 4]]
    print("ok")
"""

RULE = Rule(
    code="MP403",
    name="children-of-daemonic-worker",
    summary="A worker of a pool, or another daemonic process, starts processes.",
    why=(
        "The workers of a multiprocessing.Pool are daemonic, as is a Process with daemon=True. A daemonic process must "
        "not have children, which would outlive it when it is killed: start() fails with AssertionError, whether it is "
        "called directly or by a Pool, a Manager or an executor. Only `python -O` leaves the check out."
    ),
    cure=(
        "Make the outer level a ProcessPoolExecutor or a Process that is not daemonic, use threads for the inner "
        "level, or hand all tasks to one pool."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process.daemon",
        "https://docs.python.org/3/library/concurrent.futures.html#processpoolexecutor",
    ),
    catalogue=("C07",),
    bad=(
        Example(
            _OTHER_FILE,
            Outcome("raises", "daemonic processes are not allowed"),
            platforms=("linux",),
            files=(("forecast.py", _FORECAST),),
        ),
        # The Windows Python that is at hand for verification is compiled without assertions.
        Example(_NESTED, Outcome("raises", "daemonic processes are not allowed"), platforms=("linux",)),
        Example(_DAEMON, Outcome("wrong", "the service failed"), platforms=("linux",)),
        Example(_EXECUTOR, Outcome("raises", "daemonic processes are not allowed"), platforms=("linux",)),
    ),
    good=(Example(_OUTER_EXECUTOR), Example(_THREADS), Example(_ASKS_FIRST)),
    check=check,
)
