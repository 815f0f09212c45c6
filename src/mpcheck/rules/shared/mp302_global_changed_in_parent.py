"""MP302: a worker reads a module-level name that the parent process has changed since the import."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.globals import GlobalUse
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.missed_writes import missed_write, reads_of_class, writes_of_parent
from mpcheck.rules.shared.other_modules import MissedChange, missed_changes
from mpcheck.rules.shared.worker_reads import WorkerRead, worker_reads


def check(module: Module) -> Iterator[Finding]:
    """Report the first read in each function that a worker runs."""
    parent = Parent(module)
    for name, uses in module.global_reads.items() if module.worker_tasks else ():
        writes = writes_of_parent(module, parent, name)
        if not writes:
            continue
        seen = set()
        for read in worker_reads(module, [*uses, *reads_of_class(module, name, writes)]):
            found = missed_write(module, parent, read, writes)
            if found is not None and read.function not in seen:
                seen.add(read.function)
                yield from _report(module, read, *found)
    for missed in missed_changes(module):
        if missed.is_bound_by_import:
            yield from _report_other(module, missed)


def _report_other(module: Module, missed: MissedChange) -> Iterator[Finding]:
    message = (
        f"`{missed.name}` is changed while the parent process runs, but a worker that imports the module anew "
        "reads what the import made of it"
    )
    node, related = missed.place(module)
    yield from RULE.at(module, node, message, breaks=missed.targets, related=related, confidence=Confidence.MEDIUM)


def _report(module: Module, read: WorkerRead, write: GlobalUse, confidence: Confidence) -> Iterator[Finding]:
    name = f"{read.use.name}.{write.attribute}" if write.attribute else read.use.name
    message = (
        f"`{name}` is changed while the parent process runs, but a worker that imports this module "
        f"reads in `{read.function.name}` what the import made of it"
    )
    related = [
        (write.node, "changed here, which workers do not run"),
        (read.tasks[0].event.call, f"leads to `{read.function.name}` in a worker process"),
    ]
    breaks = module.narrow(write.node, read.targets)
    yield from RULE.at(module, read.use.node, message, breaks=breaks, related=related, confidence=confidence)


_REBOUND = """
import sys
from multiprocessing import Pool

verbose = False


def describe(x):
    return f"{x}!" if verbose else str(x)  # MP302


def main(arguments):
    global verbose
    verbose = "--quiet" not in arguments
    with Pool(2) as pool:
        return pool.map(describe, [1, 2])


if __name__ == "__main__":
    print("ok" if main(sys.argv[1:]) == ["1!", "2!"] else "not verbose")
"""

_FILLED = """
from concurrent.futures import ProcessPoolExecutor
from functools import partial

excluded = []


def exclude(names):
    excluded.extend(names)


def is_wanted(folder, name):
    return f"{folder}/{name}" not in excluded  # MP302


if __name__ == "__main__":
    exclude(["lib/a"])
    with ProcessPoolExecutor(max_workers=2) as executor:
        wanted = list(executor.map(partial(is_wanted, "lib"), ["a", "b"]))
    print("ok" if wanted == [False, True] else f"excluded names are wanted: {wanted}")
"""

_CLASS_ATTRIBUTE = """
import multiprocessing


class Settings:
    rounds = 1


class Worker(multiprocessing.Process):
    def __init__(self, results):
        super().__init__()
        self.results = results

    def run(self):
        self.results.put(Settings.rounds)  # MP302


if __name__ == "__main__":
    Settings.rounds = 5
    results = multiprocessing.SimpleQueue()
    worker = Worker(results)
    worker.start()
    rounds = results.get()
    worker.join()
    print("ok" if rounds == 5 else f"rounds are {rounds}")
"""

_INITIALIZER = """
from multiprocessing import Pool

options = {"base": 10}


def set_options(given):
    options.update(given)


def parse(text):
    return int(text, options["base"])


def main():
    given = {"base": 16}
    set_options(given)
    with Pool(2, initializer=set_options, initargs=(given,)) as pool:
        assert pool.map(parse, ["a", "ff"]) == [10, 255]
    print("ok")


if __name__ == "__main__":
    main()
"""

_AT_IMPORT = """
from concurrent.futures import ProcessPoolExecutor

plugins = []
cache = {}
finished = []


def register(function):
    plugins.append(function)
    return function


@register
def double(x):
    return 2 * x


def apply(x):
    if x not in cache:
        cache[x] = [plugin(x) for plugin in plugins]
    return cache[x]


def count():
    return len(finished)


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        counts = [executor.submit(count).result() for _ in range(2)]
        results = list(executor.map(apply, [1, 2]))
    finished.extend(results)
    print("ok" if (counts, finished) == ([0, 0], [[2], [4]]) else (counts, finished))
"""

_THREADS = """
import threading
from multiprocessing import get_context

level = 0


def work(level):
    return level + 1


def show(seen):
    seen.append(level)


def main():
    global level
    level = 5
    seen = []
    thread = threading.Thread(target=show, args=(seen,))
    thread.start()
    thread.join()
    with get_context("spawn").Pool(1) as pool:
        print("ok" if (pool.apply(work, (level,)), seen) == (6, [5]) else seen)


if __name__ == "__main__":
    main()
"""

_NOT_FOR_WORKERS = """
from concurrent.futures import ProcessPoolExecutor

prefix = ""


def shown(text, decorate=False):
    if decorate:
        return decorated(text)
    return text


def decorated(text):
    return prefix + text


def square(number):
    return shown(str(number * number))


def main(given):
    global prefix
    prefix = given
    with ProcessPoolExecutor(2) as executor:
        return [shown(text, decorate=True) for text in executor.map(square, [1, 2])]


if __name__ == "__main__":
    print("ok" if main("> ") == ["> 1", "> 4"] else "failed")
"""

RULE = Rule(
    code="MP302",
    name="global-changed-in-parent",
    summary="A worker reads a module-level name that the parent process changed after the import.",
    why=(
        "Under spawn and forkserver a worker imports the module by itself, so it has the values that the import gives. "
        "What `main()`, an argument parser or a set-up function of the parent assigns, appends or updates later is not "
        "there: the worker goes on with the default, without an error, and the result is wrong. Under fork the worker is "
        "a copy of the parent, so the program works until it runs on Windows, on macOS or on Linux with Python 3.14."
    ),
    cure=(
        "Pass the value to the worker as an argument, or make the same change in each worker: "
        "`Pool(initializer=..., initargs=(...))`."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#the-spawn-and-forkserver-start-methods",
        "https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",
    ),
    catalogue=("A10",),
    bad=(
        Example(_REBOUND, Outcome("wrong", "not verbose"), methods=("spawn", "forkserver")),
        Example(_FILLED, Outcome("wrong", "excluded names are wanted"), methods=("spawn", "forkserver")),
        Example(_CLASS_ATTRIBUTE, Outcome("wrong", "rounds are 1"), methods=("spawn", "forkserver")),
    ),
    good=(Example(_INITIALIZER), Example(_AT_IMPORT), Example(_THREADS), Example(_NOT_FOR_WORKERS)),
    check=check,
)
