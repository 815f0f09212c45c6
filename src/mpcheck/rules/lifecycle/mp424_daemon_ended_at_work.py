"""MP424: a daemonic process writes files, and the program ends without waiting for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.order import Body, frames
from mpcheck.model.tasks import Task
from mpcheck.model.uses import uses_of
from mpcheck.model.worker import Made, made_by_task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.daemonic import is_daemonic
from mpcheck.rules.lifecycle.end_marks import NO_ANSWER, told_to_end
from mpcheck.rules.lifecycle.file_changes import writes
from mpcheck.rules.lifecycle.outer_processes import bodies_to_the_end, outer_tasks
from mpcheck.rules.lifecycle.unfinished import given_before_the_end
from mpcheck.rules.lifecycle.waiting import may_wait

#: What may be done with a process whose end nobody waits for.
_STARTED_ONLY = {"start", "dropped"}


def check(module: Module) -> Iterator[Finding]:
    """Report starts of daemonic processes that write, after which the process that starts them comes to its end."""
    reported: set[ast.AST] = set()
    for start in module.events_reached("process", "start"):
        for task in module.reached_tasks:
            if task.event.call is not start.origin or start.call in reported or not is_daemonic(module, task):
                continue
            write = _write(module, task)
            if write is None:
                continue
            given = told_to_end(module, task) or given_before_the_end(module, task)
            is_left = _is_left(module, task, start) and not _loops(module, task)
            if given is not None or (is_left and _program_ends(module, task, start)):
                reported.add(start.call)
                yield from _report(module, task, start, write, given)


def _write(module: Module, task: Task) -> Made | None:
    """Where the process writes a file."""
    return next((made for made in made_by_task(module, task) if writes(module, made)), None)


def _loops(module: Module, task: Task) -> bool:
    """Whether the process may run until it is ended from outside."""
    functions = module.graph.reached_from(module.functions(task.callables))
    return any(isinstance(node, ast.While) for function in functions for node in ast.walk(function.node))


def _is_left(module: Module, task: Task, start: Event) -> bool:
    """Whether nothing but the start is done with the process, and nothing tells when it is done."""
    given = {module.kind(one) for node in task.event.sent() for one in task.event.evaluate(node)}
    in_program = "main" in module.places(task.event.call)
    found = uses_of(module, task.event.call, in_file=in_program)
    uses = {use.how for use in found if not _sets_attribute(module, use.node)}
    return task.event.creates and uses <= _STARTED_ONLY and given <= NO_ANSWER and len(start.sites) == 1


def _sets_attribute(module: Module, node: ast.AST) -> bool:
    parent = module.parent(node)
    return isinstance(parent, ast.Attribute) and isinstance(parent.ctx, ast.Store)


def _program_ends(module: Module, task: Task, start: Event) -> bool:
    """Whether the program, or the process of it that starts this one, comes to its end without anything that may wait."""
    places = bodies_to_the_end(module, task, frames(module, start.sites))
    starts = {event.call for event in module.events_reached("process") if event.method in ("", "start")}
    for body, nodes in places.items():
        calls = [call for call in module.calls_by(body) if call not in {*nodes, *starts}]
        order = Body(module, next(iter(nodes)))
        following = [call for call in calls if order.any_leads(nodes, [call])]
        if may_wait(module, following) is not False:
            return False
    return bool(places)


def _report(module: Module, task: Task, start: Event, write: Made, given: ast.Call | None) -> Iterator[Finding]:
    outer = outer_tasks(module, task)
    starter = "process that starts it" if outer else "program"
    if given is None:
        what = f"the {starter} ends after `{ast.unparse(start.call)}` without waiting, and terminates the process then"
    else:
        what = f"nothing waits for the process after `{ast.unparse(given)}`, and the end of the {starter} terminates it"
    message = f"{what}, as it is daemonic: what it has not written by then is lost"
    related: list[tuple[ast.AST, str]] = [
        (task.event.call, "the process is made here"),
        (write.call, "writes a file"),
        *([(given, "it is given this")] if given is not None else []),
        *((one.event.call, "the process that starts it is made here") for one in outer[:1]),
    ]
    targets = module.narrow(start.call, module.targets_of(task.event))
    yield from RULE.at(module, start.call, message, breaks=targets, related=related)


_KEYWORD = """
import os
import subprocess
import sys
import tempfile
import time
from multiprocessing import Process


def save(path):
    time.sleep(2)
    with open(path, "w") as file:
        file.write("saved")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Process(target=save, args=(sys.argv[1],), daemon=True).start()  # MP424
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "result")
            subprocess.check_call([sys.executable, __file__, path])
            time.sleep(4)
            print("ok" if os.path.exists(path) else "nothing saved")
"""

_ATTRIBUTE = """
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import multiprocessing as mp


