"""MP425: get() or recv() waits for what a process sends, and the process may fail before."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.order import Body
from mpcheck.model.tasks import Task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.channels import WRITES, ChannelUse
from mpcheck.rules.lifecycle.endless_reads import awaited, is_seen_first, senders, uses_by_sender
from mpcheck.rules.lifecycle.raising import Raised, raised_by
from mpcheck.rules.lifecycle.silence import files_deal_with_ends, learns_how_processes_end


def check(module: Module) -> Iterator[Finding]:
    """Report reads without a time limit of a queue or pipe that a process may never write to."""
    tasks = senders(module)
    if not tasks or learns_how_processes_end(module) or any(module.events("process", "is_alive")):
        return
    gets = list(awaited(module))
    reported: set[ast.AST] = set()
    for task in tasks if gets else ():
        for get in gets:
            raised = _raised_before(module, task, uses_by_sender(module, task, get))
            if raised is None or get.call in reported or is_seen_first(module, task, get):
                continue
            if module.is_here(get.call) or not files_deal_with_ends(module):
                reported.add(get.call)
                yield from _report(module, task, get, raised)


def _is_of_task(module: Module, task: Task, node: ast.AST) -> bool:
    """Whether a node stands in this file, or in that of what the process runs: what others raise they seldom do."""
    files = {module.ev.file(function.node) for function in module.functions(task.callables)}
    return module.ev.file(node) in {module.found, *files}


def _raised_before(module: Module, task: Task, uses: list[ChannelUse]) -> Raised | None:
    """What may end the process before it has put anything."""
    puts = [use.sites[0] for use in uses if use.how in WRITES]
    if not puts or any(use.how == "passed" for use in uses):
        return None
    for raised in raised_by(module, module.functions(task.callables)):
        first = raised.way[0]
        here = [put for put in puts if module.function(put) is module.function(first)]
        if not _is_of_task(module, task, raised.node):
            continue
        if here and Body(module, first).starts_with(first, here) and not _puts_in_any_case(module, first, here):
            return raised
    return None


def _puts_in_any_case(module: Module, node: ast.AST, puts: list[ast.Call]) -> bool:
    """Whether something is put by a handler or ``finally`` clause around a node."""
    for outer in module.ancestors(node):
        if isinstance(outer, ast.Try):
            ends = [*outer.handlers, *outer.finalbody]
            if any(end in module.ancestors(put) for end in ends for put in puts):
                return True
    return False


def _report(module: Module, task: Task, get: ChannelUse, raised: Raised) -> Iterator[Finding]:
    is_process = task.event.kind == "process"
    who, end = ("process", "that it has ended") if is_process else ("task", "its exception in time")
    message = (
        f"`{ast.unparse(get.call)}` waits for ever if the {who} fails before it sends something: "
        f"nothing here notices {end}"
    )
    made = "the process is made here" if is_process else "the task is submitted here"
    related = [(raised.node, f"the {who} may end here"), (task.event.call, made)]
    yield from RULE.at(
        module, get.call, message, breaks=module.narrow(get.call, module.targets_of(task.event)), related=related
    )


_ONE = """
from multiprocessing import Process, Queue


def root(number, results):
    if number < 0:
        raise ValueError(number)
    results.put(number**0.5)


if __name__ == "__main__":
    results = Queue()
    child = Process(target=root, args=(-1, results))
    child.start()
    print(results.get())  # MP425
    child.join()
"""

_SEVERAL = """
import multiprocessing as mp


class Loader:
    def __init__(self, names):
        context = mp.get_context("spawn")
        self.queue = context.SimpleQueue()
        self.workers = [context.Process(target=load, args=(name, self.queue)) for name in names]

    def load(self):
        for worker in self.workers:
            worker.start()
        found = [self.queue.get() for _ in self.workers]  # MP425
        for worker in self.workers:
            worker.join()
        return found


def load(name, queue):
    queue.put(parse(name))


def parse(name):
    if not name.isalpha():
        raise RuntimeError(name)
    return name.upper()


def main():
    print(Loader(["a", "1"]).load())


if __name__ == "__main__":
    main()
"""

_CAUGHT = """
from multiprocessing import Process, Queue


def root(number, results):
    try:
        if number < 0:
            raise ValueError(number)
        results.put(number**0.5)
    except ValueError as error:
        results.put(error)


if __name__ == "__main__":
    results = Queue()
    child = Process(target=root, args=(-1, results))
    child.start()
    assert isinstance(results.get(), ValueError)
    child.join()
    print("ok")
"""

_LIMITED = """
import multiprocessing as mp
import queue


def root(number, results):
    if number < 0:
        raise ValueError(number)
    results.put(number**0.5)


def main():
    results = mp.Queue()
    child = mp.Process(target=root, args=(-1, results))
    child.start()
    try:
        print(results.get(timeout=1))
    except queue.Empty:
        print("ok")
    child.join()


if __name__ == "__main__":
    main()
"""

_EXECUTOR = """
from concurrent.futures import ProcessPoolExecutor


def root(number):
    if number < 0:
        raise ValueError(number)
    return number**0.5


def main():
    with ProcessPoolExecutor(1) as executor:
        try:
            executor.submit(root, -1).result()
        except ValueError:
            print("ok")


if __name__ == "__main__":
    main()
"""

RULE = Rule(
    code="MP425",
    name="get-from-process-that-fails",
    summary="A get() or recv() without a time limit waits for a process that may fail before it sends anything.",
    why=(
        "A queue does not know who is to write to it. When the process that should put a result ends with an exception, "
        "the traceback appears on standard error, and the get() that waits for the result goes on waiting, for ever. So "
        "does the recv() of a pipe whose other end is still open in the process that reads; and where a task of a pool "
        "puts what the parent gets, its exception waits in a result that nobody comes to read."
    ),
    cure=(
        "Use ProcessPoolExecutor, which hands exceptions on; or catch them in the process and put them in place of the "
        "result; or get with a timeout and look at is_alive() or exitcode. Close the ends of a pipe that belong to others, "
        "and read the results of a pool's tasks before what these have put, or give an error_callback."
    ),
    severity=Severity.NOTE,
    confidence=Confidence.LOW,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Queue.get",
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process.exitcode",
    ),
    catalogue=("C14",),
    bad=(Example(_ONE, Outcome("hangs")), Example(_SEVERAL, Outcome("hangs"))),
    good=(Example(_CAUGHT), Example(_LIMITED), Example(_EXECUTOR)),
    check=check,
)
