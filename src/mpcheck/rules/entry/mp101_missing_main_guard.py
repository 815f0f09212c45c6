"""MP101: importing the module starts processes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.implied_calls import as_written
from mpcheck.model.module import Module
from mpcheck.model.switches import is_told
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.entry.starts import is_asked_for, starts, what_starts
from mpcheck.rules.entry.widgets import waits_for_user
from mpcheck.rules.platforms.guards import is_test


def check(module: Module) -> Iterator[Finding]:
    """Report the first statement that importing the file runs and that starts a process."""
    if module.path.rpartition("/")[2] == "__main__.py":
        return  # `multiprocessing.spawn` never imports the main module of a package or folder again
    starting = starts(module, module.reached_events)
    found = [
        (chain, event)
        for event in starting
        if (chain := module.import_chain_to(event)) and not waits_for_user(module, chain)
    ]
    for chain, event in sorted(found, key=lambda pair: _position(pair[0][0])):
        targets = {target for target in module.targets_of(event) if target.start_method != "fork"}
        if targets:
            first, what = chain[0], what_starts(event)
            through = f"{as_written(first)}, which " if len(chain) > 1 and isinstance(first, ast.Call) else ""
            message = f'importing this module {through}{what}: there is no `if __name__ == "__main__":` around it'
            related = [(event.call, what)] if event.call is not first else []
            confidence = _confidence(module, chain, event)
            is_on = event.is_surely_on or is_told(event, module.contexts.values)
            if not is_on or (is_test(module) and not _is_imported_by_workers(module)):
                confidence = Confidence.LOW
            yield from RULE.at(module, first, message, breaks=targets, related=related, confidence=confidence)
            return


def _is_imported_by_workers(module: Module) -> bool:
    """Whether a function of this file is sent anywhere: else no child imports a file that some runner of tests imports."""
    return any(
        module.is_here(info.node)
        for task in module.tasks
        if task.where == "process"
        for info in module.functions(task.callables)
    )


def _position(node: ast.AST) -> tuple[int, int]:
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)


def _confidence(module: Module, chain: list[ast.AST], event: Event) -> Confidence:
    """How sure it is that children run the statement, too.

    A test of another kind may be around it, or a handler take what it raises.  Where code of another file is what
    starts processes, and only if asked to, whoever calls it from here has most likely not asked.
    """
    if not all(is_asked_for(module, node) for node in chain if not module.is_here(node)):
        return Confidence.LOW
    caught = any(module.is_caught(node, "RuntimeError") for node in chain)
    sure = event.is_certain and not caught and not module.around.open_tests(chain[0], module.targets)
    return Confidence.HIGH if sure else Confidence.MEDIUM


_PROCESS = """
from multiprocessing import Process


def greet(name):
    print("hello", name)


p = Process(target=greet, args=("bob",))
p.start()  # MP101
p.join()
print("ok" if p.exitcode == 0 else "the child failed")
"""

_ASKS_FOR_PARENT = """
import multiprocessing as mp


def greet():
    print("hello")


if mp.parent_process() is None:
    greeting = mp.Process(target=greet)
    greeting.start()  # MP101
    greeting.join()
    print("ok" if greeting.exitcode == 0 else "the child failed")
"""

_POOL = """
import multiprocessing as mp


def square(x):
    return x * x


def main():
    with mp.Pool(2) as pool:
        assert pool.map(square, range(4)) == [0, 1, 4, 9]
    print("ok")


main()  # MP101
"""

_EXECUTOR = """
import asyncio
from concurrent.futures import ProcessPoolExecutor


class Service:
    def __init__(self):
        self.executor = ProcessPoolExecutor(2)

    async def run(self):
        loop = asyncio.get_running_loop()
        with self.executor:
            return await loop.run_in_executor(self.executor, abs, -1)


service = Service()
assert asyncio.run(service.run()) == 1  # MP101
print("ok")
"""

_MANAGER = """
from multiprocessing import Manager

