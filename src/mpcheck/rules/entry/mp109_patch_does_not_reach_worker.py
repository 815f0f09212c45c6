"""MP109: what a test replaces is not replaced in the processes that it starts."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.accesses import reads_in
from mpcheck.model.module import Module
from mpcheck.model.order import frames
from mpcheck.model.patches import Patch, is_active, meanings, patched_functions, patches
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import External
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.worker_reads import non_fork_targets
from mpcheck.targets import Target


def check(module: Module) -> Iterator[Finding]:
    """Report patches of what a worker uses, in force while the worker is started."""
    for patch in module.once(patches):
        tasks = [
            task for task in module.reached_tasks if task.where == "process" and is_active(module, patch, task.event)
        ]
        found = [finding for task in tasks for finding in _of_task(module, patch, task)]
        sure = [finding for finding in found if finding.confidence is Confidence.MEDIUM]
        yield from (sure or found)[:1]


def _of_task(module: Module, patch: Patch, task: Task) -> Iterator[Finding]:
    use = _use_in_worker(module, patch, task)
    targets = _of_tests(module, patch, non_fork_targets(module, [task], task.event.call)) if use else frozenset()
    if use and targets:
        message = f"the worker imports anew what this replaces, so `{ast.unparse(use)}` there is the real one"
        related = [(use, "used in the worker"), (task.event.call, "sent to a process here")]
        # The test may have patched it for its own process, as it does with clocks.
        is_meant = task.event.is_certain and not (
            _is_used_by_test(module, patch, task) or _may_be_meant_for_others(module, patch, task, use)
        )
        confidence = Confidence.MEDIUM if is_meant else Confidence.LOW
        yield from RULE.at(module, patch.call, message, breaks=targets, related=related, confidence=confidence)


def _of_tests(module: Module, patch: Patch, targets: frozenset[Target]) -> frozenset[Target]:
    """The targets on which a test runs that is patched: others may be skipped there."""
    nodes = [test.node for test in patched_functions(module, patch)]
    starts = [node.body[0] for node in nodes if not isinstance(node, ast.Lambda)]
    return frozenset[Target]().union(*(module.narrow(start, targets) for start in starts)) if starts else targets


def _use_in_worker(module: Module, patch: Patch, task: Task) -> ast.expr | None:
    """Where a function that the task runs uses what is patched, and does not patch it itself."""
    functions = module.functions(task.callables)
    reached = module.graph.reached_from(functions)
    if meanings(patch.replaced) & functions or module.function(patch.call) in reached:
        return None
    return _use_in(module, patch, reached)


def _use_in(module: Module, patch: Patch, functions: Iterable[FunctionInfo]) -> ast.expr | None:
    wanted = meanings(patch.replaced)
    for function in sorted(functions, key=lambda info: info.qualname):
        for node in reads_in(module, function):
            if wanted & meanings(module.values(node)):
                return node
    return None


def _is_used_by_test(module: Module, patch: Patch, task: Task) -> bool:
    """Whether what is patched is used in the process of the test as well, or what the task runs is run there.

    Of tests that a patch is set up for, those that start no process say nothing about a function of the project: they
    need it for themselves.
    """
    tests = patched_functions(module, patch)
    if not all(isinstance(one, External) for one in patch.replaced):
        tests = tests.intersection(frames(module, task.event.sites)) or tests
    own = module.graph.reached_from(tests)
    return bool(module.functions(task.callables) & own) or _use_in(module, patch, own - tests) is not None


def _may_be_meant_for_others(module: Module, patch: Patch, task: Task, use: ast.expr) -> bool:
    """Whether a thing of a library is patched that other files use, and the test calls these for more than the task."""
    if module.is_here(use) or not all(isinstance(one, External) for one in patch.replaced):
        return False
    calls = [call for test in patched_functions(module, patch) for call in test.calls if call not in task.event.sites]
    known = (getattr(one, "info", None) for call in calls for one in module.values(call.func))
    return any(info is not None and not module.is_here(info.node) for info in known)


_BY_NAME = """
import multiprocessing as mp
import platform
from unittest import mock


