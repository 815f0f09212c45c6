"""MP405: the result of a task is never read, and with it the exception that the task may raise."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.tasks import tasks_of
from mpcheck.model.uses import uses_of
from mpcheck.model.values import External
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.failures import catches_everything, does_nothing

_SUBMITS = "apply_async map_async starmap_async imap imap_unordered submit map"
#: Uses that say whether a task is done, and not how it ended.
_ONLY_WAITS = {"dropped", "waited", "wait", "ready", "done", "running", "cancel", "cancelled"}
#: It is kept where other files might find it.
_KEPT = "kept"


def check(module: Module) -> Iterator[Finding]:
    """Report submitted tasks whose result nothing looks at."""
    reported: set[ast.Call] = set()
    for event in module.events_reached("pool process-executor", _SUBMITS):
        if event.api.blocks or event.call in reported or event.argument("error_callback") is not None:
            continue
        uses = _uses(module, event)
        confidence = _confidence(module, event)
        if confidence is None or not uses - {_KEPT} <= _ONLY_WAITS:
            continue
        reported.add(event.call)
        only_waits = bool(uses - {"dropped", _KEPT})
        with_callback = event.argument("callback") is not None
        yield from RULE.at(
            module,
            event.call,
            _message(event, only_waits=only_waits, with_callback=with_callback),
            breaks=module.targets_of(event),
            severity=Severity.NOTE if with_callback else None,
            confidence=Confidence.MEDIUM
            if confidence is Confidence.HIGH and (uses - {"dropped"} or with_callback)
            else confidence,
        )


def _uses(module: Module, event: Event) -> set[str]:
    """What is done with the result; ``kept``: what other files might do, had they a reason to import this program."""
    uses = {use.how for use in uses_of(module, event.call)}
    if "stored" in uses and "main" in module.places(event.call):
        uses = {_KEPT, *(use.how for use in uses_of(module, event.call, in_file=True))}
    return uses


def _confidence(module: Module, event: Event) -> Confidence | None:
    """How likely a failure is lost; None where the task handles its exceptions itself, or has none."""
    callables = {one for task in tasks_of(event) for one in task.callables}
    functions = module.functions(frozenset(callables))
    if functions and all(catches_everything(function) or does_nothing(function) for function in functions):
        return None
    if _is_broken_off(module, event):
        return Confidence.LOW  # who ends the workers at work does not ask what became of it
    if callables and all(isinstance(one, External) and one.name.startswith("builtins.") for one in callables):
        return Confidence.LOW  # ``print`` and the like: mostly to start the workers, or to show something
    certain = len(functions) == len(callables) == 1 and not any(function.decorators for function in functions)
    return Confidence.HIGH if certain else Confidence.MEDIUM


def _is_broken_off(module: Module, event: Event) -> bool:
    """Whether the pool of a task is terminated, and never closed."""
    same = (one.method for one in module.events_reached("pool") if one.origin is event.origin is not None)
    return {"terminate", "close"}.intersection(same) == {"terminate"}


def _message(event: Event, *, only_waits: bool, with_callback: bool) -> str:
    written = event.argument(event.api.callable)
    task = f"`{ast.unparse(written)}`" if isinstance(written, (ast.Name, ast.Attribute)) else "the task"
    if with_callback:
        return f"if {task} raises, `callback` is not called and nothing reports it: there is no `error_callback`"
    if only_waits:
        return f"the result of `{event.method}()` is waited for and never read: if {task} raises, nothing reports it"
    return f"the result of `{event.method}()` is never read: if {task} raises, nothing reports it"


_DROPPED = """
import os
import tempfile
from multiprocessing import Pool


def save(folder, number):
    with open(os.path.join(folder, nmae(number)), "w") as file:
        file.write("x")


if __name__ == "__main__":
    folder = tempfile.mkdtemp()
    pool = Pool(2)
    for number in range(3):
        pool.apply_async(save, (folder, number))  # MP405
    pool.close()
    pool.join()
    print(len(os.listdir(folder)), "files saved")
    os.rmdir(folder)
