"""MP619: a program is started by an event loop that on Windows starts none."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.accesses import reads_in
from mpcheck.model.elsewhere import last_parts, speaking_functions
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.platforms.commands import STARTING_ASYNC, starts

_SELECTOR = {"asyncio.WindowsSelectorEventLoopPolicy", "asyncio.SelectorEventLoop"}
_PROACTOR = {"asyncio.WindowsProactorEventLoopPolicy", "asyncio.ProactorEventLoop"}
#: A file that chooses a loop, and one that starts a program, holds one of these.
_CHOICE, _START = "SelectorEventLoop", "create_subprocess"


def check(module: Module) -> Iterator[Finding]:
    """Report starts of programs where this file, or a function that it calls, chooses the loop of selectors for Windows."""
    created = list(starts(module, *STARTING_ASYNC))
    if _CHOICE in module.text:
        created += _started_elsewhere(module)
    windows = [target for target in module.targets if target.platform == "windows"]
    chosen = [(node, module.narrow(node, windows)) for node in _uses(module, _SELECTOR)] if created else []
    chosen = [(node, targets) for node, targets in chosen if targets]
    if not chosen or any(True for _ in _uses(module, _PROACTOR)):
        return
    for event in created:
        if not module.is_caught(event.call, "NotImplementedError"):
            breaks = module.narrow(event.call, chosen[0][1])
            message = "the event loop of selectors starts no programs on Windows: this raises NotImplementedError there"
            related = [(chosen[0][0], "the loop is chosen here")]
            yield from RULE.at(module, event.call, message, breaks=breaks, related=related)


def _started_elsewhere(module: Module) -> list[Event]:
    events = module.events_elsewhere(speaking_functions(module, (_START,)))
    return [event for event in events if event.name in STARTING_ASYNC]


def _uses(module: Module, names: set[str]) -> Iterator[ast.AST]:
    """Where a class is called or handed over, but not where an object is only compared with it."""
    words = last_parts(names)
    read = (node for function in speaking_functions(module, words) for node in reads_in(module, function))
    elsewhere = (node for node in read if module.external_name(node) in names)
    for node in (*(node for node, _ in module.references(names, words)), *elsewhere):
        parent = module.parent(node)
        asked = isinstance(parent, ast.Call) and module.external_name(parent.func) == "builtins.isinstance"
        if not asked and not isinstance(parent, ast.Tuple):
            yield node


_POLICY = """
import asyncio
import sys

if sys.platform == "win32":
    asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())


async def main():
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", "")  # MP619
    return await child.wait()


assert asyncio.run(main()) == 0
print("ok")
"""

_LOOP = """
import asyncio


class Runner:
    def __init__(self):
        self.loop = asyncio.SelectorEventLoop()

    async def start(self, command):
        child = await asyncio.create_subprocess_shell(command)  # MP619
        return await child.wait()

    def run(self, command):
        return self.loop.run_until_complete(self.start(command))


asyncio.set_event_loop(None)
runner = Runner()
try:
    print("status", runner.run("exit 0"))
finally:
    runner.loop.close()
"""

_USUAL = """
import asyncio
import sys


async def main():
    loop = asyncio.get_running_loop()
    assert sys.platform != "win32" or not isinstance(loop, asyncio.SelectorEventLoop)
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    return await child.wait()


assert asyncio.run(main()) == 0
print("ok")
"""

_ELSEWHERE = """
import asyncio
import os
import sys


async def main():
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    return await child.wait()


if os.name == "posix":
    loop = asyncio.SelectorEventLoop()
    loop.close()
assert asyncio.run(main()) == 0
print("ok")
"""

_THREAD = """
import asyncio
import subprocess
import sys


async def main():
    loop = asyncio.get_running_loop()
    command = [sys.executable, "-c", ""]
    return await loop.run_in_executor(None, subprocess.call, command)


loop = asyncio.SelectorEventLoop()
assert loop.run_until_complete(main()) == 0
loop.run_until_complete(loop.shutdown_default_executor() if sys.version_info >= (3, 9) else asyncio.sleep(0))
loop.close()
print("ok")
"""

RULE = Rule(
    code="MP619",
    name="program-under-selector-loop",
    summary="asyncio starts a program, but on Windows the event loop of selectors was chosen, which cannot.",
    why=(
        "On Windows only the ProactorEventLoop, the usual one, starts programs. Libraries that need `add_reader`, such "
        "as pyzmq, tornado and psycopg, make people choose SelectorEventLoop or its policy; then "
        "`create_subprocess_exec` and `create_subprocess_shell` raise NotImplementedError, with no text."
    ),
    cure="Leave the usual loop, or run the program by `subprocess` in a thread: `await asyncio.to_thread(subprocess.run, ...)`.",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=("https://docs.python.org/3/library/asyncio-platforms.html#windows",),
    catalogue=("E08",),
    words=(_CHOICE, _START),
    bad=(
        Example(_POLICY, Outcome("raises", "NotImplementedError"), methods=("spawn",), platforms=("windows",)),
        Example(_LOOP, Outcome("raises", "NotImplementedError"), methods=("spawn",), platforms=("windows",)),
    ),
    good=(Example(_USUAL), Example(_ELSEWHERE), Example(_THREAD)),
    check=check,
)
