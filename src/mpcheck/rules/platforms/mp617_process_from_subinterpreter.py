"""MP617: a task in a subinterpreter starts what only the main interpreter can."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.elsewhere import calls_reached
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.targets import Target

_SINCE = (3, 14)


def check(module: Module) -> Iterator[Finding]:
    """Report pools, forks and daemon threads that interpreters of an executor start."""
    tasks = [task for task in module.tasks if task.where == "interpreter"]
    if not tasks:
        return
    inside = {f for task in tasks for f in module.graph.reached_from(module.functions(task.callables))}
    seen: set[ast.Call] = set()
    for call, message, targets in _refused(module, inside):
        if call not in seen and not module.is_caught(call, "RuntimeError"):
            seen.add(call)
            breaks = [target for target in targets if target.python >= _SINCE]
            yield from RULE.at(module, call, f"this runs in a subinterpreter, {message}", breaks=breaks)


def _refused(module: Module, inside: set[FunctionInfo]) -> Iterator[tuple[ast.Call, str, frozenset[Target]]]:
    forks = "which cannot be forked: RuntimeError"
    own = [event for event in module.all_events if module.function(event.call) in inside]
    for event in (*own, *module.events_elsewhere(inside)):
        targets = module.targets_of(event)
        if event.creates and event.kind in ("pool", "thread-pool"):
            yield event.call, "where no daemon thread can be started, which a pool needs: RuntimeError", targets
        elif event.creates and event.kind == "thread" and _is_true(event.argument("daemon")):
            yield event.call, "where no daemon thread can be started: RuntimeError", targets
        elif event.kind == "process" and event.method == "start":
            yield event.call, forks, frozenset(one for one in targets if one.start_method == "fork")
    for call in calls_reached(module, ("os.fork",)):
        if module.function(call) in inside:
            yield call, forks, module.narrow(call, module.targets)


def _is_true(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


_POOL = """
import multiprocessing
from concurrent.futures import InterpreterPoolExecutor  # MP618


def spread(numbers):
    with multiprocessing.Pool(1) as pool:  # MP617
        return pool.map(abs, numbers)


if __name__ == "__main__":
    with InterpreterPoolExecutor(1) as executor:
        print(executor.submit(spread, [-1]).result())
"""

_PROCESS = """
import multiprocessing as mp
import os
from concurrent import futures


class Work:
    def run(self):
        context = mp.get_context("fork")  # MP601
        child = context.Process(target=os.getpid)
        child.start()  # MP617
        child.join()
        return child.exitcode


def work(number):
    return Work().run()


if __name__ == "__main__":
    with futures.InterpreterPoolExecutor() as executor:  # MP618
        print(list(executor.map(work, [1])))
"""

_DAEMON = """
import threading
from concurrent.futures import InterpreterPoolExecutor  # MP618


def watch():
    thread = threading.Thread(target=len, args=("",), daemon=True)  # MP617
    thread.start()
    thread.join()


if __name__ == "__main__":
    with InterpreterPoolExecutor(1, initializer=watch) as executor:
        print(executor.submit(abs, -1).result())
"""

_PROGRAM = """
import subprocess
import sys
from concurrent.futures import InterpreterPoolExecutor


def work(code):
    return subprocess.run([sys.executable, "-c", code]).returncode


if __name__ == "__main__":
    with InterpreterPoolExecutor(1) as executor:
        assert executor.submit(work, "raise SystemExit(3)").result() == 3
    print("ok")
"""

_OUTSIDE = """
import multiprocessing
import threading
from concurrent.futures import InterpreterPoolExecutor


def work(number):
    thread = threading.Thread(target=abs, args=(number,))
    thread.start()
    thread.join()
    return abs(number)


if __name__ == "__main__":
    with InterpreterPoolExecutor(1) as executor:
        assert list(executor.map(work, [-1, 2])) == [1, 2]
    with multiprocessing.Pool(1) as pool:
        assert pool.map(work, [-1, 2]) == [1, 2]
    print("ok")
"""

_THREADS = """
import multiprocessing
from concurrent.futures import ThreadPoolExecutor


def spread(numbers):
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.map(abs, numbers)


if __name__ == "__main__":
    with ThreadPoolExecutor(1) as executor:
        assert executor.submit(spread, [-1]).result() == [1]
    print("ok")
"""

_NEW = ">=3.14"

RULE = Rule(
    code="MP617",
    name="process-from-subinterpreter",
    summary="A task of an InterpreterPoolExecutor starts a pool, a daemon thread or a forked process.",
    why=(
        "The interpreters of InterpreterPoolExecutor are isolated: they can start neither daemon threads, which every "
        "Pool has, nor a process by fork. Both raise RuntimeError in the task. Programs by subprocess, threads that are "
        "no daemons, and processes by spawn or forkserver work."
    ),
    cure="Start processes from the main interpreter, and give the task what they have done.",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/concurrent.futures.html#interpreterpoolexecutor",
        "https://docs.python.org/3/library/concurrent.interpreters.html",
    ),
    catalogue=("E15",),
    bad=(
        Example(_POOL, Outcome("raises", "RuntimeError"), pythons=_NEW),
        Example(_PROCESS, Outcome("raises", "fork not supported"), pythons=_NEW, platforms=("linux",)),
        Example(_DAEMON, Outcome("raises", "initializer failed"), pythons=_NEW),
    ),
    good=(Example(_PROGRAM, pythons=_NEW), Example(_OUTSIDE, pythons=_NEW), Example(_THREADS)),
    check=check,
)
