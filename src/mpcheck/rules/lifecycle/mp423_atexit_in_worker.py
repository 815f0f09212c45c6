"""MP423: a worker registers something with atexit, which many versions never call there."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.tasks import Task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.reaching import route

_REGISTERS = "atexit.register"
_PACKAGES = {"multiprocessing", "concurrent", "multiprocess"}
#: The first version in which forked workers end as other processes do.
_MENDED = (3, 13)


def check(module: Module) -> Iterator[Finding]:
    """Report calls of atexit.register() that only workers make, here or in functions of other files."""
    elsewhere = (call for function in module.foreign_worker_functions for call in function.calls)
    for call in (
        *module.calls_of(_REGISTERS),
        *(one for one in elsewhere if module.external_name(one.func) == _REGISTERS),
    ):
        function = module.function(call)
        if function is None or module.places(call) != {"worker"} or _is_done_anyway(module, call):
            continue
        for task in module.worker_tasks[function]:
            way = route(module, call, module.functions(task.callables), lambda _: True)
            known = task.event.runner.name.partition(".")[0] in _PACKAGES
            if way is not None and known and not any(_is_called_elsewhere(module, step) for step in way):
                yield from _report(module, task, call, way[:-1])
                break


def _is_done_anyway(module: Module, call: ast.Call) -> bool:
    """Whether a ``finally`` of the same function calls what is registered."""
    function = module.function(call)
    tries = (node for node in ast.walk(function.node) if isinstance(node, ast.Try)) if function is not None else ()
    last = (node for one in tries for statement in one.finalbody for node in ast.walk(statement))
    called = {ast.dump(node.func) for node in last if isinstance(node, ast.Call)}
    return bool(call.args) and ast.dump(call.args[0]) in called


def _is_called_elsewhere(module: Module, node: ast.AST) -> bool:
    """Whether the function that holds a node is also called by code that no worker is known to run."""
    function = module.function(node)
    calls = [edge.call for edge in module.graph.callers.get(function, ())] if function is not None else []
    return any(
        module.function(call) not in module.worker_tasks and function in module.functions(module.values(call.func))
        for call in calls
    )


def _report(module: Module, task: Task, call: ast.Call, way: list[ast.AST]) -> Iterator[Finding]:
    version = "{}.{}".format(*_MENDED)
    message = (
        "this runs in a worker, and a worker that is forked, also by a fork server, ends without calling what it has "
        f"registered with atexit before Python {version}"
    )
    targets = module.narrow(call, module.targets_of(task.event))
    # Of a function of another file, not all callers are known.
    confidence = RULE.confidence if module.is_here(call) else Confidence.MEDIUM
    yield from RULE.at(
        module,
        call,
        message,
        breaks=frozenset(t for t in targets if t.start_method != "spawn" and t.python < _MENDED),
        related=[*((step, "called here") for step in way), (task.event.call, "runs in a worker from here")],
        confidence=confidence,
    )


_PROCESS = """
import atexit
import os
import tempfile
from multiprocessing import Process


def save(path):
    with open(path, "w") as file:
        file.write("saved")


def work(path):
    atexit.register(save, path)  # MP423


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "result")
        child = Process(target=work, args=(path,))
        child.start()
        child.join()
        assert child.exitcode == 0
        print("ok" if os.path.exists(path) else "nothing saved")
"""

_INITIALIZER = """
import atexit
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor


class Log:
    def __init__(self, path):
        self.lines = []
        self.path = path
        atexit.register(self.write)  # MP423

    def write(self):
        with open(self.path, "w") as file:
            file.writelines(self.lines)


def start(path):
    global log
    log = Log(path)


def work(number):
    log.lines.append(f"{number}")
    return number


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "log")
        with ProcessPoolExecutor(1, initializer=start, initargs=(path,)) as executor:
            assert list(executor.map(work, range(3))) == [0, 1, 2]
        print("ok" if os.path.exists(path) else "nothing saved")


if __name__ == "__main__":
    main()
"""

_FINALLY = """
import os
import tempfile
from multiprocessing import Process


def save(path):
    with open(path, "w") as file:
        file.write("saved")


def work(path):
    try:
        print("working")
    finally:
        save(path)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "result")
        child = Process(target=work, args=(path,))
        child.start()
        child.join()
        assert child.exitcode == 0
        assert os.path.exists(path)
        print("ok")
"""

_FINALIZER = """
import os
import tempfile
from multiprocessing import Pool, util


def save(path):
    with open(path, "w") as file:
        file.write("saved")


def start(path):
    util.Finalize(None, save, args=(path,), exitpriority=10)


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "result")
        pool = Pool(1, start, (path,))
        assert pool.map(abs, [-1]) == [1]
        pool.close()
        pool.join()
        assert os.path.exists(path)
        print("ok")


if __name__ == "__main__":
    main()
"""

_PARENT = """
import atexit
from multiprocessing import Process


def finish():
    print("ok")


def work():
    print("working")


if __name__ == "__main__":
    atexit.register(finish)
    child = Process(target=work)
    child.start()
    child.join()
    assert child.exitcode == 0
"""

RULE = Rule(
    code="MP423",
    name="atexit-in-worker",
    summary="A worker registers a function with atexit, which is not called when the worker ends.",
    why=(
        "Before Python 3.13 a worker that was forked, or came from the fork server, ends by os._exit() right after its "
        "target has returned: functions registered with atexit are not called, what they should write or free is lost, "
        "and nothing says so. Spawned workers call them, so does every worker from 3.13 on. In no version are they "
        "called in a worker that is terminated, as those of a Pool are at the end of its `with` block."
    ),
    cure=(
        "Clean up in a `finally` clause of the target; in workers of a pool register a multiprocessing.util.Finalize "
        "with an exitpriority, and end the pool by close() and join()."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/atexit.html",
        "https://github.com/python/cpython/issues/83856",
    ),
    catalogue=("D23",),
    bad=(
        Example(_PROCESS, Outcome("wrong", "nothing saved"), methods=("fork", "forkserver"), pythons="<3.13"),
        Example(_INITIALIZER, Outcome("wrong", "nothing saved"), methods=("fork", "forkserver"), pythons="<3.13"),
    ),
    good=(Example(_FINALLY), Example(_FINALIZER), Example(_PARENT)),
    check=check,
)
