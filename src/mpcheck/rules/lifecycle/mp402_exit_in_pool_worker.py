"""MP402: a task ends the worker process of its pool."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.attributes import is_literal
from mpcheck.model.conditions import conditions
from mpcheck.model.exceptions import is_stopped
from mpcheck.model.fork_children import is_run_by_child
from mpcheck.model.module import Module
from mpcheck.model.tasks import Task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.broken import expects_broken_executor
from mpcheck.rules.lifecycle.exits import Exit, exits
from mpcheck.rules.lifecycle.reaching import route

#: What hardly ever raises: whether a command that a shell runs has failed, it tells by what it gives back.
_QUIET = {"os.system", "subprocess.call", "builtins.print"}
#: A way of more nodes than these leads far into another file.
_FAR = 4


def check(module: Module) -> Iterator[Finding]:
    """Report what ends the process in functions that run in the workers of a pool."""
    tasks = [task for task in module.tasks if task.role == "task" and task.event.kind in ("pool", "process-executor")]
    if any(task.event.kind != "pool" for task in tasks) and expects_broken_executor(module):
        tasks = [task for task in tasks if task.event.kind == "pool"]
    for found in exits(module) if tasks else ():
        for task in sorted(tasks, key=lambda task: task.event.kind):
            way = _way(module, found, task)
            if way is not None:
                yield from _report(module, found, task, way)
                break


def _way(module: Module, found: Exit, task: Task) -> list[ast.AST] | None:
    """How the task gets there, where nothing on the way stops the exception."""
    stops = {found.exception, "BaseException", ""} if found.exception else set()
    begins = module.functions(task.callables)

    def passes(node: ast.AST) -> bool:
        if module.function(node) in begins and _is_excluded(module, node):
            return False
        if bool(stops) and is_stopped(module, node, stops):
            return False
        return not (module.graph.is_guarded(node) or _on_ctrl_c(module, node) or is_run_by_child(module, node))

    if task.event.kind == "process-executor" and (found.exception or found.only_maybe):
        # The executor hands SystemExit on to whoever reads the result, and tells who waits that a worker has ended.
        return None
    return route(module, found.node, begins, passes)


def _is_excluded(module: Module, node: ast.AST) -> bool:
    """Whether what is sent to the workers keeps them from a node of the function that they begin with."""
    return module.is_here(node) and not module.contexts.may_run_in_worker(node)


def _on_ctrl_c(module: Module, node: ast.AST) -> bool:
    """Whether a node only runs when the user has interrupted the program."""
    handlers = [outer for outer in module.ancestors(node) if isinstance(outer, ast.ExceptHandler)]
    return any(handler.type is not None and "KeyboardInterrupt" in ast.unparse(handler.type) for handler in handlers)


def _report(module: Module, found: Exit, task: Task, way: list[ast.AST]) -> Iterator[Finding]:
    written = ast.unparse(found.node).partition("\n")[0]
    verb = "may end" if found.only_maybe else "ends"
    if task.event.kind == "pool":
        message = f"`{written}` {verb} a worker of the pool: its task is lost, and waiting for the result never ends"
    else:
        message = f"`{written}` {verb} a worker of the executor: all pending tasks fail with BrokenProcessPool"
    certain = len(way) == 1 and len(task.callables) == 1 and not found.only_maybe
    related = [(call, "called here") for call in way[:-1]] + [(task.event.call, "runs in a worker from here")]
    yield from RULE.at(
        module,
        found.node,
        message,
        breaks=module.narrow(found.node, module.targets_of(task.event)),
        related=related,
        severity=None if task.event.kind == "pool" else Severity.WARNING,
        confidence=_confidence(module, found, task, way, certain=certain),
    )


def _confidence(module: Module, found: Exit, task: Task, way: list[ast.AST], *, certain: bool) -> Confidence:
    if _refuses_choice(module, found.node) or _stands_in_idle_handler(module, found.node):
        return Confidence.LOW
    if len(way) > _FAR and not module.is_here(found.node):
        return Confidence.LOW  # what a library makes sure of deep down, the parent has mostly met with before
    if task.event.kind == "process-executor" and not module.is_here(found.node):
        return Confidence.LOW  # another file ends the process as a last resort, and whoever waits is told
    return Confidence.HIGH if certain else Confidence.MEDIUM


def _refuses_choice(module: Module, node: ast.AST) -> bool:
    """Whether it is what is left when a name is none of the constants it may be, which is mostly checked before."""
    failed = [test for test, outcome in conditions(module.ev, node) if not outcome and isinstance(test, ast.Compare)]
    names = [test.left.id for test in failed if isinstance(test.left, ast.Name) and _is_constant(test.comparators[0])]
    return any(names.count(name) > 1 for name in names)


def _stands_in_idle_handler(module: Module, node: ast.AST) -> bool:
    """Whether it stands in a handler of a ``try`` that does nothing but to run commands by a shell, whose failures it will not see."""
    handler = next((outer for outer in module.ancestors(node) if isinstance(outer, ast.ExceptHandler)), None)
    tried = module.parent(handler) if handler is not None else None
    calls = [one for part in getattr(tried, "body", ()) for one in ast.walk(part) if isinstance(one, ast.Call)]
    return bool(calls) and all(_is_quiet(module, call) for call in calls)


def _is_quiet(module: Module, call: ast.Call) -> bool:
    name = module.external_name(call.func)
    shell = [one for k in call.keywords if k.arg == "shell" for one in module.values(k.value)]
    by_shell = name != "subprocess.call" or (bool(shell) and all(is_literal(one, True) for one in shell))
    is_format = isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Constant)
    return is_format or (name in _QUIET and by_shell)


def _is_constant(node: ast.expr) -> bool:
    parts = node.elts if isinstance(node, (ast.Tuple, ast.List, ast.Set)) else [node]
    return all(isinstance(part, ast.Constant) for part in parts)


_SYS_EXIT = """
import sys
from multiprocessing import Pool