"""

_EXECUTOR = """
from concurrent.futures import ProcessPoolExecutor


def check(number):
    assert number < 3, number


def main():
    with ProcessPoolExecutor(2) as executor:
        executor.map(check, range(5))  # MP405
    print("all numbers are below 3")


if __name__ == "__main__":
    main()
"""

_WAITED = """
import concurrent.futures as cf


def load(path):
    with open(path) as file:
        return len(file.read())


class Loader:
    def __init__(self, paths):
        self.paths = paths

    def run(self):
        with cf.ProcessPoolExecutor(max_workers=2) as executor:
            futures = []
            for path in self.paths:
                futures.append(executor.submit(load, path))  # MP405
            cf.wait(futures)
        print("loaded", len(self.paths))


if __name__ == "__main__":
    Loader(["/no/such/file"]).run()
"""

_COUNTED = """
import os
import tempfile
from multiprocessing import Pool


def save(folder, number):
    with open(os.path.join(folder, nmae(number)), "w") as file:
        file.write("x")


class Saver:
    def __init__(self, folder):
        self.folder = folder
        self.tasks = []

    def run(self, numbers):
        with Pool(2) as pool:
            for number in numbers:
                self.tasks.append(pool.apply_async(save, (self.folder, number)))  # MP405
            pool.close()
            pool.join()


if __name__ == "__main__":
    saver = Saver(tempfile.mkdtemp())
    saver.run(range(3))
    saved = len(os.listdir(saver.folder))
    os.rmdir(saver.folder)
    print("ok" if saved == len(saver.tasks) else f"{saved} of {len(saver.tasks)} files saved")
"""

_READ = """
from concurrent.futures import ProcessPoolExecutor, as_completed


def double(number):
    return number * 2


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        futures = {executor.submit(double, number): number for number in range(3)}
        for future in as_completed(futures):
            assert future.result() == 2 * futures[future]
        assert sum(executor.map(double, range(3))) == 6
    print("ok")
"""

_CALLBACKS = """
from multiprocessing import Pool


def double(number):
    return number * 2


def main():
    doubled, failures = [], []
    pool = Pool(2)
    for number in range(3):
        pool.apply_async(double, [number], callback=doubled.append, error_callback=failures.append)
    pool.close()
    pool.join()
    assert sorted(doubled) == [0, 2, 4]
    assert not failures
    print("ok")


if __name__ == "__main__":
    main()
"""

_CATCHES = """
import multiprocessing
import traceback


def note(path):
    try:
        with open(path) as file:
            file.read()
    except Exception:
        traceback.print_exc(limit=0)


if __name__ == "__main__":
    pool = multiprocessing.Pool(1)
    pool.apply_async(note, ("/no/such/file",))
    pool.close()
    pool.join()
    print("ok")
"""

RULE = Rule(
    code="MP405",
    name="result-never-read",
    summary="The result of a task is never read, so the exception that the task raises is lost.",
    why=(
        "A pool or executor keeps an exception of a task in the result object, and raises it in get(), result() or "
        "while the results are iterated. Where nothing reads the result, nothing is raised and nothing is printed: a "
        "wrong name, a failing import or an argument that cannot be pickled look like success, and the exit status is 0."
    ),
    cure=(
        "Keep the results and call get() or result() on each, iterate over what map or imap returns, or pass an "
        "error_callback that reports the exception."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.AsyncResult.get",
        "https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Future.result",
    ),
    catalogue=("D08",),
    bad=(
        Example(_DROPPED, Outcome("wrong", "0 files saved")),
        Example(_EXECUTOR, Outcome("wrong", "all numbers are below 3")),
        Example(_WAITED, Outcome("wrong", "loaded 1")),
        Example(_COUNTED, Outcome("wrong", "0 of 3 files saved")),
    ),
    good=(Example(_READ), Example(_CALLBACKS), Example(_CATCHES)),
    check=check,
)
