"""MP111: a setting of the interpreter is made by the parent process alone, and workers depend on it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent
from mpcheck.model.tasks import Task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.entry.process_settings import CONTEXT, DECIMAL, Made, makes_too, settings_made, use_in
from mpcheck.rules.entry.sequence import Order, order
from mpcheck.rules.shared.worker_reads import is_found_by_import, non_fork_targets


def check(module: Module) -> Iterator[Finding]:
    """Report settings that precede the start of a worker whose code depends on them."""
    workers = module.worker_tasks
    if not workers or _has_unknown_initializer(module):
        return
    parent = Parent(module)
    made_here = module.once(settings_made)
    for made in made_here:
        is_imported = any(
            one.setting is made.setting and "import" in module.graph.place_of(one.here) for one in made_here
        )
        if is_imported or parent.runs(made.here) is False or makes_too(module, list(workers), made):
            continue
        for function in sorted(workers, key=lambda info: (module.location(info.node).path, info.node.lineno)):
            use = use_in(module, function, made)
            late = [task for task in workers[function] if _gets_to_run(module, made, task)] if use else []
            if use and late:
                yield from _report(module, parent, made, use, late)
                break


def _has_unknown_initializer(module: Module) -> bool:
    """Whether workers run an initializer that cannot be read, which may well make the setting."""
    return any(task.role == "initializer" and not module.functions(task.callables) for task in module.tasks)


def _gets_to_run(module: Module, made: Made, task: Task) -> bool:
    is_before = any(order(module, made.here, site) is not Order.NEVER for site in task.event.sites)
    return is_before and is_found_by_import(module, task)


def _report(module: Module, parent: Parent, made: Made, use: ast.AST, tasks: list[Task]) -> Iterator[Finding]:
    message = f"{made.setting.what} is not passed on to worker processes: they start with the default unless forked"
    related = [(use, "this runs in a worker and depends on it"), (tasks[0].event.call, "sends the worker its work")]
    if made.through is not None:
        related.insert(0, (made.node, "made here"))
    sure = made.setting in (CONTEXT, DECIMAL) and made.through is None and parent.runs(made.here)
    confidence = Confidence.HIGH if sure else Confidence.MEDIUM
    targets = non_fork_targets(module, tasks, made.here)
    yield from RULE.at(module, made.here, message, breaks=targets, related=related, confidence=confidence)


_DECIMAL = """
from decimal import Decimal, getcontext
from multiprocessing import Pool


def third(x):
    return str(Decimal(x) / 3)


def main():
    getcontext().prec = 6  # MP111
    with Pool(2) as pool:
        found = pool.map(third, [1, 2])
    print("ok" if found == [third(1), third(2)] else f"other digits: {found[0]}")


if __name__ == "__main__":
    main()
"""

_LOGGING = """
import logging
import multiprocessing as mp

logger = logging.getLogger(__name__)


class Worker(mp.Process):
    def run(self):
        logger.info("working")


if __name__ == "__main__":
    stream = open("log.txt", "a+")
    logging.basicConfig(stream=stream, level=logging.INFO)  # MP111
    worker = Worker()
    worker.start()
    worker.join()
    with open("log.txt") as file:
        print("ok" if "working" in file.read() else "nothing logged")
"""

_CONTEXT = """
from concurrent.futures import ProcessPoolExecutor
from contextvars import ContextVar

tenant = ContextVar("tenant", default="nobody")


def ask():
    return tenant.get()


if __name__ == "__main__":
    tenant.set("somebody")  # MP111
    with ProcessPoolExecutor(1) as executor:
        found = executor.submit(ask).result()
    print("ok" if found == "somebody" else f"for {found}")
"""

_RECURSION = """
import multiprocessing as mp
import sys


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def main():
    sys.setrecursionlimit(3000)  # MP111
    with mp.Pool(1) as pool:
        print("ok" if pool.apply(depth, (1500,)) == 1500 else "")


if __name__ == "__main__":
    main()
"""

_INITIALIZER = """
import logging
import sys
from decimal import Decimal, getcontext
from multiprocessing import Pool


def set_up():
    getcontext().prec = 6
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)


def third(x):
    logging.info("%s", x)
    return str(Decimal(x) / 3)


if __name__ == "__main__":
    set_up()
    with Pool(1, initializer=set_up) as pool:
        assert pool.map(third, [1, 2]) == [third(1), third(2)]
    print("ok")
"""

_AT_IMPORT = """
import decimal
from concurrent.futures import ProcessPoolExecutor

decimal.getcontext().prec = 6


def third(x):
    return str(decimal.Decimal(x) / 3)


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        assert list(executor.map(third, [1])) == ["0.333333"]
    print("ok")
"""

_OF_PARENT = """
import logging
import os
import signal
import sys
from decimal import Decimal, localcontext
from multiprocessing import Pool


def work(x):
    logging.error("not %s, but %s", x, os.getcwd())
    with localcontext() as context:
        context.prec = 6
        return str(Decimal(x) / 3)


def main():
    logging.basicConfig(level=logging.INFO)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.setrecursionlimit(5000)
    os.chdir(os.pardir)
    logging.info("starting")
    with Pool(1) as pool:
        assert pool.map(work, [1]) == ["0.333333"]
    print("ok")


if __name__ == "__main__":
    main()
"""

_NOT_FORKED = ("spawn", "forkserver")

RULE = Rule(
    code="MP111",
    name="setting-of-parent-alone",
    summary="A setting of the interpreter that workers depend on is made by the parent process alone.",
    why=(
        "The decimal context, the recursion limit, the handlers and levels of logging, the default timeout of sockets, the "
        "locale, registered dialects and formats, NumPy's handling of floating-point errors and the values of context "
        "variables are the memory of one interpreter. A worker that is not forked is a new interpreter: it imports the module, but does not run what is "
        "behind the `__main__` guard, so it starts with the defaults. Results have other digits, messages are not "
        "logged, a deep recursion fails. The working directory, sys.path and os.environ are passed on."
    ),
    cure="Make the setting in an initializer (or first in the target), or where importing the module does.",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#the-spawn-and-forkserver-start-methods",
        "https://github.com/BlueBrain/Search/issues/278",
    ),
    catalogue=("A11",),
    bad=(
        Example(_DECIMAL, Outcome("wrong", "other digits"), methods=_NOT_FORKED),
        Example(_LOGGING, Outcome("wrong", "nothing logged"), methods=_NOT_FORKED),
        Example(_CONTEXT, Outcome("wrong", "for nobody"), methods=_NOT_FORKED),
        Example(_RECURSION, Outcome("raises", "RecursionError"), methods=_NOT_FORKED, implementations=("cpython",)),
    ),
    good=(Example(_INITIALIZER), Example(_AT_IMPORT), Example(_OF_PARENT)),
    check=check,
)
