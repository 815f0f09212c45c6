"""MP427: a process is terminated whose ``finally`` clause removes or writes files, and does not run then."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.collect import TRIES
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.tasks import Task
from mpcheck.model.worker import Made
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.cleanups import cleanups
from mpcheck.rules.lifecycle.file_changes import removes
from mpcheck.rules.lifecycle.terminations import terminations

#: Methods, attributes and a function by which a process is asked to end before it is made to.
_ASKING = {"set", "put", "put_nowait", "send", "send_bytes", "close", "cancel", "stop", "shutdown", "value"}
_SIGNALLING = "os.kill"
#: Servers that end in order when they are told to terminate.
_SERVERS = ("uvicorn", "hypercorn", "gunicorn", "aiohttp", "sanic", "tornado", "grpc")


def check(module: Module) -> Iterator[Finding]:
    """Report terminations of processes that have files to remove, or to write, at their end."""
    ends = list(terminations(module))
    if not ends or module.ev.found.imports(_SERVERS):
        return
    reported: set[ast.AST] = set()
    for end, task in ends:
        if end.call in reported or _is_asked_first(module, end) or _is_way_out(module, end):
            continue
        lost = next(cleanups(module, task), None)
        if lost is not None:
            if _is_cleaned_up_by_parent(module):
                return
            reported.add(end.call)
            yield from _report(module, end, task, *lost)


def _is_cleaned_up_by_parent(module: Module) -> bool:
    """Whether code that no worker runs removes files, as who knows what terminated processes leave behind does."""
    calls = (call for call in module.reached_calls if module.places(call) != {"worker"})
    return any(removes(module, Made(call, None, (call,))) for call in calls)


def _is_asked_first(module: Module, end: Event) -> bool:
    """Whether the function that ends a process also tells it to end, or handles its end by a signal."""
    body = module.function(end.call)
    attributes = module.ev.file(end.call).nodes_of(ast.Attribute)
    named = {node.attr for node in attributes if module.function(node) is body}
    signals = any(module.external_name(call.func) == _SIGNALLING for call in module.calls_by(body))
    return signals or bool(named & _ASKING) or _handles_in_loop(module)


def _handles_in_loop(module: Module) -> bool:
    """Whether an event loop is told what to do at a signal."""
    elsewhere = (call for function in module.foreign_worker_functions for call in function.calls)
    return any(getattr(call.func, "attr", "") == "add_signal_handler" for call in (*module.found.calls, *elsewhere))


def _is_way_out(module: Module, end: Event) -> bool:
    """Whether a process is ended only when something has gone wrong: in a handler, or after a join in the same ``try``."""
    child: ast.AST = end.call
    for outer in module.ancestors(end.call):
        if isinstance(outer, ast.ExceptHandler):
            return True
        if isinstance(outer, TRIES) and child in outer.finalbody:
            inside = [node for statement in outer.body for node in ast.walk(statement)]
            if any(isinstance(node, ast.Attribute) and node.attr == "join" for node in inside):
                return True
        child = outer
    return False


def _report(module: Module, end: Event, task: Task, what: str, where: ast.AST) -> Iterator[Finding]:
    message = f"`{end.method}()` ends the process at once wherever it is: {what}"
    related = [(where, "this is left out"), (task.event.call, "the process is made here")]
    targets = module.narrow(end.call, module.targets_of(task.event))
    yield from RULE.at(module, end.call, message, breaks=targets, related=related)


_MARKER = """
import os
import tempfile
import time
from multiprocessing import Process


def serve(path):
    with open(path, "w") as file:
        file.write(str(os.getpid()))
    try:
        while True:
            time.sleep(0.1)
    finally:
        os.remove(path)


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "service.pid")
        service = Process(target=serve, args=(path,))
        service.start()
        while not os.path.exists(path):
            time.sleep(0.1)
        time.sleep(0.5)
        service.terminate()  # MP427
        service.join()
        print("a marker is left" if os.path.exists(path) else "ok")


if __name__ == "__main__":
    main()
"""

_TEMPORARY = """
import multiprocessing as mp
import os
import tempfile
import time


class Render:
    def __init__(self, parent):
        self.parent = parent

    def __call__(self, seconds, started):
        with tempfile.TemporaryDirectory(dir=self.parent) as folder:
            started.set()
            time.sleep(seconds)
            print(os.listdir(folder))