class Report:
    def __init__(self, path):
        self.path = pathlib.Path(path)

    def write(self):
        time.sleep(2)
        self.path.write_text("saved")


def start(path):
    report = Report(path)
    worker = mp.Process(target=report.write)
    worker.daemon = True
    worker.start()  # MP424


def main(arguments):
    if arguments:
        start(arguments[0])
        print("started")
    else:
        observe()


def observe():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "result")
        subprocess.check_call([sys.executable, __file__, path])
        time.sleep(4)
        print("ok" if os.path.exists(path) else "nothing saved")


if __name__ == "__main__":
    main(sys.argv[1:])
"""

_END_MARK = """
import os
import subprocess
import sys
import tempfile
import time
from multiprocessing import Process, SimpleQueue


class Log:
    def __init__(self, path):
        self.rows = SimpleQueue()
        self.writer = Process(target=write, args=(path, self.rows), daemon=True)

    def __enter__(self):
        self.writer.start()  # MP424
        return self

    def add(self, row):
        self.rows.put(row)

    def __exit__(self, *error):
        self.rows.put(None)


def write(path, rows):
    with open(path, "w") as file:
        for row in iter(rows.get, None):
            time.sleep(0.1)
            print(row, file=file, flush=True)


def main(path):
    with Log(path) as log:
        for number in range(50):
            log.add(number)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1])
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "log")
            open(path, "w").close()
            subprocess.check_call([sys.executable, __file__, path])
            with open(path) as file:
                print("ok" if len(file.readlines()) == 50 else "rows are missing")
"""

_GIVEN = """
import multiprocessing as mp
import os
import subprocess
import sys
import tempfile
import time


def keep(path, readings):
    with open(path, "a") as file:
        while True:
            reading = readings.recv()
            time.sleep(0.1)
            print(reading, file=file, flush=True)


def measure(path):
    receiver, sender = mp.Pipe(duplex=False)
    keeper = mp.Process(target=keep, args=(path, receiver), daemon=True)
    keeper.start()  # MP424
    for number in range(50):
        sender.send(number)
    print("measured")


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "readings")
        open(path, "w").close()
        subprocess.check_call([sys.executable, __file__, path])
        with open(path) as file:
            print("ok" if len(file.readlines()) == 50 else "readings are missing")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(measure(sys.argv[1]))
    else:
        main()
"""

_JOINED = """
import os
import tempfile
from multiprocessing import Process


def save(path):
    with open(path, "w") as file:
        file.write("saved")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "result")
        worker = Process(target=save, args=(path,), daemon=True)
        worker.start()
        worker.join()
        assert worker.exitcode == 0
        assert os.path.exists(path)
        print("ok")
"""

_ANSWERED = """
import multiprocessing as mp
import os


def keep(path, rows):
    with open(path, "w") as file:
        while True:
            print(rows.get(), file=file, flush=True)
            rows.task_done()


def main():
    rows = mp.JoinableQueue()
    mp.Process(target=keep, args=(os.devnull, rows), daemon=True).start()
    for number in range(50):
        rows.put(number)
    rows.join()
    print("ok")


if __name__ == "__main__":
    main()
"""

_NOT_DAEMONIC = """
import multiprocessing
import os


def save(path):
    with open(path, "w") as file:
        file.write("saved")


def main():
    worker = multiprocessing.Process(target=save, args=(os.devnull,))
    worker.start()
    print("ok")


if __name__ == "__main__":
    main()
"""

_SERVICE = """
import os
import time
from multiprocessing import Process


def watch(path):
    while True:
        with open(path, "w") as file:
            file.write(str(time.time()))
        time.sleep(0.1)


if __name__ == "__main__":
    Process(target=watch, args=(os.devnull,), daemon=True).start()
    print("ok")
"""

RULE = Rule(
    code="MP424",
    name="daemon-ended-at-work",
    summary="A daemonic process writes files, and the program ends without waiting for it.",
    why=(
        "When a program ends, or a process of it, multiprocessing terminates its daemonic children and joins the others. "
        "A daemonic process that is writing is cut off there: files stay half written or are never made, no `finally` "
        "clause runs, and the exit status of the program says that all went well."
    ),
    cure="Leave the process non-daemonic, so that the program waits for it, or join() it, after an end mark if it works through a queue.",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process.daemon",),
    catalogue=("D22",),
    bad=(
        Example(_KEYWORD, Outcome("wrong", "nothing saved")),
        Example(_ATTRIBUTE, Outcome("wrong", "nothing saved")),
        Example(_END_MARK, Outcome("wrong", "rows are missing")),
        Example(_GIVEN, Outcome("wrong", "readings are missing")),
    ),
    good=(Example(_JOINED), Example(_ANSWERED), Example(_NOT_DAEMONIC), Example(_SERVICE)),
    check=check,
)