def parse(text):
    if not text.isdigit():
        print("not a number:", text)
        sys.exit(1)  # MP402
    return int(text)


if __name__ == "__main__":
    with Pool(2) as pool:
        print(sum(pool.map(parse, ["1", "two", "3"])))
"""

_CALLEE = """
import multiprocessing as mp
from os import _exit as leave


class Fatal(BaseException):
    pass


class Checker:
    def __init__(self, limit):
        self.limit = limit

    def fail(self, number):
        if number > 2 * self.limit:
            leave(3)  # MP402
        raise Fatal(number)  # MP402

    def check(self, number):
        try:
            return number if number < self.limit else self.fail(number)
        except Exception:
            return None


def main():
    pool = mp.Pool(processes=1)
    result = pool.apply_async(Checker(2).check, (5,))
    print(result.get())


if __name__ == "__main__":
    main()
"""

_EXECUTOR = """
import os
from concurrent.futures import ProcessPoolExecutor


def work(number):
    if number == 2:
        os.abort()  # MP402
    return number


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        print(sum(executor.map(work, range(4))))
"""

_RECORDS = """
import os
import sys


def give_up(reason):
    sys.stderr.write(reason)
    os._exit(4)  # MP402


def parse(line):
    name, _, value = line.partition("=")
    if not value:
        give_up(f"no value in {line!r}")
    return name, int(value)
"""

_OTHER_FILE = """
import multiprocessing as mp

import records


def in_parallel(function, items):
    with mp.Pool(2) as pool:
        return pool.map(function, items, chunksize=1)


if __name__ == "__main__":
    print(dict(in_parallel(records.parse, ["a=1", "b=2", "c", "d=4"])))
"""

_EXCEPTION = """
import sys
from multiprocessing import Pool


def parse(text):
    if not text.isdigit():
        raise ValueError(f"not a number: {text}")
    return int(text)


def main():
    with Pool(2) as pool:
        try:
            pool.map(parse, ["1", "two", "3"])
        except ValueError as error:
            print(error)
            print("ok")
            sys.exit(0)
    sys.exit(1)


if __name__ == "__main__":
    main()
"""

_CAUGHT = """
import argparse
import multiprocessing as mp
import sys


def tool(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("--level", type=int)
    if parser.parse_args(arguments).level > 2:
        sys.exit("too high")
    return 0


def run(arguments):
    try:
        return tool(arguments)
    except SystemExit as error:
        return str(error.code)


if __name__ == "__main__":
    with mp.Pool(1) as pool:
        assert pool.map(run, [["--level", "1"], ["--level", "3"]]) == [0, "too high"]
    print("ok")
"""

_PROCESS = """
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Process


def work(status):
    sys.exit(status)


if __name__ == "__main__":
    process = Process(target=work, args=(3,))
    process.start()
    process.join()
    assert process.exitcode == 3
    with ProcessPoolExecutor(1) as executor:
        assert isinstance(executor.submit(work, 4).exception(), SystemExit)
    print("ok")
"""

RULE = Rule(
    code="MP402",
    name="exit-in-pool-worker",
    summary="A task of a pool ends the worker process, with sys.exit() or the like.",
    why=(
        "The worker of a multiprocessing.Pool catches Exception. SystemExit, KeyboardInterrupt and other subclasses of "
        "BaseException end the worker, os._exit() and os.abort() do so at once. The pool starts another worker but "
        "forgets the task: map(), get() and join() wait for ever. An executor stands SystemExit, which result() raises "
        "again, but breaks for good when a worker dies."
    ),
    cure="Raise an ordinary exception, which the pool hands on to the parent; let the parent decide to exit.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#module-multiprocessing.pool",
        "https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.process.BrokenProcessPool",
        "https://github.com/python/cpython/issues/96062",
    ),
    catalogue=("C02", "C03"),
    bad=(
        Example(_OTHER_FILE, Outcome("hangs"), files=(("records.py", _RECORDS),)),
        Example(_SYS_EXIT, Outcome("hangs")),
        Example(_CALLEE, Outcome("hangs")),
        Example(_EXECUTOR, Outcome("raises", "BrokenProcessPool")),
    ),
    good=(Example(_EXCEPTION), Example(_CAUGHT), Example(_PROCESS)),
    check=check,
)
