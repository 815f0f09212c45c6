"""MP426: after Ctrl-C a pool is closed and joined, and waits for tasks that its interrupted workers have lost."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.collect import FUNCTIONS
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.order import Body, frames, step
from mpcheck.model.tasks import Task
from mpcheck.model.worker import made_by_task
from mpcheck.rules.base import Example, Outcome, Rule

_INTERRUPTS = {"builtins.KeyboardInterrupt", "builtins.BaseException"}
_HANDLES_SIGNALS = {"signal.signal", "signal.pthread_sigmask"}


def check(module: Module) -> Iterator[Finding]:
    """Report joins of pools that follow when a wait for their tasks is interrupted."""
    for join in module.events("pool", "join"):
        made = join.origin
        if made is None or _is_terminated(module, made, join) or _workers_outlive_interrupt(module, made):
            continue
        wait = next((wait for wait in _waits(module, made) if _follows_interrupt(module, wait, join)), None)
        if wait is not None:
            yield from _report(module, join, wait)


def _is_terminated(module: Module, pool: ast.AST, join: Event) -> bool:
    """Whether the pool is terminated anywhere, or a ``with`` statement has done that before the join."""
    item = module.parent(pool)
    block = module.parent(item) if isinstance(item, ast.withitem) else None
    if block is not None and block not in module.ancestors(join.call):
        return True
    return any(end.origin is pool for end in module.events("pool", "terminate __exit__"))


def _workers_outlive_interrupt(module: Module, pool: ast.AST) -> bool:
    """Whether the signal is ignored or handled, or the code of the workers is not known."""
    if any(module.calls_of(*_HANDLES_SIGNALS)):
        return True
    tasks = [task for task in module.tasks if pool in (task.event.call, task.event.origin)]
    return any(_outlives_interrupt(module, task) for task in tasks)


def _outlives_interrupt(module: Module, task: Task) -> bool:
    functions = module.functions(task.callables)
    if task.role == "initializer":
        calls = (made.call for made in made_by_task(module, task))
        return not functions or any(module.external_name(call.func) in _HANDLES_SIGNALS for call in calls)
    reached = module.graph.reached_from(functions)
    handlers = module.found.nodes_of(ast.ExceptHandler)
    return any(module.function(handler) in reached and _takes_interrupt(module, handler) for handler in handlers)


def _takes_interrupt(module: Module, handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    named = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(module.external_name(one) in _INTERRUPTS for one in named)


def _waits(module: Module, pool: ast.AST) -> Iterator[Event]:
    """Where the parent waits for results of the pool's tasks."""
    sent = [event for event in module.events("pool") if event.origin is pool]
    yield from (event for event in sent if event.api.blocks or event.method.startswith("imap"))
    calls = {event.call for event in sent}
    yield from (event for event in module.events("async-result", "get wait") if event.origin in calls)


def _follows_interrupt(module: Module, wait: Event, join: Event) -> bool:
    """Whether an interrupt of the wait leads to the join."""
    joining = frames(module, join.sites)
    for body, nodes in frames(module, wait.sites).items():
        for node in nodes if body in joining else ():
            if any(_leads_to_join(module, node, at) for at in joining[body]):
                return True
    return False


def _leads_to_join(module: Module, wait: ast.AST, join: ast.AST) -> bool:
    child, outer = wait, module.parent(wait)
    while outer is not None and not isinstance(outer, FUNCTIONS):
        if isinstance(outer, ast.Try) and child in outer.body:
            if any(last in outer.finalbody for last in (join, *module.ancestors(join))):
                return True
            taking = next((handler for handler in outer.handlers if _takes_interrupt(module, handler)), None)
            if taking is not None:
                first, last = taking.body[0], step(module, join)
                return first is last or Body(module, wait).flow.can_follow(first, last, {step(module, wait)})
        child, outer = outer, module.parent(outer)
    return False


