"""MP615: a function that runs at the exit of the program gives a task to an executor."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.rules.base import Example, Outcome, Rule

_SINCE = (3, 9)
_EXECUTORS = "thread-executor process-executor interpreter-executor"


def check(module: Module) -> Iterator[Finding]:
    """Report tasks that are given in functions to which ``atexit`` leads."""
    registered = _registered(module)
    late = set(module.graph.reached_from(registered)) if registered else set()
    seen: set[ast.Call] = set()
    elsewhere = module.events_elsewhere(late)
    given = (*module.events(_EXECUTORS, "submit map"), *(event for event in elsewhere if _gives_task(event)))
    for event in given if late else ():
        function = module.function(event.call)
        if function not in late or event.call in seen or module.is_caught(event.call, "RuntimeError"):
            continue
        seen.add(event.call)
        breaks = [target for target in module.targets_of(event) if target.python >= _SINCE]
        message = "this runs when the program exits, where executors take no tasks any more: it raises RuntimeError"
        confidence = Confidence.HIGH if function in registered and event.is_certain else Confidence.MEDIUM
        yield from RULE.at(module, event.call, message, breaks=breaks, confidence=confidence)


def _gives_task(event: Event) -> bool:
    return event.kind in _EXECUTORS.split() and event.method in ("submit", "map")


def _registered(module: Module) -> set[FunctionInfo]:
    """The functions that are registered by a call of ``atexit.register``, or decorated with it."""
    found = {
        function
        for call in module.calls_of("atexit.register")
        if call.args
        for function in module.functions(module.values(call.args[0]))
    }
    decorated = {
        function
        for function in module.found.functions
        if any(module.external_name(decorator) == "atexit.register" for decorator in function.decorators)
    }
    return found | decorated


_SUBMIT = """
import atexit
from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(1)


@atexit.register
def save():
    executor.submit(print, "saved").result()  # MP615


print("ok")
"""

_NEW = """
import atexit
from concurrent import futures


class Log:
    def __init__(self):
        self.lines = ["a", "bc"]
        atexit.register(self.close)

    def close(self):
        self.send()

    def send(self):
        with futures.ThreadPoolExecutor() as executor:
            print(list(executor.map(len, self.lines)))  # MP615


Log()
print("ok")
"""

_BEFORE = """
import atexit
from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(1)
atexit.register(executor.shutdown)


def save():
    return executor.submit(len, "saved").result()


assert save() == 5
print("ok")
"""

_PLAIN = """
import atexit
import threading


def save():
    thread = threading.current_thread()
    assert thread is threading.main_thread()


atexit.register(save)
print("ok")
"""

_TAKEN = """
import atexit
from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(1)


def save():
    return "saved"


@atexit.register
def finish():
    try:
        executor.submit(save).result()
    except RuntimeError:
        save()


print("ok")
"""

RULE = Rule(
    code="MP615",
    name="task-at-exit",
    summary="A function registered with atexit gives a task to an executor.",
    why=(
        "Since Python 3.9 the executors end before the functions of `atexit` are called, and all of "
        "`concurrent.futures` takes no task afterwards, not even a new executor: RuntimeError, cannot schedule new "
        "futures after interpreter shutdown. The error is printed, the exit status stays 0, and the work is not done."
    ),
    cure="Do the work before the main program ends, in a `with` or `finally` there, or do it in the function itself.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/atexit.html",
        "https://github.com/python/cpython/issues/113964",
    ),
    catalogue=("E14",),
    bad=(
        Example(
            _SUBMIT, Outcome("child", "RuntimeError"), pythons=">=3.9", methods=("spawn",), implementations=("cpython",)
        ),
        Example(
            _NEW, Outcome("child", "RuntimeError"), pythons=">=3.9", methods=("spawn",), implementations=("cpython",)
        ),
    ),
    good=(Example(_BEFORE), Example(_PLAIN), Example(_TAKEN)),
    check=check,
)
