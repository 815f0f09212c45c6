"""MP115: the operating system is asked to wait for workers that are not children of this process."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.elsewhere import calls_reached
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.parents import loops_around
from mpcheck.model.values import BoundMethod, Const, Instance, Object
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.entry.sequence import Order, order
from mpcheck.rules.entry.starts import starts
from mpcheck.targets import Target

_FOR_ANY = ("os.wait", "os.wait3")
_BY_NUMBER = ("os.waitpid", "os.wait4")
_WAITS = {*_FOR_ANY, *_BY_NUMBER}
#: What else makes children that there are good reasons to wait for.
_OTHER_CHILDREN = {
    *("os.fork", "os.forkpty", "pty.fork", "os.posix_spawn", "os.posix_spawnp", "subprocess.Popen"),
    *(f"os.spawn{ending}" for ending in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")),
}


def check(module: Module) -> Iterator[Finding]:
    """Report calls of ``os.wait`` and the like that concern processes of multiprocessing."""
    made = {event.call: event for event in module.events_reached("process", "new")}
    starting = [event for event in starts(module, module.reached_events) if not event.api.starts]
    waits = list(calls_reached(module, _WAITS)) if made or starting else []
    if not waits:
        return
    files = {module.ev.file(wait) for wait in waits}
    has_other_children = any(True for _ in calls_reached(module, _OTHER_CHILDREN)) or any(
        module.external_name(call.func) in _OTHER_CHILDREN for file in files for call in file.calls
    )
    for wait in waits:
        process = _process_of(module, wait, made)
        if process is not None:
            yield from _report_number(module, wait, process)
        elif _is_for_any(module, wait) and not has_other_children:
            first = next((e for e in starting if order(module, e.call, wait) is not Order.NEVER), None)
            if first is not None:
                yield from _report_any(module, wait, first)


def _process_of(module: Module, wait: ast.Call, made: dict[ast.Call, Event]) -> Event | None:
    """The process of multiprocessing whose ``pid`` is waited for."""
    if not wait.args or module.external_name(wait.func) not in _BY_NUMBER:
        return None
    for one in module.contexts.values(wait.args[0]):
        if isinstance(one, BoundMethod) and one.name in ("pid", "ident"):
            process = one.receiver
            if isinstance(process, (Object, Instance)) and isinstance(process.call, ast.Call) and process.call in made:
                return made[process.call]
    return None


def _is_for_any(module: Module, wait: ast.Call) -> bool:
    """Whether a call waits, and does not just look, for whichever child ends next."""
    if module.external_name(wait.func) in _FOR_ANY:
        return not wait.args or _is_number(module, wait.args[0], 0)
    return len(wait.args) > 1 and _is_number(module, wait.args[0], -1) and _is_number(module, wait.args[1], 0)


def _is_number(module: Module, node: ast.expr, number: int) -> bool:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return _is_number(module, node.operand, -number)
    return any(isinstance(one, Const) and one.value == number for one in module.values(node))


def _report_number(module: Module, wait: ast.Call, process: Event) -> Iterator[Finding]:
    message = "under forkserver this process is no child of the one that waits: ChildProcessError"
    related = [(process.call, "the process is made here")]
    breaks = _by(module, process, ("forkserver",))
    yield from RULE.at(module, wait, message, breaks=breaks, related=related)


def _report_any(module: Module, wait: ast.Call, start: Event) -> Iterator[Finding]:
    waits_for_all = bool(loops_around(module, wait)) and module.is_caught(wait, "ChildProcessError")
    message = "this waits for the server of forkserver, which does not end: workers are children of the server"
    if waits_for_all:
        message = "there is always a child left to wait for: the resource tracker, and under forkserver its server"
    breaks = _by(module, start, ("forkserver", "spawn") if waits_for_all else ("forkserver",))
    related = [(start.call, "processes of multiprocessing are started here")]
    yield from RULE.at(module, wait, message, breaks=breaks, related=related)


def _by(module: Module, event: Event, methods: Iterable[str]) -> frozenset[Target]:
    targets = module.targets_of(event)
    return frozenset(one for one in targets if one.platform != "windows" and one.start_method in methods)


_ALL = """
import multiprocessing as mp
import os


