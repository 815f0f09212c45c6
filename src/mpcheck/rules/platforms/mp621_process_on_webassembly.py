"""MP621: code that is to run on WebAssembly starts a process, a thread or a program."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.platforms.commands import STARTING

_NO_MODULE = "ModuleNotFoundError"
#: Kind and method of an event -> what it raises.
_ERRORS = {
    **{
        (kind, "new"): _NO_MODULE
        for kind in ("pool", "thread-pool", "queue", "joinable-queue", "simple-queue", "lock", "rlock", "semaphore")
    },
    **{(kind, "new"): _NO_MODULE for kind in ("bounded-semaphore", "condition", "event", "barrier")},
    ("process", "start"): _NO_MODULE,
    ("process-executor", "new"): "NotImplementedError",
    ("thread", "start"): "RuntimeError",
    ("thread-executor", "submit"): "RuntimeError",
    ("thread-executor", "map"): "RuntimeError",
}


def check(module: Module) -> Iterator[Finding]:
    """Report what fails there, if WebAssembly is among the platforms that the code is checked for."""
    wasm = [target for target in module.targets if target.platform == "wasm"]
    seen: set[ast.Call] = set()
    for call, error in _calls(module) if wasm else ():
        breaks = module.narrow(call, wasm)
        if call not in seen and breaks and not module.is_caught(call, error):
            seen.add(call)
            message = f"WebAssembly has no processes and no threads: this raises {error} there"
            yield from RULE.at(module, call, message, breaks=breaks)


def _calls(module: Module) -> Iterator[tuple[ast.Call, str]]:
    for event in module.all_events:
        error = _ERRORS.get((event.kind, "new" if event.creates else event.method))
        if error or event.name in STARTING:
            yield event.call, error or "OSError"
    for call in module.calls_of("os.fork", "os.system"):
        yield call, "OSError"


_POOL = """
from multiprocessing import Pool


def square(x):
    return x * x


if __name__ == "__main__":
    with Pool(2) as pool:  # MP621
        print(pool.map(square, [1, 2]))
"""

_EXECUTOR = """
import concurrent.futures


class Squares:
    def __init__(self):
        self.executor = concurrent.futures.ProcessPoolExecutor()  # MP621


if __name__ == "__main__":
    Squares()
"""

_PROGRAM = """
import subprocess
import threading


def watch():
    return subprocess.run(["ls"]).returncode  # MP621


thread = threading.Thread(target=watch)
thread.start()  # MP621
thread.join()
"""

_SERIAL = """
import sys
from multiprocessing import Pool


def square(x):
    return x * x


def squares(numbers):
    if sys.platform == "emscripten":
        return [square(number) for number in numbers]
    with Pool(2) as pool:
        return pool.map(square, numbers)


if __name__ == "__main__":
    assert squares([1, 2]) == [1, 4]
    print("ok")
"""

_TRIED = """
from concurrent.futures import ProcessPoolExecutor


def run(function, numbers):
    try:
        with ProcessPoolExecutor(2) as executor:
            return list(executor.map(function, numbers))
    except NotImplementedError:
        return [function(number) for number in numbers]


if __name__ == "__main__":
    assert run(abs, [-1, 2]) == [1, 2]
    print("ok")
"""

_ASYNC = """
import multiprocessing
import threading


def work(numbers):
    with threading.Lock():
        return sum(numbers)


assert work([1, 2]) == 3
assert multiprocessing.current_process().name == "MainProcess"
print("ok")
"""

_WASM = ("linux", "windows", "wasm")

RULE = Rule(
    code="MP621",
    name="process-on-webassembly",
    summary="A process, thread or program is started in code that is to run on WebAssembly.",
    why=(
        "Pyodide and other builds of Python for WebAssembly import multiprocessing, and even have os.fork, but nothing "
        "can be started: pools, queues and locks raise ModuleNotFoundError (_multiprocessing), ProcessPoolExecutor "
        "NotImplementedError, threads RuntimeError, programs OSError. `hasattr` and `get_start_method()` do not tell."
    ),
    cure='Test `sys.platform == "emscripten"`, or take the error, and do the work in this process.',
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://pyodide.org/en/stable/usage/wasm-constraints.html",
        "https://github.com/pyodide/pyodide/issues/1603",
    ),
    catalogue=("E11",),
    words=("subprocess", "fork", "os.system"),
    platforms=("wasm",),
    bad=(
        Example(_POOL, Outcome("raises", "_multiprocessing"), methods=("forkserver",), platforms=("wasm",)),
        Example(_EXECUTOR, Outcome("raises", "NotImplementedError"), methods=("forkserver",), platforms=("wasm",)),
        Example(_PROGRAM, Outcome("raises", "can't start new thread"), methods=("forkserver",), platforms=("wasm",)),
    ),
    good=(Example(_SERIAL, platforms=_WASM), Example(_TRIED, platforms=_WASM), Example(_ASYNC, platforms=_WASM)),
    check=check,
)
