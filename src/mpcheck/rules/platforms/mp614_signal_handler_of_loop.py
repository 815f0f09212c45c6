"""MP614: a signal handler is added to an event loop, which Windows cannot do."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.attempts import is_told_by_attempt
from mpcheck.model.module import Module
from mpcheck.model.tables.availability import PLATFORMS_OF
from mpcheck.model.values import BoundMethod, Param, root_of
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.platforms.guards import is_doubtful
from mpcheck.targets import Target

_METHOD = "add_signal_handler"
_ERROR = "NotImplementedError"
#: What Windows lacks.
_LACKED = {name for name, platforms in PLATFORMS_OF.items() if "windows" not in platforms}
_WORDS = {name.rpartition(".")[2] for name in _LACKED}


def check(module: Module) -> Iterator[Finding]:
    """Report additions that reach Windows."""
    for call in (*module.method_calls(_METHOD), *_calls_by_others(module)):
        breaks = module.narrow(call, (target for target in module.targets if target.platform == "windows"))
        if breaks and not module.is_caught(call, _ERROR) and not is_told_by_attempt(module, call, _ERROR):
            message = "the event loops of Windows add no signal handlers: this raises NotImplementedError there"
            chosen = _is_signal_of_posix(module, call) or _is_chosen_by_user(module, call)
            doubtful = chosen or _fails_before(module, call, breaks) or is_doubtful(module, call, breaks)
            confidence = Confidence.LOW if doubtful else Confidence.MEDIUM
            yield from RULE.at(module, call, message, breaks=breaks, confidence=confidence)


def _calls_by_others(module: Module) -> Iterator[ast.Call]:
    """The calls of functions that the method is passed to, by the parameter that stands for it."""
    loads = module.found.loads if _METHOD in module.text else ()
    named = (node for node in loads if isinstance(node, ast.Attribute) and node.attr == _METHOD)
    if any(node in getattr(module.parent(node), "args", ()) for node in named):
        for call in module.reached_calls:
            called = module.contexts.values(call.func) if isinstance(call.func, ast.Name) else ()
            if any(isinstance(one, BoundMethod) and one.name == _METHOD and one.function is None for one in called):
                yield call


def _is_signal_of_posix(module: Module, call: ast.Call) -> bool:
    """Whether the signal does not exist on Windows: asking for it raises before, and is reported by itself."""
    name = module.external_name(call.args[0]) if call.args else ""
    return name in _LACKED


def _is_chosen_by_user(module: Module, call: ast.Call) -> bool:
    """Whether the signal is a parameter that only users of this file pass: they ask for it on their platform."""
    signals = module.contexts.values(call.args[0]) if call.args else frozenset()
    return bool(signals) and all(isinstance(root_of(one), Param) for one in signals)


def _fails_before(module: Module, call: ast.Call, breaks: frozenset[Target]) -> bool:
    """Whether each way to the call asks for what Windows lacks: that raises before, and is reported by itself."""
    function = module.function(call)
    asked = (node for node, _ in module.references(_LACKED, _WORDS) if module.function(node) is function)
    failing = {
        module.statement(node)
        for node in asked
        if module.narrow(node, breaks) == breaks and not module.is_caught(node, "AttributeError")
    }
    statement = module.statement(call)
    return module.flow(call).always_before(failing - {statement}, statement)


_SERVER = """
import asyncio
import signal


async def main():
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, done.set)  # MP614
    print("ok")


asyncio.run(main())
"""

_OWNED = """
import asyncio
import signal


class Service:
    def __init__(self):
        self.loop = asyncio.new_event_loop()

    def watch(self):
        self.loop.add_signal_handler(signal.SIGTERM, self.loop.stop)  # MP614

    def run(self):
        self.watch()
        self.loop.call_soon(self.loop.stop)
        self.loop.run_forever()
        self.loop.close()


Service().run()
print("ok")
"""

_CAUGHT = """
import asyncio
import contextlib
import signal


def watch(loop, done):
    try:
        loop.add_signal_handler(signal.SIGINT, done.set)
    except NotImplementedError:
        signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(done.set))


async def main():
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    watch(loop, done)
    with contextlib.suppress(NotImplementedError):
        loop.add_signal_handler(signal.SIGTERM, done.set)


asyncio.run(main())
print("ok")
"""

_TESTED = """
import asyncio
import signal
import sys


async def main():
    loop = asyncio.get_running_loop()
    if sys.platform != "win32":
        loop.add_signal_handler(signal.SIGTERM, loop.stop)


asyncio.run(main())
print("ok")
"""

_OTHERS = """
import signal


class Loop:
    def add_signal_handler(self, number, function):
        signal.signal(number, lambda *_: function())


Loop().add_signal_handler(signal.SIGTERM, print)
print("ok")
"""

RULE = Rule(
    code="MP614",
    name="signal-handler-of-loop",
    summary="add_signal_handler() of an event loop is called, which Windows does not have.",
    why=(
        "`loop.add_signal_handler` is implemented by the loops of POSIX alone. Both loops of Windows raise "
        "NotImplementedError, with no text, and a server that does so at its start does not start there."
    ),
    cure=(
        "Take NotImplementedError and use `signal.signal` there, whose handler calls `loop.call_soon_threadsafe`; "
        "`asyncio.run` itself turns Ctrl-C into the end of the main task."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/asyncio-platforms.html#windows",
        "https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.add_signal_handler",
    ),
    catalogue=("E08",),
    words=("add_signal_handler",),
    bad=(
        Example(_SERVER, Outcome("raises", "NotImplementedError"), methods=("spawn",), platforms=("windows",)),
        Example(_OWNED, Outcome("raises", "NotImplementedError"), methods=("spawn",), platforms=("windows",)),
    ),
    good=(Example(_CAUGHT), Example(_TESTED), Example(_OTHERS)),
    check=check,
)