def work(number):
    print(number, flush=True)


if __name__ == "__main__":
    for number in range(2):
        mp.Process(target=work, args=(number,)).start()
    while True:
        try:
            os.wait()  # MP115
        except ChildProcessError:
            break
    print("ok")
"""

_EACH = """
import os
import time
from multiprocessing import Process


def work():
    time.sleep(1)  # else the start of the next process might reap this one


def launch(tasks):
    processes = [Process(target=task) for task in tasks]
    for process in processes:
        process.start()
    return processes


def main():
    for _ in launch([work, work]):
        pid, status = os.waitpid(-1, 0)  # MP115
        assert status == 0
    print("ok")


if __name__ == "__main__":
    main()
"""

_NUMBER = """
import multiprocessing
import os
import time


class Worker(multiprocessing.Process):
    def run(self):
        time.sleep(0.1)


if __name__ == "__main__":
    worker = Worker()
    worker.start()
    pid, status = os.waitpid(worker.pid, 0)  # MP115
    print("ok" if status == 0 else "failed")
"""

_SENTINELS = """
import os
from multiprocessing import Process
from multiprocessing.connection import wait

if __name__ == "__main__":
    processes = [Process(target=print, args=(n,)) for n in range(2)]
    for process in processes:
        process.start()
    waiting = {process.sentinel: process for process in processes}
    while waiting:
        for sentinel in wait(list(waiting)):
            process = waiting.pop(sentinel)
            process.join()
            assert process.exitcode == 0
    print("ok")
"""

_OWN_CHILD = """
import os
from multiprocessing import Pool


def main():
    child = os.fork()
    if child == 0:
        os._exit(3)
    _, status = os.waitpid(child, 0)
    with Pool(1) as pool:
        assert pool.map(abs, [-1]) == [1]
    assert os.WEXITSTATUS(status) == 3


if __name__ == "__main__":
    main()
    print("ok")
"""

_LOOKS = """
import multiprocessing as mp
import os
import time

if __name__ == "__main__":
    process = mp.Process(target=time.sleep, args=(0.1,))
    process.start()
    while process.is_alive():
        time.sleep(0.01)
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        pass
    assert mp.active_children() == []
    print("ok")
"""

RULE = Rule(
    code="MP115",
    name="os-wait-for-workers",
    summary="os.wait() or os.waitpid() is used to wait for processes of multiprocessing.",
    why=(
        "Under forkserver, the default on Linux from Python 3.14 on, workers are forked by a server: they are its children, "
        "not those of the process that starts them. os.waitpid() of their number raises ChildProcessError, and os.wait() "
        "waits for the server itself and never returns. Under spawn the workers are children, but so is the resource "
        "tracker, which lives as long as the program: a loop until there are no more children does not end."
    ),
    cure="Use join() and exitcode, multiprocessing.connection.wait() with the sentinels, or multiprocessing.active_children().",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.connection.wait",
        "https://github.com/ZivaVatra/flac2all/pull/73",
    ),
    catalogue=("A22",),
    bad=(
        Example(_ALL, Outcome("hangs"), methods=("spawn", "forkserver"), platforms=("linux",)),
        Example(_EACH, Outcome("hangs"), methods=("forkserver",), platforms=("linux",)),
        Example(_NUMBER, Outcome("raises", "ChildProcessError"), methods=("forkserver",), platforms=("linux",)),
    ),
    good=(
        Example(_SENTINELS),
        Example(_OWN_CHILD, platforms=("linux",)),
        Example(_LOOKS, platforms=("linux",)),
    ),
    check=check,
)
