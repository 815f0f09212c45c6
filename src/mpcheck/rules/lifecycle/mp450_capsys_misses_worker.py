"""MP450: a test reads with capsys what a worker process prints, which capsys never sees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import chain

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.attributes import api_name
from mpcheck.model.module import Module
from mpcheck.model.order import Body, frames, innermost
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import BoundMethod, Param
from mpcheck.model.worker import Made, made_by_call, made_by_task
from mpcheck.rules.base import Example, Outcome, Rule

_FIXTURES = {"capsys", "capsysbinary"}
_STREAMS = {"sys.stdout", "sys.stderr"}
_PRINTING = {f"{stream}.{method}" for stream in _STREAMS for method in ("write", "writelines")}
_REDIRECTING = {"contextlib.redirect_stdout", "contextlib.redirect_stderr"}


def check(module: Module) -> Iterator[Finding]:
    """Report reads of captured output that follow the start of a process which prints."""
    reads = [call for call in module.method_calls("readouterr") if _is_read(module, call)]
    if not reads or _redirects(module):
        return
    for read in reads:
        for task in module.tasks:
            test = _test_of(module, task, read)
            if test is not None and not _parent_prints(module, test):
                printed = next((made for made in made_by_task(module, task) if _prints(module, made)), None)
                if printed is not None:
                    yield from _report(module, task, read, printed)
                    break


def _is_read(module: Module, call: ast.Call) -> bool:
    """Whether something is done with the output that the fixture has captured."""
    methods = [one for one in module.values(call.func) if isinstance(one, BoundMethod)]
    fixtures = {one.receiver.name for one in methods if isinstance(one.receiver, Param)}
    return bool(fixtures) and fixtures <= _FIXTURES and not isinstance(module.parent(call), ast.Expr)


def _redirects(module: Module) -> bool:
    """Whether the file sends standard streams elsewhere by itself."""
    nodes = (node for node in module.found.nodes_of(ast.Attribute) if isinstance(node.ctx, ast.Store))
    return any(f"sys.{node.attr}" in _STREAMS for node in nodes) or any(module.calls_of(*_REDIRECTING))


def _test_of(module: Module, task: Task, read: ast.Call) -> FunctionInfo | None:
    """The function in which the output is read after a process was given the task, by the test or its file, or one of these.

    What a program prints that a test runs as a whole may come from its main process, in a way not seen here.
    """
    here = [module.is_here(function.node) for function in module.functions(task.callables)]
    if task.where != "process" or not (module.is_here(task.event.call) or (here and all(here))):
        return None
    started, reading = frames(module, task.event.sites), frames(module, (read,))
    _, body = innermost(started, reading)
    if body is None or not Body(module, next(iter(reading[body]))).any_leads(started[body], reading[body]):
        return None
    return body


def _parent_prints(module: Module, test: FunctionInfo) -> bool:
    """Whether the test may read what its own process has printed."""
    own = (Made(call, None, (call,)) for call in test.calls)
    called = (made for call in test.calls for made in made_by_call(module, call))
    return any(_prints(module, made) for made in chain(own, called))


def _prints(module: Module, made: Made) -> bool:
    """Whether a call writes to one of the standard streams."""
    names = {api_name(one) for one in module.ev.evaluate(made.call.func, made.context)}
    if names == {"builtins.print"}:
        files = [keyword.value for keyword in made.call.keywords if keyword.arg == "file"]
        return all(module.external_name(file) in _STREAMS for file in files)
    return bool(names) and names <= _PRINTING


def _report(module: Module, task: Task, read: ast.Call, printed: Made) -> Iterator[Finding]:
    message = "capsys does not see what another process prints"
    related = [(printed.call, "the process prints here"), (task.event.call, "the process gets its work here")]
    yield from RULE.at(
        module, read, message, breaks=module.narrow(read, module.targets_of(task.event)), related=related
    )


_PROCESS = """
from multiprocessing import Process

import pytest


def greet():
    print("hello")


def test_greets(capsys):
    child = Process(target=greet)
    child.start()
    child.join()
    assert "hello" in capsys.readouterr().out  # MP450


if __name__ == "__main__":
    status = pytest.main([__file__, "-p", "no:cacheprovider"])
    print("ok" if status == 0 else "the test has failed")
"""

_POOL = """
import multiprocessing as mp
import sys

import pytest


class Report:
    def line(self, number):
        sys.stdout.write(f"line {number}\\n")

    def run(self):
        with mp.Pool(2) as pool:
            pool.map(self.line, range(3))


class TestReport:
    def test_number_of_lines(self, capsys):
        Report().run()
        out, err = capsys.readouterr()  # MP450
        assert len(out.splitlines()) == 3


def main():
    status = pytest.main(["-p", "no:cacheprovider", "-q", __file__])
    print("ok" if status == 0 else "the test has failed")


if __name__ == "__main__":
    main()
"""

_DESCRIPTORS = """
from multiprocessing import Process

import pytest


def greet():
    print("hello")


def test_greets(capfd):
    child = Process(target=greet)
    child.start()
    child.join()
    assert "hello" in capfd.readouterr().out


if __name__ == "__main__":
    status = pytest.main([__file__, "-p", "no:cacheprovider"])
    print("ok" if status == 0 else "the test has failed")
"""

_PARENT = """
from concurrent.futures import ProcessPoolExecutor

import pytest


def square(number):
    return number * number


def show(numbers):
    with ProcessPoolExecutor(2) as executor:
        for found in executor.map(square, numbers):
            print(found)


def test_show(capsys):
    show([1, 2])
    assert capsys.readouterr().out.split() == ["1", "4"]


if __name__ == "__main__":
    status = pytest.main([__file__, "-p", "no:cacheprovider"])
    print("ok" if status == 0 else "the test has failed")
"""

_THREADS = """
from multiprocessing.pool import ThreadPool

import pytest


def show(number):
    print(f"number {number}")


def test_show(capsys):
    with ThreadPool(2) as pool:
        pool.map(show, [1, 2])
    assert "number 2" in capsys.readouterr().out


if __name__ == "__main__":
    status = pytest.main([__file__, "-p", "no:cacheprovider"])
    print("ok" if status == 0 else "the test has failed")
"""

_NEEDS = ("pytest",)

RULE = Rule(
    code="MP450",
    name="capsys-misses-worker",
    summary="A test reads with capsys what a worker process prints.",
    why=(
        "capsys puts objects of its own in the place of sys.stdout and sys.stderr, in the process of the test. A worker "
        "process prints into a copy of them when it was forked, and to the standard output that it inherits otherwise: "
        "what it prints is never in the output that the test reads."
    ),
    cure="Use the fixture capfd, which captures what is written to the file descriptors, by workers too.",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.pytest.org/en/stable/how-to/capture-stdout-stderr.html",
        "https://docs.pytest.org/en/stable/reference/reference.html#capfd",
    ),
    catalogue=("H03",),
    bad=(
        Example(_PROCESS, Outcome("wrong", "the test has failed"), requires=_NEEDS),
        Example(_POOL, Outcome("wrong", "the test has failed"), requires=_NEEDS),
    ),
    good=(
        Example(_DESCRIPTORS, requires=_NEEDS),
        Example(_PARENT, requires=_NEEDS),
        Example(_THREADS, requires=_NEEDS),
    ),
    check=check,
)
