"""MP419: a task submits to the executor that runs it and waits for the result."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.conditions import conditions
from mpcheck.model.globals import is_of_module
from mpcheck.model.iterated import iterables
from mpcheck.model.module import Module
from mpcheck.model.parents import loops_around
from mpcheck.model.tables.standard import FUTURE
from mpcheck.model.tasks import Task
from mpcheck.model.values import BoundMethod, Const, Object, only, origin
from mpcheck.model.worker import Made, made_by_task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.targets import Target

_EXECUTORS = ("thread-executor", "process-executor")
_SUBMITS = ("submit", "map")


@dataclass(frozen=True, slots=True)
class _Wait:
    """Where a task waits for another, and where that was submitted."""

    made: Made
    submitted: ast.Call


def check(module: Module) -> Iterator[Finding]:
    """Report waits of tasks for futures of the executor that they run in."""
    reported: set[ast.AST] = set()
    for task in module.reached_tasks:
        if task.event.kind not in _EXECUTORS or task.event.method not in _SUBMITS:
            continue
        for wait in _waits(module, task):
            if wait.made.call not in reported and not _has_worker_left(module, task, wait):
                reported.add(wait.made.call)
                yield from _report(module, task, wait)


def _waits(module: Module, task: Task) -> Iterator[_Wait]:
    own = task.event.origin
    calls = list(made_by_task(module, task)) if task.role == "task" and own is not None else []
    if any(module.function(made.call) is module.function(own) for made in calls if own is not None):
        return  # Each task makes an executor for itself.
    submitted = {made.call for made in calls if own is not None and _submits_to(module, made, own, task)}
    for made in calls if submitted else ():
        if made.call in submitted and _is_waited_for(module, made.call):
            yield _Wait(made, made.call)
        for one in _called(module, made):
            future = one.receiver
            if not isinstance(future, Object) or future.name != FUTURE or not isinstance(future.call, ast.Call):
                continue
            if one.name in ("result", "exception") and future.call in submitted and not _is_short(module, made.call):
                yield _Wait(made, future.call)


def _has_worker_left(module: Module, task: Task, wait: _Wait) -> bool:
    """Whether each executor gets one task that waits, and what that waits for does not: unless it has but one worker."""
    own, call = task.event.origin, task.event.call
    if not isinstance(own, ast.Call) or task.where != "thread" or task.event.method != "submit":
        return False
    inner = [one for one in module.reached_tasks if one.event.call is wait.submitted]
    waited = {info for one in inner for info in module.functions(one.callables)}
    others = {one.event.call for one in module.reached_tasks if one.event.origin is own} - {call, wait.submitted}
    is_once = module.function(own) is module.function(call) and loops_around(module, own) == loops_around(module, call)
    waits_again = module.function(wait.made.call) in module.graph.reached_from(waited)
    given = [*own.args[:1], *(keyword.value for keyword in own.keywords if keyword.arg == "max_workers")]
    sizes = [one.value for node in given for one in only(Const, module.values(node))]
    return is_once and bool(waited) and not (others or waits_again or sizes == [1])


def _submits_to(module: Module, made: Made, executor: ast.AST, task: Task) -> bool:
    """Whether a call that a task makes submits to this executor, which it finds as the caller has it."""
    func = made.call.func
    if not isinstance(func, ast.Attribute) or not any(
        one.name in _SUBMITS and origin(one.receiver) is executor for one in _called(module, made)
    ):
        return False
    if task.where == "process":
        return is_of_module(module, func.value)
    maker = module.function(executor)
    written = task.event.call.func
    of_object = maker is not None and maker.name == "__init__"
    return not of_object or (isinstance(written, ast.Attribute) and _same_object(written.value, task.node, func.value))


def _is_waited_for(module: Module, call: ast.Call) -> bool:
    """Whether something iterates at once over what a call of ``map`` gives, without a time limit."""
    is_map = isinstance(call.func, ast.Attribute) and call.func.attr == "map"
    if not is_map or any(keyword.arg in ("timeout", None) for keyword in call.keywords):
        return False
    return any(node is call for node in iterables(module.ev, module.ev.file(call)))


def _same_object(executor: ast.expr, callable_: ast.expr, inner: ast.expr) -> bool:
    """Whether ``a.pool.submit(a.method)`` runs a method of the object that holds the executor, and that submits."""
    holders = [ast.unparse(one.value) for one in (executor, callable_) if isinstance(one, ast.Attribute)]
    return len(holders) == 2 and holders[0] == holders[1] and ast.unparse(inner).startswith("self.")


def _is_short(module: Module, wait: ast.Call) -> bool:
    """Whether there is a time limit, or the future is asked only once it is done."""
    return bool(wait.args or wait.keywords) or any(
        outcome and _asks_whether_done(test, wait) for test, outcome in conditions(module.ev, wait)
    )


def _asks_whether_done(test: ast.expr, wait: ast.Call) -> bool:
    asked, waiting = test.func if isinstance(test, ast.Call) else None, wait.func
    if not isinstance(asked, ast.Attribute) or not isinstance(waiting, ast.Attribute):
        return False
    return asked.attr == "done" and ast.dump(asked.value) == ast.dump(waiting.value)


def _called(module: Module, made: Made) -> Iterator[BoundMethod]:
    return (one for one in module.values(made.call.func, made.context) if isinstance(one, BoundMethod))


def _report(module: Module, task: Task, wait: _Wait) -> Iterator[Finding]:
    if task.where == "process":
        message = (
            f"`{ast.unparse(wait.made.call)}` waits for ever: in a forked worker nothing serves the executor that the "
            "task runs in"
        )
    else:
        message = (
            f"`{ast.unparse(wait.made.call)}` waits for a task of the executor that runs this one: "
            "once all workers wait like that, none is left to do the tasks"
        )
    related: list[tuple[ast.AST, str]] = [(task.event.call, "runs in the executor from here")]
    if wait.submitted is not wait.made.call:
        related.insert(0, (wait.submitted, "submitted to the same executor here"))
    yield from RULE.at(module, wait.made.call, message, breaks=_breaks(module, task), related=related)


def _breaks(module: Module, task: Task) -> frozenset[Target]:
    """Where workers are not forked they have an executor of their own, or none."""
    targets = module.targets_of(task.event)
    return targets if task.where == "thread" else frozenset(t for t in targets if t.start_method == "fork")


_PARTS = """
from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(2)


