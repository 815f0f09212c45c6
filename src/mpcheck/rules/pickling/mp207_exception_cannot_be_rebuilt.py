"""MP207: a worker raises or sends an exception that the parent cannot rebuild."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.blocked import Blocked
from mpcheck.model.exceptions import cannot_be_rebuilt, caught_by, escaping
from mpcheck.model.imports import is_imported_when_made
from mpcheck.model.module import Module
from mpcheck.model.tables.picklability import TBLIB
from mpcheck.model.tasks import Task
from mpcheck.model.values import ClassRef, Instance, Value
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.pickling.reporting import report
from mpcheck.rules.pickling.results import giving_results, obstacles_in_results


def check(module: Module) -> Iterator[Finding]:
    """Report exceptions that get out of functions of a pool or executor, and those that are sent as values."""
    if module.refers_to(TBLIB):
        return
    yield from _raised(module)
    yield from _returned(module)
    yield from report(RULE, module, _belongs, _say)


def _raised(module: Module) -> Iterator[Finding]:
    if not any(task.where == "process" and task.serializer == "pickle" for task in module.tasks):
        return
    # A worker, and what it calls, may stand in another file.
    for function in dict.fromkeys([*module.found.functions, *module.worker_tasks]):
        for raised in function.raises:
            values = module.values(raised.exc) if raised.exc is not None else frozenset()
            lost = [(one, why) for one in map(_instance, values) if one and (why := cannot_be_rebuilt(module.ev, one))]
            if not lost:
                continue
            one, why = lost[0]
            task = escaping(module, raised, caught_by(module.ev, one.info))
            if task is not None and not is_imported_when_made(module, raised):
                yield from _of_result(module, raised, task, why.words, why.where, certain=len(lost) == len(values))


def _returned(module: Module) -> Iterator[Finding]:
    seen: set[ast.AST] = set()
    for task, function in giving_results(module):
        for leaf, obstacle in obstacles_in_results(module, function):
            if obstacle.kind == "exception" and leaf not in seen:
                seen.add(leaf)
                yield from _of_result(module, leaf, task, obstacle.words, obstacle.node, certain=obstacle.certain)


def _of_result(
    module: Module, node: ast.AST, task: Task, words: str, constructor: ast.AST | None, *, certain: bool
) -> Iterator[Finding]:
    """A finding for an exception that a task brings back."""
    message = f"{words}; {'the pool waits for ever' if task.event.kind == 'pool' else 'the executor breaks'}"
    related: list[tuple[ast.AST, str]] = [(task.event.call, "sent to a worker process here")]
    if constructor is not None:
        related.insert(0, (constructor, "the arguments that it takes"))
    confidence = Confidence.HIGH if certain else Confidence.MEDIUM
    targets = module.targets_of(task.event)
    yield from RULE.at(module, node, message, breaks=targets, related=related, confidence=confidence)


def _belongs(blocked: Blocked) -> bool:
    return blocked.obstacle.kind == "exception" and blocked.crossing.role == "message"


def _say(blocked: Blocked) -> str:
    reads = "recv" if blocked.crossing.event.kind == "connection" else "get"
    return f"{blocked.obstacle.words}; `{reads}()` raises TypeError there"


def _instance(one: Value) -> Instance | None:
    """The object that raising a value raises."""
    if isinstance(one, ClassRef):
        return Instance(one.info)
    return one if isinstance(one, Instance) else None


_POOL = """
from multiprocessing import Pool


class Refused(Exception):
    def __init__(self, status, reason):
        super().__init__(f"{status}: {reason}")
        self.status = status


def fetch(n):
    if n > 1:
        raise Refused(404, "no such page")  # MP207
    return n


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(fetch, range(3)))
"""

_KEYWORDS = """
from concurrent.futures import ProcessPoolExecutor


class JobError(ValueError):
    def __init__(self, job, cause):
        self.job = job
        self.cause = cause


class Runner:
    def check(self, n):
        raise JobError(job=n, cause="too large")  # MP207

    def run(self, n):
        return self.check(n)


def main():
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(Runner().run, 5).result())


if __name__ == "__main__":
    main()
"""

_OS_ERROR = """
import multiprocessing as mp


class DeviceError(OSError):
    def __init__(self, device, code):
        self.device = device
        self.code = code


class Failure(RuntimeError):
    def __init__(self, *, number):
        super().__init__(number)


def read(n):
    if n:
        raise Failure(number=n)  # MP207
    raise DeviceError("tape", 5)  # MP207


if __name__ == "__main__":
    with mp.Pool(1) as pool:
        print([pool.apply_async(read, (n,)) for n in range(2)][0].get())
"""

_RETURNED = """
from concurrent.futures import ProcessPoolExecutor


class Refused(Exception):
    def __init__(self, status, reason):
        super().__init__(f"{status}: {reason}")