shared = Manager().dict()  # MP101
shared["answer"] = 42
assert shared.copy() == {"answer": 42}
print("ok")
"""

_GUARDED = """
from multiprocessing import Pipe, Process, Queue


def answer(connection, queue):
    connection.send(connection.recv() + 1)
    queue.put("done")


def main():
    here, there = Pipe()
    queue = Queue()
    child = Process(target=answer, args=(there, queue))
    child.start()
    here.send(1)
    assert here.recv() == 2
    assert queue.get() == "done"
    child.join()


if "__main__" == __name__:
    main()
    print("ok")
"""

_THREADS = """
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Process
from multiprocessing.pool import ThreadPool

with ThreadPool(2) as pool:
    print(pool.map(len, ["a", "bc"]))
with ThreadPoolExecutor(2) as executor:
    print(list(executor.map(len, ["a", "bc"])))
unused = ProcessPoolExecutor(2)
prepared = Process(target=print)
print("ok")
"""

_EARLY_RETURN = """
from concurrent.futures import ProcessPoolExecutor

is_script = __name__ == "__main__"


def run():
    if not is_script:
        return
    with ProcessPoolExecutor(2) as executor:
        assert list(executor.map(abs, [-1, 2])) == [1, 2]
    print("ok")


run()
"""

_FORK = """
import multiprocessing as mp

context = mp.get_context("fork" if "fork" in mp.get_all_start_methods() else None)


def square(x):
    return x * x


if context.get_start_method() == "fork":
    with context.Pool(2) as pool:
        assert pool.map(square, [1, 2]) == [1, 4]
print("ok")
"""

_LIBRARY = """
from tqdm.contrib.concurrent import process_map


def square(number):
    return number * number


print(process_map(square, [1, 2], max_workers=2, chunksize=1, disable=True))  # MP101
print("ok")
"""

_NAMED_BY_VALUE = """
from joblib import Parallel, delayed


def square(number):
    return number * number


assert Parallel(2)(delayed(square)(number) for number in [1, 2]) == [1, 4]
print("ok")
"""

RULE = Rule(
    code="MP101",
    name="missing-main-guard",
    summary="Processes are started while the module is imported.",
    why=(
        "Under spawn and forkserver a child imports the main module again to find its functions. Statements that are "
        "not behind a `__main__` guard then run in the child as well, and start processes of their own: a Process ends "
        "with a RuntimeError that only its standard error shows, a Pool replaces its dying workers for ever, an "
        "executor reports BrokenProcessPool, a Manager only EOFError. Under fork nothing is imported again, so the program works until it runs "
        "on Windows, on macOS or on Linux with Python 3.14."
    ),
    cure='Move the statements into a function and call it under `if __name__ == "__main__":`.',
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#the-spawn-and-forkserver-start-methods",
        "https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",
    ),
    catalogue=("A01", "A02"),
    bad=(
        Example(_PROCESS, Outcome("wrong", "the child failed"), methods=("spawn",)),
        # A child knows its parent only once it has imported the main module.
        Example(_ASKS_FOR_PARENT, Outcome("wrong", "the child failed"), methods=("spawn",)),
        Example(_POOL, Outcome("hangs"), methods=("spawn",)),
        Example(_EXECUTOR, Outcome("raises", "BrokenProcessPool"), methods=("spawn",)),
        # On Windows, as far as wine shows it, the parent waits for ever instead.
        Example(_MANAGER, Outcome("raises", "EOFError"), methods=("spawn",), platforms=("linux",)),
        Example(_LIBRARY, Outcome("raises", "BrokenProcessPool"), methods=("spawn",), requires=("tqdm",)),
    ),
    good=(
        Example(_NAMED_BY_VALUE, platforms=("linux",), requires=("joblib",)),
        Example(_GUARDED),
        Example(_THREADS),
        Example(_EARLY_RETURN),
        Example(_FORK),
    ),
    check=check,
)
