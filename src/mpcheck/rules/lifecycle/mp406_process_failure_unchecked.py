"""MP406: a process is joined, and nothing asks whether it failed."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.displays import last_name
from mpcheck.model.event import Event
from mpcheck.model.mentions import mentioned, names_reached
from mpcheck.model.module import Module
from mpcheck.model.order import Body, frames, innermost
from mpcheck.model.tasks import Task
from mpcheck.model.values import origin
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.asserted import is_asserted
from mpcheck.rules.lifecycle.joining import cleans_up, has_timeout
from mpcheck.rules.lifecycle.outputs import is_output_read
from mpcheck.rules.lifecycle.silence import files_deal_with_ends, learns_how_processes_end, may_fail_unseen

#: Functions, and methods of texts and loggers, that make a text of their arguments.
_SHOWING = {"critical", "debug", "error", "exception", "format", "info", "log", "print", "repr", "str", "warning"}


def check(module: Module) -> Iterator[Finding]:
    """Report joins of processes whose failure shows nowhere."""
    joins = list(module.events_reached("process", "join"))
    if not joins or learns_how_processes_end(module):
        return
    reported: set[ast.AST] = set()
    for join in joins:
        for task in [task for task in module.tasks if task.event.creates and task.event.call is join.origin]:
            place = _place(module, join)
            if place is None or place in reported or not _is_batch(module, join, place) or _is_shown(module, join):
                continue
            if may_fail_unseen(module, task) and not is_output_read(module, place, task):
                reported.add(place)
                yield from _report(module, join, place, task)


def _place(module: Module, join: Event) -> ast.expr | None:
    """Where this file joins: the call, or one that leads to it if another file joins and makes nothing of what it learns."""
    if module.is_here(join.call):
        return join.call
    if files_deal_with_ends(module):
        return None
    bodies = ([node for node in nodes if module.is_here(node)] for nodes in frames(module, join.sites).values())
    here = next((nodes for nodes in bodies if nodes), [])
    calls = [node.context_expr if isinstance(node, ast.withitem) else node for node in here]
    return min((node for node in calls if isinstance(node, ast.expr)), key=lambda node: node.lineno, default=None)


def _report(module: Module, join: Event, place: ast.expr, task: Task) -> Iterator[Finding]:
    names = sorted(info.name for info in module.functions(task.callables))
    message = f"if `{names[0]}` fails, nothing here notices: `exitcode` is not looked at after `{ast.unparse(place)}`"
    related = [(task.event.call, "the process is made here")]
    related += [(join.call, "and joined here")] if place is not join.call else []
    confidence = Confidence.LOW if is_asserted(module, place) else Confidence.MEDIUM
    breaks = module.targets_of(task.event)
    yield from RULE.at(module, place, message, breaks=breaks, related=related, confidence=confidence)


def _is_batch(module: Module, join: Event, place: ast.expr) -> bool:
    """Whether one body starts the process and waits for its end: no service, and no clean-up."""
    if has_timeout(join) or cleans_up(module, join.call) or cleans_up(module, place):
        return False
    same = [event for event in module.events_reached("process") if event.origin is join.origin]
    if any(event.method in ("terminate", "kill") for event in same) or _is_signalled(module, join):
        return False
    ends = frames(module, join.sites)
    for start in (event for event in same if event.method == "start"):
        begins = frames(module, start.sites)
        shared, body = innermost(begins, ends)
        if shared and Body(module, next(iter(begins[body]))).any_leads(begins[body], ends[body]):
            return True
    return False


def _is_shown(module: Module, join: Event) -> bool:
    """Whether the process is put into a text after it is joined, which then tells its exit code."""
    body = module.function(join.call)
    names = (name for name in names_reached(module) if module.function(name) is body)
    return any(
        _becomes_text(module, one) and module.happens_before(join.call, one)
        for one in mentioned(module, names).get(join.origin, ())
    )


def _becomes_text(module: Module, node: ast.AST) -> bool:
    parent = module.parent(node)
    if isinstance(parent, ast.Tuple):
        node, parent = parent, module.parent(parent)
    if isinstance(parent, ast.Call):
        return node in parent.args and last_name(parent.func) in _SHOWING
    is_formatted = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Mod) and parent.right is node
    return is_formatted or isinstance(parent, ast.FormattedValue)


def _is_signalled(module: Module, join: Event) -> bool:
    """Whether a signal is sent to the process: ``os.kill(process.pid, signal.SIGKILL)``."""
    ids = [call.args[0] for call in module.calls_of("os.kill") if call.args]
    whom = [one.value for one in ids if isinstance(one, ast.Attribute)]
    return any(origin(one) is join.origin for node in whom for one in module.values(node))


_LOOP = """
from multiprocessing import Process


def export(number):
    with open(f"/no/such/folder/{number}.txt", "w") as file:
        file.write("x")


if __name__ == "__main__":
    workers = [Process(target=export, args=(number,)) for number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()  # MP406
    print("exported")
"""

_CLASS = """
import json
import multiprocessing as mp


class Load(mp.Process):
    def __init__(self, text):
        mp.Process.__init__(self)
        self.text = text

    def run(self):
        print(json.loads(self.text))


def main():
    load = Load("not json")
    load.start()
    load.join()  # MP406
    print("loaded")


if __name__ == "__main__":
    main()
"""

_CHECKED = """
from multiprocessing import Process


def export(path):
    with open(path, "w") as file:
        file.write("x")


if __name__ == "__main__":
    worker = Process(target=export, args=("/no/such/folder/file.txt",))
    worker.start()
    worker.join()
    if worker.exitcode:
        print("the export failed")
    print("ok")
"""

_ANSWERS = """
import json
import multiprocessing as mp


def load(text, answers):
    answers.send(json.loads(text))


def main():
    here, there = mp.Pipe()
    worker = mp.Process(target=load, args=("[1]", there))
    worker.start()
    assert here.recv() == [1]
    worker.join()
    print("ok")


if __name__ == "__main__":
    main()
"""

_HANDLES = """
from multiprocessing import Process


def export(path):
    try:
        with open(path, "w") as file:
            file.write("x")
    except Exception as error:
        print("not exported:", error)


def count(name):
    for number in range(2):
        print(name, number)


if __name__ == "__main__":
    workers = [Process(target=export, args=("/no/such/folder/file.txt",)), Process(target=count, args=("a",))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("ok")
"""

RULE = Rule(
    code="MP406",
    name="process-failure-unchecked",
    summary="A process is started and joined, and nothing asks whether it failed.",
    why=(
        "An exception in a Process goes to its standard error and ends that process alone. join() returns just the same, "
        "the parent goes on as if the work were done and exits with status 0: a build is green and its output is missing."
    ),
    cure=(
        "Look at exitcode after join() and fail if it is not 0, or use a ProcessPoolExecutor, whose results raise what "
        "the worker raised."
    ),
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process.exitcode",),
    catalogue=("D10",),
    bad=(
        Example(_LOOP, Outcome("child", "FileNotFoundError")),
        Example(_CLASS, Outcome("child", "JSONDecodeError")),
    ),
    good=(Example(_CHECKED), Example(_ANSWERS), Example(_HANDLES)),
    check=check,
)
