"""MP903: a program that is frozen starts processes and never calls freeze_support()."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.displays import last_name
from mpcheck.model.event import Event
from mpcheck.model.frozen import platforms_where_frozen
from mpcheck.model.module import Module
from mpcheck.model.order import calls_here
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.starting import STARTS, starts_processes


def check(module: Module) -> Iterator[Finding]:
    """Report the first start of a process that the main program leads to."""
    starting = [(node, event) for event in module.reached_events if _starts(event) for node in _places(module, event)]
    platforms = platforms_where_frozen(module) if starting else frozenset()
    if not platforms or _supports_freezing(module):
        return
    for node, event in sorted(starting, key=lambda one: (one[0].lineno, one[0].col_offset)):
        anew = {target for target in module.targets_of(event) if target.start_method != "fork"}
        targets = {target for target in anew if target.platform in platforms}
        if targets:
            confidence = RULE.confidence if event.is_surely_on else Confidence.LOW
            related = [] if module.is_here(event.call) else [(event.call, "the process starts here")]
            yield from RULE.at(module, node, _MESSAGE, breaks=targets, related=related, confidence=confidence)
            return


def _places(module: Module, event: Event) -> list[ast.Call]:
    """What the main program does to start a process: the outermost call of the event, or those that lead to another file."""
    first = event.sites[0]
    calls = [first] if module.is_here(first) else calls_here(module, event.sites)
    return [call for call in calls if "main" in module.places(call)]


def _starts(event: Event) -> bool:
    return event.api.starts or (event.kind in STARTS and starts_processes(event))


def _supports_freezing(module: Module) -> bool:
    """Whether the program, a function that it calls, or a program that imports it says ``freeze_support()``."""
    foreign = (call for function in module.functions_called for call in function.calls)
    outer = (call for program in module.programs for call in program.calls)
    return any(last_name(call.func) == "freeze_support" for call in (*module.found.calls, *foreign, *outer))


_MESSAGE = (
    "this program is frozen and never calls `freeze_support()`: "
    "the executable, run again as a child, starts the whole program once more"
)

_ASSETS = """
import os
import sys
from multiprocessing import Process


def folder():
    return sys._MEIPASS if getattr(sys, "frozen", False) else os.path.dirname(os.path.abspath(__file__))


def show(path):
    print("assets in", path)


if __name__ == "__main__":
    process = Process(target=show, args=(folder(),))
    process.start()  # MP903
    process.join()
    print("ok" if process.exitcode == 0 else "failed")
"""

_EXECUTOR = """
import sys
from concurrent.futures import ProcessPoolExecutor


def log_file():
    return sys.executable + ".log" if hasattr(sys, "frozen") else "program.log"


def main():
    print("writes to", log_file())
    with ProcessPoolExecutor(2) as executor:
        assert list(executor.map(abs, [-1, 2])) == [1, 2]  # MP903
    print("ok")


if __name__ == "__main__":
    main()
"""

_SUPPORTED = """
import os
import sys
from multiprocessing import Process, freeze_support


def folder():
    return sys._MEIPASS if getattr(sys, "frozen", False) else os.path.dirname(os.path.abspath(__file__))


def show(path):
    print("assets in", path)


if __name__ == "__main__":
    freeze_support()
    process = Process(target=show, args=(folder(),))
    process.start()
    process.join()
    print("ok" if process.exitcode == 0 else "failed")
"""

_NEVER_FROZEN = """
from concurrent.futures import ProcessPoolExecutor

frozen = frozenset([1, 2])


def main():
    with ProcessPoolExecutor(2) as executor:
        assert set(executor.map(abs, frozen)) == frozen
    print("ok")


if __name__ == "__main__":
    main()
"""

_THREADS = """
import sys
from concurrent.futures import ThreadPoolExecutor


def main():
    mode = "frozen" if getattr(sys, "frozen", False) else "plain"
    with ThreadPoolExecutor(2) as executor:
        assert list(executor.map(len, [mode])) == [len(mode)]
    print("ok")


if __name__ == "__main__":
    main()
"""

_SOURCE = "https://pyinstaller.org/en/stable/common-issues-and-pitfalls.html#multi-processing"

RULE = Rule(
    code="MP903",
    name="frozen-without-freeze-support",
    summary="A program that is made into an executable starts processes and never calls freeze_support().",
    why=(
        "A child that is not forked is a new run of `sys.executable`, which in a frozen program is the program itself. "
        "`freeze_support()` notices by the arguments that this run is to be a child, and does the child's work; without "
        "it the child starts the whole program, with the next child, and so on: windows open without end, or the "
        "program complains of arguments that it does not know. Run by Python, the same file works."
    ),
    cure="Call `multiprocessing.freeze_support()` as the first statement behind the `__main__` guard.",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.freeze_support",
        _SOURCE,
        "https://github.com/python/cpython/issues/76327",
        "https://github.com/marcelotduarte/cx_Freeze/pull/2382",
    ),
    catalogue=("A18",),
    bad=(
        Example(_ASSETS, Outcome("any"), methods=("spawn", "forkserver"), platform_only=_SOURCE),
        Example(_EXECUTOR, Outcome("any"), methods=("spawn", "forkserver"), platform_only=_SOURCE),
    ),
    good=(Example(_SUPPORTED), Example(_NEVER_FROZEN), Example(_THREADS)),
    check=check,
)