def fetch(n):
    problems = []
    if n > 1:
        problems.append(Refused(404, "no such page"))
    return n, problems  # MP207


def main():
    with ProcessPoolExecutor(1) as executor:
        print(list(executor.map(fetch, range(3))))


if __name__ == "__main__":
    main()
"""

_PUT = """
import multiprocessing as mp


class Stopped(Exception):
    def __init__(self):
        super().__init__("stopped by hand")


def work(queue):
    queue.put(Stopped())  # MP207


if __name__ == "__main__":
    queue = mp.Queue()
    worker = mp.Process(target=work, args=(queue,))
    worker.start()
    print(repr(queue.get(timeout=20)))
    worker.join()
"""

_REBUILT = """
from multiprocessing import Pool


class Refused(Exception):
    def __init__(self, status, reason):
        super().__init__(status, reason)
        self.status = status


class Kept(Exception):
    def __init__(self, status, reason):
        self.status = status


class Reduced(Exception):
    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status

    def __reduce__(self):
        return type(self), (self.status, self.args[0])


class Defaults(Exception):
    def __init__(self, status, reason=""):
        super().__init__(f"{status} {reason}")


class Passed(Refused):
    def __init__(self, *args):
        super().__init__(*args)


class DeviceError(OSError):
    def __init__(self, code, text):
        super().__init__(code, text)


ERRORS = [Refused, Kept, Reduced, Defaults, Passed, DeviceError]


def fetch(n):
    if n == 0:
        raise Refused(404, "no such page")
    if n == 1:
        raise Kept(404, "no such page")
    if n == 2:
        raise Reduced(404, "no such page")
    if n == 3:
        raise Defaults(404, "no such page")
    if n == 4:
        raise Passed(404, "no such page")
    raise DeviceError(404, "no such page")


if __name__ == "__main__":
    with Pool(1) as pool:
        for n, error in enumerate(ERRORS):
            try:
                pool.apply(fetch, (n,))
            except error as caught:
                assert type(caught) is error
            else:
                raise AssertionError(error)
    print("ok")
"""

_CAUGHT = """
from concurrent.futures import ProcessPoolExecutor


class Refused(Exception):
    def __init__(self, status, reason):
        super().__init__(f"{status}: {reason}")


def fetch(n):
    raise Refused(n, "never")


def worker(n):
    try:
        return fetch(n)
    except Refused as error:
        return str(error)


def main():
    with ProcessPoolExecutor(1) as executor:
        assert executor.submit(worker, 1).result() == "1: never"
    try:
        fetch(2)
    except Refused as error:
        assert str(error) == "2: never"


if __name__ == "__main__":
    main()
    print("ok")
"""

_THREADS = """
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Process
from multiprocessing.pool import ThreadPool


class Refused(Exception):
    def __init__(self, status, reason):
        super().__init__(f"{status}: {reason}")


def fetch(n):
    raise Refused(n, "never")


if __name__ == "__main__":
    with ThreadPool(1) as pool, ThreadPoolExecutor(1) as executor:
        for call in (lambda: pool.apply(fetch, (1,)), lambda: executor.submit(fetch, 1).result()):
            try:
                call()
            except Refused as error:
                assert str(error) == "1: never"
    process = Process(target=fetch, args=(1,))
    process.start()
    process.join()
    assert process.exitcode == 1
    print("ok")
"""

RULE = Rule(
    code="MP207",
    name="exception-cannot-be-rebuilt",
    summary="A worker raises or sends an exception whose constructor does not take the arguments that rebuild it.",
    why=(
        "An exception crosses as its class and its args, and is rebuilt by calling the class with these. args hold what "
        "was passed to Exception.__init__ or, where that is not called, the positional arguments of the raise. When the "
        "constructor wants more, fewer or keyword arguments, the call fails in the parent while it reads the result: the "
        "thread of a Pool that reads results dies and every get() waits for ever; an executor raises BrokenProcessPool. "
        "The error itself is never seen. The same happens to one that is returned; one that is put into a queue or a pipe "
        "makes whoever reads it fail with TypeError."
    ),
    cure="Pass all parameters of the constructor on, as in super().__init__(status, reason), or define __reduce__.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/pickle.html#object.__reduce__",
        "https://github.com/python/cpython/issues/103061",
        "https://github.com/python/cpython/issues/79492",
    ),
    catalogue=("B10", "B11"),
    bad=(
        Example(_POOL, Outcome("hangs")),
        Example(_KEYWORDS, Outcome("raises", "BrokenProcessPool")),
        Example(_OS_ERROR, Outcome("hangs")),
        Example(_RETURNED, Outcome("raises", "BrokenProcessPool")),
        Example(_PUT, Outcome("raises", "TypeError")),
    ),
    good=(Example(_REBUILT), Example(_CAUGHT), Example(_THREADS)),
    check=check,
)