def describe():
    return platform.node()


def test_describe():
    with mock.patch("platform.node", return_value="somewhere"):  # MP109
        with mp.Pool(1) as pool:
            return pool.apply(describe)


if __name__ == "__main__":
    found = test_describe()
    print("ok" if found == "somewhere" else "not patched")
"""

_DECORATOR = """
from concurrent.futures import ProcessPoolExecutor
from unittest.mock import patch


class Client:
    def fetch(self, name):
        return f"real {name}"


def load(name):
    return Client().fetch(name)


class Service:
    def run(self, names):
        with ProcessPoolExecutor(1) as executor:
            return list(executor.map(load, names))


@patch.object(Client, "fetch", lambda self, name: f"fake {name}")  # MP109
def test_service():
    return Service().run(["bob"])


if __name__ == "__main__":
    found = test_service()
    print("ok" if found == ["fake bob"] else f"not patched: {found}")
"""

_IN_WORKER = """
import multiprocessing as mp
import platform
from unittest import mock


def describe():
    return platform.node()


def describe_patched():
    with mock.patch("platform.node", return_value="somewhere"):
        return describe()


def test_describe():
    with mp.Pool(1) as pool:
        return pool.apply(describe_patched)


if __name__ == "__main__":
    assert test_describe() == "somewhere"
    print("ok")
"""

_PARENT_ONLY = """
import multiprocessing as mp
import os
import platform
from unittest import mock


def square(x):
    return x * x


def test_square():
    with mock.patch("platform.node", return_value="somewhere") as node:
        with mp.Pool(1) as pool:
            result = pool.map(square, [2])
        assert platform.node() == "somewhere"
    assert node.called
    return result


def test_environment():
    with mock.patch.dict(os.environ, {"MPCHECK_MODE": "test"}):
        with mp.Pool(1) as pool:
            return pool.apply(os.getenv, ("MPCHECK_MODE",))


if __name__ == "__main__":
    assert test_environment() == "test"
    assert test_square() == [4]
    print("ok")
"""

_GIVEN = """
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from unittest import mock


def fetch(name):
    return f"real {name}"


def fake(name):
    return f"fake {name}"


def load(name, get=fetch):
    return get(name)


def test_load():
    with ProcessPoolExecutor(1) as executor:
        return executor.submit(load, "bob", fake).result()


def test_threads():
    with mock.patch("__main__.fetch", fake), ThreadPoolExecutor(1) as executor:
        return executor.submit(lambda: fetch("bob")).result()


if __name__ == "__main__":
    assert test_load() == test_threads() == "fake bob"
    print("ok")
"""

RULE = Rule(
    code="MP109",
    name="patch-does-not-reach-worker",
    summary="A test replaces something for a process that imports the real one.",
    why=(
        "A mock or a patched attribute exists in the memory of the test's process. A worker of spawn or forkserver "
        "imports the modules by itself and uses the real function: it goes to the network, deletes files, and the "
        "assertions on the mock fail. Under fork the worker is a copy of the test, patches included, so such tests "
        "pass on Linux up to Python 3.13 only."
    ),
    cure=(
        "Replace it inside the worker, in the function that it runs or in an initializer; or hand the worker what it is "
        "to call as an argument."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/unittest.mock.html#unittest.mock.patch",
        "https://github.com/python/cpython/issues/135583",
    ),
    catalogue=("A12",),
    bad=(
        Example(_BY_NAME, Outcome("wrong", "not patched"), methods=("spawn", "forkserver")),
        Example(_DECORATOR, Outcome("wrong", "not patched"), methods=("spawn", "forkserver")),
    ),
    good=(Example(_IN_WORKER), Example(_PARENT_ONLY), Example(_GIVEN)),
    check=check,
)