def total(numbers):
    if len(numbers) == 1:
        return numbers[0]
    middle = len(numbers) // 2
    parts = [executor.submit(total, part) for part in (numbers[:middle], numbers[middle:])]
    return sum(part.result() for part in parts)  # MP419


if __name__ == "__main__":
    print(executor.submit(total, [1, 2, 3, 4]).result())
"""

_ARGUMENT = """
import concurrent.futures as cf


def leaf(number):
    return number + 1


def branch(pool, number):
    below = pool.submit(leaf, number)
    return below.result() * 2  # MP419


def main():
    with cf.ThreadPoolExecutor(max_workers=1) as pool:
        first = pool.submit(branch, pool, 1)
        print(first.result())


if __name__ == "__main__":
    main()
"""

_FORKED = """
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

executor = ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork"))  # MP601


def square(number):
    return number * number


def distance(x, y):
    return executor.submit(square, x).result() + executor.submit(square, y).result()  # MP419


if __name__ == "__main__":
    assert executor.submit(distance, 3, 4).result() == 25
    print("ok")
"""

_SECOND = """
from concurrent.futures import ThreadPoolExecutor

outer = ThreadPoolExecutor(1)
inner = ThreadPoolExecutor(1)


def leaf(number):
    return number + 1


def branch(number):
    return inner.submit(leaf, number).result() * 2


if __name__ == "__main__":
    assert outer.submit(branch, 1).result() == 4
    print("ok")
"""

_CALLBACK = """
from concurrent.futures import ThreadPoolExecutor
from queue import Queue

found = Queue()


def visit(executor, depth):
    if depth:
        following = executor.submit(visit, executor, depth - 1)
        following.add_done_callback(lambda future: found.put(future.result()))
    return depth


if __name__ == "__main__":
    with ThreadPoolExecutor(1) as executor:
        executor.submit(visit, executor, 2).result()
    assert sorted([found.get(), found.get()]) == [0, 1]
    print("ok")
"""

_RETURNED = """
from concurrent.futures import ProcessPoolExecutor, as_completed


def halve(numbers):
    if len(numbers) == 1:
        return numbers[0], []
    middle = len(numbers) // 2
    return 0, [numbers[:middle], numbers[middle:]]


def main():
    total = 0
    with ProcessPoolExecutor(1) as executor:
        work = [[1, 2, 3, 4]]
        while work:
            futures = [executor.submit(halve, numbers) for numbers in work]
            work = []
            for future in as_completed(futures):
                value, rest = future.result()
                total += value
                work += rest
    assert total == 10
    print("ok")


if __name__ == "__main__":
    main()
"""

RULE = Rule(
    code="MP419",
    name="task-waits-for-own-executor",
    summary="A task submits another one to the executor that it runs in, and waits for its result.",
    why=(
        "A task that waits keeps its worker. When all workers hold tasks that wait for tasks further back in the queue, "
        "nobody takes these: all wait for ever. With few tasks it works, with as many as there are workers it stops. "
        "The copy of a process executor in a forked worker has no thread that serves it, so there the first such task "
        "waits for ever."
    ),
    cure=(
        "Return the further work to the code that submits, let a callback go on with it (add_done_callback), or use a "
        "second executor for the inner tasks."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=("https://docs.python.org/3/library/concurrent.futures.html#threadpoolexecutor",),
    catalogue=("C08",),
    bad=(
        Example(_PARTS, Outcome("hangs")),
        Example(_ARGUMENT, Outcome("hangs")),
        Example(_FORKED, Outcome("hangs"), platforms=("linux",)),
    ),
    good=(Example(_SECOND), Example(_CALLBACK), Example(_RETURNED)),
    check=check,
)