def attempt(render, limit):
    started = mp.Event()
    process = mp.Process(target=render, args=(600, started))
    process.start()
    started.wait(60)
    process.join(limit)
    if process.is_alive():
        process.kill()  # MP427
        process.join()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as parent:
        attempt(Render(parent), 0.5)
        print("ok" if os.listdir(parent) == [] else "a folder is left")
"""

_SAVED = """
import json
import pathlib
import tempfile
import time
from multiprocessing import Event, Process


class Counter(Process):
    def __init__(self, path, ready):
        super().__init__()
        self.path = path
        self.ready = ready
        self.count = 0

    def save(self):
        self.path.write_text(json.dumps(self.count))

    def run(self):
        try:
            while True:
                self.count += 1
                self.ready.set()
                time.sleep(0.01)
        finally:
            self.save()


def main():
    with tempfile.TemporaryDirectory() as folder:
        path, ready = pathlib.Path(folder) / "count", Event()
        counter = Counter(path, ready)
        counter.start()
        ready.wait(60)
        counter.terminate()  # MP427
        counter.join()
        print("ok" if path.exists() else "nothing is saved")


if __name__ == "__main__":
    main()
"""

_ASKED = """
import os
import tempfile
import time
from multiprocessing import Event, Process


def serve(path, stop):
    with open(path, "w"):
        pass
    try:
        while not stop.is_set():
            time.sleep(0.05)
    finally:
        os.remove(path)


def end(service, stop):
    stop.set()
    service.join(30)
    if service.is_alive():
        service.terminate()


def main():
    with tempfile.TemporaryDirectory() as folder:
        path, stop = os.path.join(folder, "service.pid"), Event()
        service = Process(target=serve, args=(path, stop))
        service.start()
        while not os.path.exists(path):
            time.sleep(0.05)
        end(service, stop)
        assert not os.path.exists(path)
    print("ok")


if __name__ == "__main__":
    main()
"""

_CLEANED_UP = """
import os
import time
from multiprocessing import Process


def serve(path):
    with open(path, "w"):
        pass
    try:
        while True:
            time.sleep(0.05)
    finally:
        os.remove(path)


def main(path="service.pid"):
    service = Process(target=serve, args=(path,))
    service.start()
    while not os.path.exists(path):
        time.sleep(0.05)
    service.terminate()
    service.join()
    if os.path.exists(path):
        os.remove(path)
    print("ok")


if __name__ == "__main__":
    main()
"""

_CLOSED = """
import socket
import time
from multiprocessing import Event, Process


def serve(ready):
    listening = socket.socket()
    try:
        ready.set()
        while True:
            time.sleep(0.05)
    finally:
        listening.close()


def main():
    ready = Event()
    service = Process(target=serve, args=(ready,))
    service.start()
    ready.wait()
    service.terminate()
    service.join()
    print("ok")


if __name__ == "__main__":
    main()
"""

RULE = Rule(
    code="MP427",
    name="cleanup-skipped-by-terminate",
    summary="A process is terminated that removes or writes files in a finally clause, which does not run then.",
    why=(
        "terminate() sends SIGTERM, whose default is to end a process without running any more of its Python code, and kill() "
        "and Windows leave no choice: no `finally` clause runs, no `with` block is left, nothing registered with atexit is "
        "called. What the system holds for a process (memory, sockets, open files) is freed all the same; files that it should "
        "have removed stay, and those that it should have written at its end are missing."
    ),
    cure=(
        "Ask the process to end, by an Event that its loop looks at or an end mark in a queue, and join it; or let it turn "
        "SIGTERM into an exception: signal.signal(signal.SIGTERM, lambda *_: sys.exit(1)). Or clean up in the parent after join()."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process.terminate",
        "https://docs.python.org/3/library/signal.html#signal.SIGTERM",
    ),
    catalogue=("D23",),
    bad=(
        Example(_MARKER, Outcome("wrong", "a marker is left")),
        Example(_TEMPORARY, Outcome("wrong", "a folder is left")),
        Example(_SAVED, Outcome("wrong", "nothing is saved")),
    ),
    good=(Example(_ASKED), Example(_CLEANED_UP), Example(_CLOSED)),
    check=check,
)
