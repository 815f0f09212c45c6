"""MP326: several processes write, and rotate, one log file."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.calls import IMPORT
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent, loops_around
from mpcheck.model.tasks import Task
from mpcheck.model.values import Const, origin
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.rotating_handlers import RotatingHandler, rotating_handlers
from mpcheck.rules.shared.same_for_all import is_constant, workers_with_the_same
from mpcheck.rules.shared.several_workers import has_several_workers

_LOGS = {"debug", "info", "warning", "error", "exception", "critical", "log"}


def check(module: Module) -> Iterator[Finding]:
    """Report rotating handlers of one file that several workers make, or that each gets by the import of the module."""
    for handler in rotating_handlers(module):
        tasks = _writers(module, handler)
        if tasks:
            yield from RULE.at(
                module,
                handler.call,
                "several processes write to this file, and each renames it when it thinks fit: lines get lost",
                breaks={target for task in tasks for target in module.targets_of(task.event)},
                related=[(tasks[0].event.call, "leads to it in worker processes")],
            )


def _writers(module: Module, handler: RotatingHandler) -> list[Task]:
    """The tasks that write, in several workers, to the one file of the handlers that a call makes."""
    found = _tasks(module, handler.call)
    tasks = [task for task in found if not _is_waited_for_in_turn(module, task, found)]
    if tasks and _is_constant(module, handler.name):
        return tasks if has_several_workers(module, Parent(module), tasks) else []
    return workers_with_the_same(module, handler.name, tasks) if tasks else []


def _tasks(module: Module, call: ast.Call) -> list[Task]:
    """The tasks whose workers make a handler: by running the call, or by importing the module and logging."""
    function = module.function(call)
    if function is not None and function in module.worker_tasks:
        return module.worker_tasks[function]
    if IMPORT not in module.graph.place_of(call):
        return []
    logging = {
        function: tasks
        for function, tasks in module.worker_tasks.items()
        if any(_is_log(one) and (module.is_here(call) or _is_logger_of(module, one, call)) for one in function.calls)
    }
    return [task for tasks in logging.values() for task in tasks]


def _is_waited_for_in_turn(module: Module, task: Task, tasks: list[Task]) -> bool:
    """Whether what makes a process again and again, a loop or a function that makes no other, waits for it each time."""
    made = task.event.call
    loops, function = loops_around(module, made), module.function(made)
    beside = {one.event.call for one in tasks if module.function(one.event.call) is function}
    if function is None or not (loops or len(beside) == 1):
        return False
    within = loops[0] if loops else function.node
    return any(
        join.origin is made and within in module.ancestors(join.call) for join in module.events("process", "join")
    )


def _is_log(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in _LOGS


def _is_logger_of(module: Module, log: ast.Call, handler: ast.Call) -> bool:
    """Whether what logs was made in the file that makes a handler."""
    made = [origin(one) for one in module.values(log.func.value)] if isinstance(log.func, ast.Attribute) else []
    return any(node is not None and module.ev.file(node) is module.ev.file(handler) for node in made)


def _is_constant(module: Module, name: ast.expr) -> bool:
    """Whether the name of the file is written out."""
    values = module.values(name)
    written_out = all(isinstance(one, Const) and one.value is not None for one in values)
    return (bool(values) and written_out) or is_constant(module, name)


_IN_WORKERS = """
import glob
import logging
from logging.handlers import RotatingFileHandler
from multiprocessing import Barrier, Process


def work(number, together):
    logging.raiseExceptions = False
    log = logging.getLogger("work")
    log.addHandler(RotatingFileHandler("app.log", maxBytes=200, backupCount=900))  # MP326
    together.wait()
    for line in range(400):
        log.warning("line %d of %d", line, number)


if __name__ == "__main__":
    together = Barrier(2)
    workers = [Process(target=work, args=(number, together)) for number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    lines = [line for name in glob.glob("app.log*") for line in open(name)]
    print("ok" if len(lines) == 800 else "lost or written twice")
"""

_AT_IMPORT = """
import glob
import logging.handlers
import multiprocessing

logging.raiseExceptions = False
handler = logging.handlers.RotatingFileHandler("app.log", "a", 300, 900)  # MP326
logger = logging.getLogger(__name__)
logger.addHandler(handler)


class Job:
    def run(self, number):
        for line in range(200):
            self.report(number, line)

    def report(self, number, line):
        logger.warning("job %d: line %d", number, line)


if __name__ == "__main__":
    with multiprocessing.Pool(4) as pool:
        pool.map(Job().run, range(4), chunksize=1)
    lines = [line for name in glob.glob("app.log*") for line in open(name)]
    print("ok" if len(lines) == 800 else "lost or written twice")
"""

_THROUGH_A_QUEUE = """
import logging
import multiprocessing
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler


def begin(records):
    logging.getLogger().addHandler(QueueHandler(records))


def work(number):
    logging.getLogger().warning("number %d", number)


if __name__ == "__main__":
    records = multiprocessing.Queue()
    listener = QueueListener(records, RotatingFileHandler("app.log", maxBytes=10_000, backupCount=3))
    listener.start()
    with multiprocessing.Pool(2, begin, (records,)) as pool:
        pool.map(work, range(10))
        pool.close()
        pool.join()
    listener.stop()
    print("ok" if len(open("app.log").readlines()) == 10 else "lost")
"""

_FILE_FOR_EACH = """
import glob
import logging
import os
from concurrent.futures import ProcessPoolExecutor
from logging.handlers import RotatingFileHandler


def begin():
    handler = RotatingFileHandler(f"worker-{os.getpid()}.log", maxBytes=10_000, backupCount=3)
    logging.getLogger("work").addHandler(handler)


def work(number):
    logging.getLogger("work").warning("number %d", number)


if __name__ == "__main__":
    with ProcessPoolExecutor(2, initializer=begin) as executor:
        list(executor.map(work, range(10)))
    lines = [line for name in glob.glob("worker-*.log") for line in open(name)]
    print("ok" if len(lines) == 10 else "lost")
"""

_PARENT_ALONE = """
import logging
from logging.handlers import RotatingFileHandler
from multiprocessing import Pool


def square(number):
    return number * number


def main():
    logging.basicConfig(handlers=[RotatingFileHandler("app.log", maxBytes=10_000, backupCount=3)])
    with Pool(2) as pool:
        for number in pool.map(square, range(3)):
            logging.warning("number %d", number)


if __name__ == "__main__":
    main()
    print("ok" if len(open("app.log").readlines()) == 3 else "lost")
"""

RULE = Rule(
    code="MP326",
    name="rotated-log-of-several-processes",
    summary="Several processes write to one log file through handlers that rotate it.",
    why=(
        "A handler locks against threads of its process only. When one process renames the file, the others go on writing "
        "to the renamed one, and rename again by their own count: backups are overwritten or deleted too early. On "
        "Windows the renaming fails with PermissionError as long as another process has the file open."
    ),
    cure="Send records through a QueueHandler to one QueueListener that writes, or write a file for each process.",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/howto/logging-cookbook.html#logging-to-a-single-file-from-multiple-processes",
    ),
    catalogue=("D24",),
    bad=(
        Example(_IN_WORKERS, Outcome("wrong", "lost or written twice"), platforms=("linux",)),
        Example(_AT_IMPORT, Outcome("wrong", "lost or written twice"), platforms=("linux",)),
    ),
    good=(Example(_THROUGH_A_QUEUE), Example(_FILE_FOR_EACH), Example(_PARENT_ALONE)),
    check=check,
)