def _report(module: Module, join: Event, wait: Event) -> Iterator[Finding]:
    targets = module.narrow(join.call, module.targets_of(wait))
    yield from RULE.at(
        module,
        join.call,
        "after Ctrl-C this waits for ever: the workers were interrupted as well, and their tasks are lost",
        breaks=(target for target in targets if target.platform != "windows"),
        related=[(wait.call, "the interrupt arrives while this waits")],
    )


_FINALLY = """
import multiprocessing
import os
import signal
import time


def work(number):
    time.sleep(1)
    if number == 0:
        os.kill(0, signal.SIGINT)  # what Ctrl-C does: a signal to all processes of the program
    time.sleep(1)
    return number


if __name__ == "__main__":
    pool = multiprocessing.Pool(2)
    try:
        print(pool.map(work, range(2)))
    finally:
        pool.close()
        pool.join()  # MP426
"""

_HANDLER = """
import os
import time
from multiprocessing.pool import Pool
from signal import SIGINT


class Search:
    def __init__(self, workers):
        self.pool = Pool(workers)

    def run(self, numbers):
        results = [self.pool.apply_async(check, (number,)) for number in numbers]
        try:
            return [result.get() for result in results]
        except KeyboardInterrupt:
            print("stopping")
        self.stop()

    def stop(self):
        self.pool.close()
        self.pool.join()  # MP426


def check(number):
    if number == 3:
        time.sleep(1)
        os.kill(0, SIGINT)
    time.sleep(2)
    return number % 2 == 0


def main():
    print(Search(2).run([1, 2, 3, 4]))


if __name__ == "__main__":
    main()
"""

_TERMINATED = """
import multiprocessing
import time


def work(number):
    time.sleep(0.1)
    return number + 1


def main():
    pool = multiprocessing.Pool(2)
    try:
        assert pool.map(work, range(3)) == [1, 2, 3]
    except KeyboardInterrupt:
        pool.terminate()
        raise
    else:
        pool.close()
    finally:
        pool.join()
    print("ok")


if __name__ == "__main__":
    main()
"""

_IGNORED = """
import multiprocessing
import os
import signal
import time


def leave_interrupts_to_parent():
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def work(number):
    time.sleep(1)
    if number == 0:
        os.kill(0, signal.SIGINT)
    time.sleep(1)
    return number


if __name__ == "__main__":
    pool = multiprocessing.Pool(2, leave_interrupts_to_parent)
    try:
        pool.map(work, range(2))
    except KeyboardInterrupt:
        pool.close()
        pool.join()
        print("ok")
"""

_AFTERWARDS = """
from multiprocessing import Pool


def work(number):
    return number + 1


if __name__ == "__main__":
    pool = Pool(2)
    try:
        numbers = pool.map(work, range(3))
    except ValueError:
        numbers = []
    pool.close()
    pool.join()
    print("ok" if numbers == [1, 2, 3] else numbers)
"""

RULE = Rule(
    code="MP426",
    name="pool-joined-after-interrupt",
    summary="After Ctrl-C a pool is closed and joined, although its workers were interrupted as well.",
    why=(
        "Ctrl-C sends SIGINT to all processes of the program. Each worker ends with KeyboardInterrupt, and with it the "
        "task that it was doing; the pool starts another worker, but not the task again. close() and join() wait until "
        "all tasks are done, which never happens: the program hangs until it is interrupted once more."
    ),
    cure=(
        "Call terminate() before join() when the program is interrupted, or use the pool in a `with` statement. An "
        "initializer with `signal.signal(signal.SIGINT, signal.SIG_IGN)` lets the workers finish their tasks."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LOW,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.join",
        "https://github.com/dfm/emcee/pull/113",
    ),
    catalogue=("C21",),
    bad=(
        Example(_FINALLY, Outcome("hangs"), platforms=("linux",)),
        Example(_HANDLER, Outcome("hangs"), platforms=("linux",)),
    ),
    good=(Example(_TERMINATED), Example(_IGNORED, platforms=("linux",)), Example(_AFTERWARDS)),
    check=check,
)
