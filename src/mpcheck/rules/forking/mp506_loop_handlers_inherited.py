"""MP506: a worker is forked after the event loop has taken over SIGTERM."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.elsewhere import calls_elsewhere
from mpcheck.model.forks import Fork, forks_reached, may_precede, place_to_report
from mpcheck.model.module import Module
from mpcheck.model.values import BoundMethod, Object
from mpcheck.rules.base import Example, Outcome, Rule

_SETS = "add_signal_handler"
_RESETS = "remove_signal_handler"


def check(module: Module) -> Iterator[Finding]:
    """Report starts of forked workers that inherit what the loop does at SIGTERM."""
    forks = [fork for fork in forks_reached(module) if not fork.is_by_hand]
    handlers = [call for call in _calls_of_loop(module, _SETS) if _is_for_termination(module, call)] if forks else []
    ends = [(call,) for call in _calls_of_loop(module, _RESETS)] if handlers else []
    for fork in forks if handlers else ():
        before = [call for call in handlers if may_precede(module, (call,), fork.event.sites, ends)]
        if not before or _sets_its_own(module, fork, handlers):
            continue
        message = "the forked worker inherits the event loop's handler of SIGTERM: terminate() does not end it"
        yield from RULE.at(
            module,
            place_to_report(module, fork, before[0]),
            message,
            breaks=fork.targets,
            related=[(before[0], "the handler is set here")],
            confidence=_confidence(module, fork),
        )


def _calls_of_loop(module: Module, method: str) -> list[ast.Call]:
    named = [
        call
        for call in (*module.found.calls, *calls_elsewhere(module, (method,)))
        if isinstance(call.func, ast.Attribute) and call.func.attr == method
    ]
    return [call for call in named if any(_is_of_loop(one) for one in module.contexts.values(call.func))]


def _is_of_loop(one: object) -> bool:
    return (
        isinstance(one, BoundMethod) and isinstance(one.receiver, Object) and one.receiver.name.startswith("asyncio.")
    )


def _is_for_termination(module: Module, call: ast.Call) -> bool:
    signals = module.contexts.values(call.args[0]) if call.args else ()
    return any(getattr(one, "name", "") == "signal.SIGTERM" for one in signals)


def _sets_its_own(module: Module, fork: Fork, handlers: list[ast.Call]) -> bool:
    """Whether the worker says itself what is to be done at a signal, or has a loop of its own do it."""
    functions = {info for task in fork.tasks for info in module.functions(task.callables)}
    calls = (call for function in module.graph.reached_from(functions) for call in function.calls)
    return any(call in handlers or module.external_name(call.func) == "signal.signal" for call in calls)


def _confidence(module: Module, fork: Fork) -> Confidence:
    """Medium where the program ends its workers by this signal."""
    terminates = fork.event.kind == "process" and any(module.events_reached("process", "terminate"))
    return Confidence.MEDIUM if terminates and fork.is_certain else Confidence.LOW


_TERMINATE = """
import asyncio
import signal
import time
from multiprocessing import Process


async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)  # MP614
    worker = Process(target=time.sleep, args=(600,))
    worker.start()  # MP506
    await asyncio.sleep(1)
    worker.terminate()
    worker.join(3)
    print("the worker goes on" if worker.is_alive() else "ok")
    worker.kill()


if __name__ == "__main__":
    asyncio.run(main())
"""

_JOIN = """
import asyncio
import multiprocessing as mp
import signal
import time


def poll():
    while True:
        time.sleep(1)


class Service:
    def __init__(self, context):
        self.context = context
        self.stopped = asyncio.Event()

    def listen(self, loop):
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.stopped.set)  # MP614

    async def run(self):
        self.listen(asyncio.get_running_loop())
        poller = self.context.Process(target=poll)
        poller.start()  # MP506
        await asyncio.sleep(1)
        poller.terminate()
        poller.join()


async def main():
    await Service(mp.get_context("fork")).run()  # MP601


asyncio.run(main())
print("ok")
"""

_RESET = """
import asyncio
import signal
import time
from multiprocessing import Process


def sleep(seconds):
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    time.sleep(seconds)


async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    worker = Process(target=sleep, args=(600,))
    worker.start()
    await asyncio.sleep(2)
    worker.terminate()
    worker.join()
    print("ok" if worker.exitcode == -signal.SIGTERM else worker.exitcode)


if __name__ == "__main__":
    asyncio.run(main())
"""

_WORKERS_FIRST = """
import asyncio
import signal
import time
from multiprocessing import Process


async def serve(worker):
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    worker.terminate()
    await loop.run_in_executor(None, worker.join)
    print("ok" if worker.exitcode == -signal.SIGTERM else worker.exitcode)


if __name__ == "__main__":
    worker = Process(target=time.sleep, args=(600,))
    worker.start()
    asyncio.run(serve(worker))
"""

_OTHER_CHILDREN = """
import asyncio
import multiprocessing
import signal
import sys
import time


async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    if sys.platform != "win32":
        loop.add_signal_handler(signal.SIGTERM, stop.set)
    command = await asyncio.create_subprocess_exec(sys.executable, "-c", "import time; time.sleep(600)")
    worker = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(600,))
    worker.start()
    await asyncio.sleep(1)
    command.terminate()
    worker.terminate()
    worker.join()
    print("ok" if await command.wait() and worker.exitcode else "ended by themselves")


if __name__ == "__main__":
    asyncio.run(main())
"""

RULE = Rule(
    code="MP506",
    name="loop-handlers-inherited",
    summary="A worker that is forked after loop.add_signal_handler(SIGTERM) is not ended by terminate().",
    why=(
        "A forked worker inherits the signal handlers of its parent. The one that asyncio sets does nothing itself: it "
        "leaves the work to the event loop, which does not run in the worker. So terminate() and what stops a service "
        "have no effect on the worker, and the join() that follows waits for ever. Up to Python 3.11 the worker even "
        "wakes the parent's loop by a file descriptor that they share: the parent takes the signal for its own and stops."
    ),
    cure=(
        "Start workers by spawn or forkserver, or before the loop's handlers are set; or set SIGTERM back to "
        "signal.SIG_DFL, and call signal.set_wakeup_fd(-1), at the start of the worker."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.add_signal_handler",
        "https://github.com/fastapi/fastapi/issues/1487",
        "https://github.com/python/cpython/issues/94454",
    ),
    catalogue=("C20",),
    bad=(
        Example(_TERMINATE, Outcome("wrong", "the worker goes on"), methods=("fork",), platforms=("linux",)),
        Example(_JOIN, Outcome("hangs"), platforms=("linux",)),
    ),
    good=(
        Example(_RESET, platforms=("linux",)),
        Example(_WORKERS_FIRST, platforms=("linux",)),
        Example(_OTHER_CHILDREN),
    ),
    check=check,
)
