"""MP420: a wait with a time limit stands in a block that waits without one."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.order import frames
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.uses import uses_of
from mpcheck.model.values import BoundMethod
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.executor_blocks import ENDING, block_around, inside
from mpcheck.rules.lifecycle.time_limits import FOR_SEVERAL, WAIT, is_future, limits_wait

_SUBMITS = "submit map run_in_executor"
_FUNCTIONS = {"os.kill", "os._exit", "os.killpg", "os.abort"}
#: What an ``except`` may name that takes the error of a time limit; "" is a bare one.
_TAKING = {"TimeoutError", "Exception", "BaseException", ""}


def check(module: Module) -> Iterator[Finding]:
    """Report limited waits for tasks whose executor is left at the end of the same block."""
    submissions = list(module.events_reached("process-executor", _SUBMITS))
    for call in module.found.calls if submissions else ():
        for submission in submissions:
            if not limits_wait(module, call, submission):
                continue
            block, functions = _way_out(module, call, submission)
            if block is not None and not _knows_better(module, [block, *functions], call):
                yield from _report(module, call, block, submission)
                break


def _way_out(
    module: Module, call: ast.Call, submission: Event
) -> tuple[ast.With | ast.AsyncWith | None, list[ast.AST]]:
    """The ``with`` statement of the submission's executor in which a call happens, and the functions on the way there.

    Nothing where a loop in between asks again and again.
    """
    functions: list[ast.AST] = []
    for function, places in frames(module, [call]).items():
        if any(isinstance(outer, ast.While) for place in places for outer in inside(module, place)):
            break
        found = [block for place in places if (block := block_around(module, place, submission.origin))]
        if found:
            return min(found, key=lambda block: block.lineno), functions
        functions += [function.node] if function is not None else []
    return None, []


def _knows_better(module: Module, blocks: list[ast.AST], wait: ast.Call) -> bool:
    """Whether something in the blocks ends the workers, or sees to it that nothing is waited for in vain."""
    inside = (call for call in module.found.calls if any(outer in blocks for outer in module.ancestors(call)))
    calls = [call for call in inside if call is not wait]
    methods = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}
    functions = {module.external_name(call.func) for call in calls}
    # Who waits for several tasks asks which of them are done in order to give up the others.
    asks = "done" in methods and module.external_name(wait.func) not in FOR_SEVERAL
    return asks or bool(methods & ENDING) or bool(functions & (_FUNCTIONS | FOR_SEVERAL))


def _report(module: Module, call: ast.Call, block: ast.With | ast.AsyncWith, submission: Event) -> Iterator[Finding]:
    message = (
        "the time limit ends the wait and not the task, and the end of the `with` block waits for the task without a "
        "limit"
    )
    related = [(block.items[0].context_expr, "the executor waits for its tasks at the end of this block")]
    gives_up = _cancels(module, submission) if module.external_name(call.func) == WAIT else _goes_on(module, call)
    confidence = RULE.confidence if gives_up else Confidence.LOW
    breaks = module.targets_of(submission)
    yield from RULE.at(module, call, message, breaks=breaks, related=related, confidence=confidence)


def _cancels(module: Module, submission: Event) -> bool:
    """Whether the file gives up tasks: ``wait`` comes back without an error, and may be asked what is late, no more."""
    calls = (call for call in module.found.calls if isinstance(call.func, ast.Attribute) and call.func.attr == "cancel")
    methods = (one for call in calls for one in module.contexts.values(call.func))
    return any(isinstance(one, BoundMethod) and is_future(one.receiver, submission) for one in methods)


def _goes_on(module: Module, call: ast.Call) -> bool:
    """Whether the file takes the error of the time limit; else the limit is a safety net, which ends the program."""
    # A map raises where its results are read.
    stack: list[ast.AST] = [call, *(use.node for use in uses_of(module, call))]
    seen: set[FunctionInfo] = set()
    while stack:
        node = stack.pop()
        if module.exceptions_caught(node) & _TAKING:
            return True
        function = module.function(node)
        if function is not None and function not in seen:
            seen.add(function)
            stack += module.around.callers(function)
    return False


_RESULT = """
import time
from concurrent.futures import ProcessPoolExecutor, TimeoutError


def work(seconds):
    time.sleep(seconds)


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        future = executor.submit(work, 600)
        try:
            future.result(timeout=0.5)  # MP420
        except TimeoutError:
            future.cancel()
    print("ok")
"""

_MAP = """
import concurrent.futures
import time

LIMIT = 0.5


def work(seconds):
    time.sleep(seconds)
    return seconds


class Runner:
    def __init__(self, workers):
        self.workers = workers

    def run(self, tasks):
        with concurrent.futures.ProcessPoolExecutor(self.workers) as pool:
            results = pool.map(work, tasks, timeout=LIMIT)  # MP420
            return list(results)


def main():
    try:
        print(Runner(2).run([0, 600]))
    except concurrent.futures.TimeoutError:
        print("ok")


if __name__ == "__main__":
    main()
"""

_SEVERAL = """
import time
from concurrent.futures import ProcessPoolExecutor, wait


def work(seconds):
    time.sleep(seconds)


def main():
    with ProcessPoolExecutor(2) as executor:
        tasks = [executor.submit(work, seconds) for seconds in (0, 600)]
        done, late = wait(tasks, timeout=2)  # MP420
        for task in late:
            task.cancel()
    print(f"{len(done)} done, {len(late)} given up")


if __name__ == "__main__":
    main()
"""

_PROCESS = """
import time
from multiprocessing import Process


def work(seconds):
    time.sleep(seconds)


if __name__ == "__main__":
    process = Process(target=work, args=(600,))
    process.start()
    process.join(timeout=0.5)
    assert process.exitcode is None
    process.terminate()
    process.join()
    print("ok")
"""

_POOL = """
import multiprocessing
import time


def work(seconds):
    time.sleep(seconds)


def main():
    with multiprocessing.Pool(1) as pool:
        try:
            pool.apply_async(work, (600,)).get(timeout=0.5)
        except multiprocessing.TimeoutError:
            print("ok")


if __name__ == "__main__":
    main()
"""

_WATCHED = """
import time
from concurrent.futures import ProcessPoolExecutor, TimeoutError


def work(seconds):
    time.sleep(seconds)
    return seconds


def main():
    with ProcessPoolExecutor(1) as executor:
        future = executor.submit(work, 1)
        while True:
            try:
                assert future.result(timeout=0.3) == 1
                break
            except TimeoutError:
                print("still at work")
    print("ok")


if __name__ == "__main__":
    main()
"""

RULE = Rule(
    code="MP420",
    name="timeout-inside-executor-block",
    summary="A wait with a time limit stands in the with block of its executor, which waits without a limit.",
    why=(
        "result(timeout=...), map(timeout=...), wait() and as_completed() give up waiting when the time is over; the task "
        "goes on, and cancel() does nothing to a task that runs. At the end of the `with` block the executor waits for all "
        "its tasks. So the time limit limits nothing: a task that hangs still holds up the program."
    ),
    cure=(
        "Run what may hang in a Process of its own and terminate() it, or in a Pool, whose `with` block terminates the "
        "workers; from Python 3.14 on call kill_workers() of the executor when the time is over."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.shutdown",
        "https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.ProcessPoolExecutor.kill_workers",
    ),
    catalogue=("C18",),
    bad=(
        Example(_RESULT, Outcome("hangs")),
        Example(_MAP, Outcome("hangs")),
        Example(_SEVERAL, Outcome("hangs")),
    ),
    good=(Example(_PROCESS), Example(_POOL), Example(_WATCHED)),
    check=check,
)
