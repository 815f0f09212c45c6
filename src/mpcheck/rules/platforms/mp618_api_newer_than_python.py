"""MP618: something is used that an older Python, under which the code has to run, does not have."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.tables.versions import ADDED, ADDED_KEYWORDS, Version
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.task_limits import LIMIT, may_limit_tasks
from mpcheck.rules.platforms.commands import words_of_options
from mpcheck.rules.platforms.guards import is_test

_WORDS = {name.rpartition(".")[2] for name in ADDED}


@dataclass(frozen=True, slots=True)
class _Use:
    """A use of what was added in a version, and what an older Python raises there."""

    node: ast.AST
    name: str
    added: Version
    error: str


def check(module: Module) -> Iterator[Finding]:
    """Report uses that an older Python reaches."""
    for use in [*_names(module), *_calls(module)]:
        older = [target for target in module.targets if target.python < use.added]
        breaks = module.narrow(use.node, older)
        if breaks and not module.is_caught(use.node, use.error):
            message = f"{use.name} is there since Python {use.added[0]}.{use.added[1]}: before, this raises {use.error}"
            # Where nobody says which Pythons are meant, who uses it has a Python that knows it.  Tests are run under each.
            is_meant = module.claimed.pythons and not _is_deferred(module, use.node) and not is_test(module)
            confidence = RULE.confidence if is_meant else Confidence.LOW
            yield from RULE.at(module, use.node, message, breaks=breaks, confidence=confidence)


def _is_deferred(module: Module, node: ast.AST) -> bool:
    """Whether a function imports it for itself: who does not call it needs no new Python."""
    return isinstance(node, ast.alias) and module.function(node) is not None


def _names(module: Module) -> Iterator[_Use]:
    for node, name in module.references(ADDED, _WORDS):
        yield _Use(node, f"`{name}`", ADDED[name], "ImportError" if isinstance(node, ast.alias) else "AttributeError")


def _calls(module: Module) -> Iterator[_Use]:
    """Methods and keywords, each once, however many ways lead to the call."""
    seen: set[tuple[ast.Call, str]] = set()
    for event in module.all_events:
        if event.method and event.name in ADDED and (event.call, "") not in seen:
            seen.add((event.call, ""))
            yield _Use(event.call, f"`{event.method}`", ADDED[event.name], "AttributeError")
        for keyword in event.call.keywords:
            added = ADDED_KEYWORDS.get(event.name, {}).get(keyword.arg or "")
            is_told = keyword.arg == LIMIT and may_limit_tasks(event)  # by MP408, which knows more of it
            if added is not None and not is_told and (event.call, keyword.arg) not in seen:
                seen.add((event.call, keyword.arg or ""))
                yield _Use(keyword, f"the parameter `{keyword.arg}`", added, "TypeError")


_KEYWORD = """
from concurrent.futures import ProcessPoolExecutor


def square(x):
    return x * x


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        assert list(executor.map(square, [1, 2], buffersize=2)) == [1, 4]  # MP618
    print("ok")
"""

_METHOD = """
import multiprocessing as mp
import time

if __name__ == "__main__":
    child = mp.Process(target=time.sleep, args=(60,))
    child.start()
    try:
        child.interrupt()  # MP618
    finally:
        child.kill()
        child.join()
    print("ok")
"""

_NAMES = """
import os
from concurrent.futures import InterpreterPoolExecutor  # MP618


def workers():
    return os.process_cpu_count()  # MP618


with InterpreterPoolExecutor(1) as executor:
    assert executor.submit(abs, -1).result() == 1
print("ok" if workers() else "none")
"""

_TESTED = """
import os
import sys
from concurrent.futures import ProcessPoolExecutor

try:
    from concurrent.futures import InterpreterPoolExecutor
except ImportError:
    InterpreterPoolExecutor = None


def processors():
    if hasattr(os, "process_cpu_count"):
        return os.process_cpu_count()
    return os.cpu_count()


def absolute(executor, numbers):
    if sys.version_info >= (3, 14):
        return executor.map(abs, numbers, buffersize=2)
    return executor.map(abs, numbers)


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        assert list(absolute(executor, [-1])) == [1]
    assert processors()
    print("ok")
"""

_OLD = """
import multiprocessing as mp
from concurrent.futures import ThreadPoolExecutor

if __name__ == "__main__":
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="worker") as executor:
        assert executor.submit(abs, -1).result(timeout=10) == 1
    lock = mp.Lock()
    with lock:
        assert not lock.acquire(block=False)
    print("ok")
"""

_OPTIONS = """
import sys
from multiprocessing.shared_memory import SharedMemory

UNTRACKED = {"track": False} if sys.version_info >= (3, 13) else {}
block = SharedMemory(create=True, size=10, **UNTRACKED)
block.close()
block.unlink()
print("ok")
"""

RULE = Rule(
    code="MP618",
    name="api-newer-than-python",
    summary="A function, method or parameter is used that a supported Python does not have yet.",
    why=(
        "multiprocessing, concurrent.futures and subprocess get something new with almost every version. Code written "
        "with a new Python fails on the oldest that `requires-python` allows: ImportError at once, AttributeError or "
        "TypeError only when the line is reached, often when workers have to be ended. Where neither the project nor the options "
        "say which Pythons are meant, it is told at `--level pedantic` alone: whoever uses it has a Python that knows it."
    ),
    cure="Test `sys.version_info` or `hasattr`, or raise `requires-python`.",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/concurrent.futures.html",
        "https://docs.python.org/3/library/multiprocessing.html",
        "https://docs.python.org/3/whatsnew/3.14.html#concurrent-futures",
    ),
    bad=(
        Example(_KEYWORD, Outcome("raises", "TypeError"), pythons="<3.14"),
        Example(_METHOD, Outcome("raises", "AttributeError"), pythons="<3.14"),
        Example(_NAMES, Outcome("raises", "ImportError"), pythons="<3.13"),
    ),
    good=(Example(_TESTED), Example(_OLD), Example(_OPTIONS)),
    check=check,
    words=(
        *(name.rpartition(".")[2] for name in ADDED if name.startswith(("os.", "signal."))),
        *words_of_options(
            *sorted({word for name in ADDED_KEYWORDS if "subprocess" in name for word in ADDED_KEYWORDS[name]})
        ),
    ),
)
