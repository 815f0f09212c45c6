"""MP116: importing the module loads data, so each worker that is not forked loads it again."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.loaders import loads, may_load
from mpcheck.model.loading import calls_of_loading
from mpcheck.model.module import Module
from mpcheck.model.scopes import Collected
from mpcheck.model.tasks import Task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.worker_reads import is_found_by_import, non_fork_targets


def check(module: Module) -> Iterator[Finding]:
    """Report calls that load data while a file is imported whose functions run in workers."""
    for file, tasks in _tasks_by_file(module).items():
        seen: set[ast.AST] = set()
        for chain in _loading(module, file):
            if chain[0] not in seen:
                seen.add(chain[0])
                yield from _report(module, chain, tasks)


def _tasks_by_file(module: Module) -> dict[Collected, list[Task]]:
    """The tasks for which a worker has to import a file."""
    found: dict[Collected, list[Task]] = {}
    for task in module.tasks:
        if task.where == "process" and is_found_by_import(module, task):
            for file in {module.ev.file(info.node) for info in module.functions(task.callables)}:
                found.setdefault(file, []).append(task)
    return found


def _loading(module: Module, file: Collected) -> Iterator[list[ast.AST]]:
    """The calls by which importing a file loads data; of another file the last one is known."""
    if file is module.found:
        yield from filter(None, (module.import_chain(call) for call in file.calls if loads(module, call)))
        return
    for call in calls_of_loading(module, file) if may_load(file) else ():
        if loads(module, call):
            yield [call]


def _report(module: Module, chain: list[ast.AST], tasks: list[Task]) -> Iterator[Finding]:
    message = "importing this module loads data: each worker process that is not forked does so, too, and keeps a copy"
    related: list[tuple[ast.AST, str]] = [
        (tasks[0].event.call, "a function of this module is sent to a worker, which imports it")
    ]
    if len(chain) > 1:
        related.append((chain[-1], "this is what loads it"))
    yield from RULE.at(module, chain[0], message, breaks=non_fork_targets(module, tasks, chain[0]), related=related)


_FOR_WORKERS = """
import multiprocessing as mp
import pickle


def read(path):
    with open("log.txt", "a") as log:
        log.write("x")
    with open(path, "rb") as file:
        return pickle.load(file)


NUMBERS = read("numbers.pickle")  # MP116


def item(position):
    return NUMBERS[position]


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        assert pool.map(item, [0, 1, 2]) == [1, 2, 3]
    with open("log.txt") as log:
        times = len(log.read())
    print("ok" if times == 1 else f"loaded {times} times")
"""

_FOR_PARENT = """
import pickle
from concurrent.futures import ProcessPoolExecutor


class Store:
    with open("numbers.pickle", "rb") as file, open("log.txt", "a") as log:
        log.write("x")
        numbers = pickle.load(file)  # MP116


def double(x):
    return 2 * x


def main():
    with ProcessPoolExecutor(1) as executor:
        assert list(executor.map(double, Store.numbers)) == [2, 4, 6]
    with open("log.txt") as log:
        times = len(log.read())
    print("ok" if times == 1 else f"loaded {times} times")


if __name__ == "__main__":
    main()
"""

_INITIALIZER = """
import multiprocessing as mp
import pickle

numbers = None


def set_up(path):
    global numbers
    with open(path, "rb") as file:
        numbers = pickle.load(file)


def item(position):
    return numbers[position]


if __name__ == "__main__":
    with mp.Pool(1, initializer=set_up, initargs=("numbers.pickle",)) as pool:
        assert pool.map(item, [0, 1, 2]) == [1, 2, 3]
    print("ok")
"""

_GUARDED = """
import pickle
from concurrent.futures import ProcessPoolExecutor


def double(x):
    return 2 * x


if __name__ == "__main__":
    with open("numbers.pickle", "rb") as file:
        numbers = pickle.load(file)
    with ProcessPoolExecutor(1) as executor:
        assert list(executor.map(double, numbers)) == [2, 4, 6]
    print("ok")
"""

_ON_DEMAND = """
import functools
import multiprocessing as mp
import pickle


@functools.lru_cache(maxsize=None)
def numbers():
    with open("numbers.pickle", "rb") as file:
        return pickle.load(file)


def item(position):
    return numbers()[position]


if __name__ == "__main__":
    with mp.Pool(1) as pool:
        assert pool.map(item, [0, 1, 2]) == [1, 2, 3]
    print("ok")
"""

_FILES = (("numbers.pickle", "(lp0\nI1\naI2\naI3\na."),)
_NOT_FORKED = ("spawn", "forkserver")

RULE = Rule(
    code="MP116",
    name="loaded-by-each-worker",
    summary="Importing the module loads data or a model, and workers import it.",
    why=(
        "A worker that is not forked imports the module of its function, and with it runs all that stands at module level. "
        "What is loaded there is loaded once more by every worker: they start late, and the memory is taken as "
        "many times as there are workers, which a fork would have shared. From Python 3.14 on the server of forkserver "
        "imports the main module on behalf of its workers; other modules they import one by one."
    ),
    cure=(
        'Load under `if __name__ == "__main__":` what the parent uses, and in an initializer, or with the first task, '
        "what workers use; share large arrays by shared_memory or a memory map."
    ),
    severity=Severity.NOTE,
    confidence=Confidence.LOW,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#the-spawn-and-forkserver-start-methods",
        "https://github.com/ultralytics/yolov3/issues/1643",
    ),
    catalogue=("A25", "A26"),
    bad=(
        Example(_FOR_WORKERS, Outcome("wrong", "times"), methods=_NOT_FORKED, files=_FILES),
        Example(_FOR_PARENT, Outcome("wrong", "times"), methods=_NOT_FORKED, files=_FILES),
    ),
    good=(
        Example(_INITIALIZER, files=_FILES),
        Example(_GUARDED, files=_FILES),
        Example(_ON_DEMAND, files=_FILES),
    ),
    check=check,
)
