"""MP320: a worker process asks on standard input, which is empty there."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.conditions import conditions
from mpcheck.model.module import Module
from mpcheck.model.scopes import Collected, FunctionInfo
from mpcheck.rules.base import Example, Outcome, Rule

_OURS = ("pool", "process-executor", "process")
_READS = {
    "builtins.input": "raises EOFError",
    "builtins.breakpoint": "ends the task with BdbQuit instead of stopping there",
    "pdb.set_trace": "ends the task with BdbQuit instead of stopping there",
    **dict.fromkeys((f"sys.stdin.{name}" for name in ("read", "readline", "readlines")), "finds nothing"),
}


def check(module: Module) -> Iterator[Finding]:
    """Report what reads standard input in functions that run in workers, unless workers open it anew or reckon with it."""
    if _opens_standard_input(module, module.found):
        return
    for node, name in _reads(module):
        function = module.function(node)
        tasks = module.worker_tasks.get(function, []) if function is not None else []
        served = module.served_tasks.get(function, []) if function is not None else []
        tasks = [*(task for task in tasks if task.event.kind in _OURS), *served]
        if function is not None and tasks and not _is_reckoned_with(module, node, function):
            targets = {target for task in tasks for target in module.targets_of(task.event)}
            is_task = any(function in module.functions(task.callables) for task in tasks)
            yield from RULE.at(
                module,
                node,
                f"standard input is empty in a worker process: `{_shown(name)}` {_READS.get(name, 'finds nothing')}",
                breaks=module.narrow(node, targets),
                related=[(tasks[0].event.call, "leads to it in worker processes")],
                confidence=Confidence.HIGH if is_task else Confidence.MEDIUM,
            )


def _reads(module: Module) -> Iterator[tuple[ast.expr, str]]:
    """What reads standard input in this file, and in the functions of others that its workers run."""
    for call in module.calls_of(*_READS):
        yield call, module.external_name(call.func)
    loops = list(module.found.nodes_of(ast.For))
    elsewhere = {module.ev.file(function.node): None for function in module.foreign_worker_functions}
    for file in elsewhere:
        if not _opens_standard_input(module, file):
            for call in file.calls:
                name = module.external_name(call.func) if module.function(call) in module.worker_tasks else ""
                if name in _READS:
                    yield call, name
            loops += file.nodes_of(ast.For)
    for loop in loops:
        if isinstance(loop.iter, (ast.Attribute, ast.Name)) and module.external_name(loop.iter) == "sys.stdin":
            yield loop.iter, "sys.stdin"


def _shown(name: str) -> str:
    return name.removeprefix("builtins.") + ("" if name == "sys.stdin" else "()")


def _opens_standard_input(module: Module, file: Collected) -> bool:
    """Whether a file gives ``sys.stdin`` another stream, or replaces what reads it.

    The stream that only the parent sets does not count: a worker closes whatever it inherits, and opens the null device.
    """
    stores = [store for store, *_ in file.attribute_stores]
    return any(store.attr in ("input", "breakpointhook") for store in stores) or any(
        store.attr == "stdin" and not _is_of_parent(module, store) for store in stores
    )


def _is_of_parent(module: Module, node: ast.AST) -> bool:
    """Whether a node runs behind the guard of the main module alone, be it in a method that a ``with`` statement runs."""
    function = module.function(node)
    blocks = module.with_blocks.runs.get(function, ()) if function is not None else ()
    return module.places(node).union(*(module.places(block) for block in blocks)) == {"main"}


def _is_reckoned_with(module: Module, node: ast.expr, function: FunctionInfo) -> bool:
    """Whether workers don't come by, or the code knows that nobody may be there to answer."""
    asks_for_terminal = any(isinstance(c.func, ast.Attribute) and c.func.attr == "isatty" for c in function.calls)
    return (
        asks_for_terminal
        or "EOFError" in module.exceptions_caught(node)
        or module.graph.is_guarded(node)
        or any(_asks_for_dash(test) for test, _ in conditions(module.ev, node))
        or not module.contexts.may_run_in_worker(node)
    )


def _asks_for_dash(test: ast.expr) -> bool:
    """Whether a test looks for ``-``, the name by which users ask for standard input in the place of a file."""
    return any(isinstance(node, ast.Constant) and node.value == "-" for node in ast.walk(test))


_ASKS = """
from multiprocessing import Pool


def confirm(name):
    return input(f"Delete {name}? ") == "yes"  # MP320


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(confirm, ["a", "b"]))
    print("ok")
"""

_STOPS = """
from concurrent.futures import ProcessPoolExecutor


def look_at(number):
    if number == 3:
        breakpoint()  # MP320
    square = number * number
    return square


class Batch:
    def run(self, number):
        result = look_at(number)
        return result


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        print(list(executor.map(Batch().run, [2, 3])))
    print("ok")
"""

_READS_LINES = """
import multiprocessing as mp
import sys


class Reader(mp.Process):
    def __init__(self, lines):
        super().__init__()
        self.lines = lines

    def run(self):
        count = 0
        for line in sys.stdin:  # MP320
            count += 1
        self.lines.value = count


if __name__ == "__main__":
    lines = mp.Value("i", -1)
    reader = Reader(lines)
    reader.start()
    reader.join()
    assert reader.exitcode == 0
    print("ok" if lines.value > 0 else f"{lines.value} lines")
"""

_ASKED_IN_PARENT = """
import sys
from multiprocessing import Pool


def square(number):
    return number * number


def numbers():
    return [int(word) for word in sys.stdin.read().split()] or [1, 2]


if __name__ == "__main__":
    try:
        greeting = input()
    except EOFError:
        greeting = "nobody is there"
    with Pool(2) as pool:
        print(greeting, pool.map(square, numbers()))
    print("ok")
"""

_OPENED_ANEW = """
import os
import sys
from multiprocessing import Process


def read(descriptor, size):
    sys.stdin = os.fdopen(descriptor) if descriptor >= 0 else open(os.devnull)
    assert len(sys.stdin.read()) == size


if __name__ == "__main__":
    child = Process(target=read, args=(-1, 0))
    child.start()
    child.join()
    assert child.exitcode == 0
    print("ok")
"""

_THREADS = """
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def ask(question):
    try:
        return input(question)
    except EOFError:
        return ""


def length(text):
    return len(text) + len(sys.stdin.name if sys.stdin is None else "")


if __name__ == "__main__":
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(ask, "Who? ").result()
    with ProcessPoolExecutor(1) as executor:
        assert executor.submit(length, answer).result() == len(answer)
    print()
    print("ok")
"""

RULE = Rule(
    code="MP320",
    name="input-in-worker",
    summary="A worker process reads standard input, or stops in a debugger that does.",
    why=(
        "multiprocessing closes standard input in each process that it starts and puts the null device in its place, "
        "since only one process can sensibly read a terminal. input() raises EOFError there, reading gives "
        "nothing, and the debugger that breakpoint() starts takes the end of its input for the command to quit."
    ),
    cure=(
        "Ask in the parent and pass the answer. To debug, run the task in the parent (pool.map -> map), or use a debugger "
        "that is attached from outside."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#all-start-methods",
        "https://docs.python.org/3/library/pdb.html#pdb.set_trace",
    ),
    catalogue=("D29", "H04"),
    bad=(
        Example(_ASKS, Outcome("raises", "EOFError")),
        Example(_STOPS, Outcome("any", "")),
        Example(_READS_LINES, Outcome("wrong", "0 lines")),
    ),
    good=(Example(_ASKED_IN_PARENT), Example(_OPENED_ANEW), Example(_THREADS)),
    check=check,
)
