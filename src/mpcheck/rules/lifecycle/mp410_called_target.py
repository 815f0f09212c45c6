"""MP410: the function is called where it should be passed, or nothing is passed at all."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.arity import undecorated
from mpcheck.model.conditions import conditions
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.nature import Nature, natures
from mpcheck.model.values import BoundMethod, Const, Function, Value
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.dispatches import Dispatch, dispatches, shown

_NOTHING = {
    "process": "the child runs nothing and ends with exit code 0",
    "thread": "the thread runs nothing",
    "initializer": "the workers start without it",
}


def check(module: Module) -> Iterator[Finding]:
    """Report results that stand where a callable belongs, and processes that get arguments but no target."""
    for dispatch in module.once(dispatches):
        written = dispatch.written
        if written is None:
            yield from _without_target(module, dispatch)
            continue
        result = _result(module, dispatch, written)
        if result is None:
            continue
        if isinstance(written, ast.Call):
            what = f"`{shown(written.func)}()` is called here, in this process, and what is passed on is {result.value}"
        else:
            what = f"`{shown(written)}` is {result.value}, which cannot be called"
        at, related = dispatch.place(written)
        message = f"{what}: {_consequence(dispatch, result)}"
        yield from RULE.at(module, at, message, breaks=module.targets_of(dispatch.event), related=related)


def _result(module: Module, dispatch: Dispatch, written: ast.expr) -> Nature | None:
    """What stands in the place of a callable; None where it may be one."""
    event = dispatch.event
    if isinstance(written, ast.Call):
        called = event.evaluate(written.func)
        if not all(_is_as_written(module, one) for one in called):
            return None
        if called and all(_is_coroutine_function(one) for one in called):
            return Nature.OBJECT
    elif any(_is_open_none(module, one) for one in dispatch.callables) or _is_asked(module, event, written):
        return None
    found = natures(module.ev, dispatch.callables)
    return found[0] if found and all(one.is_callable is False for one in found) else None


def _function(one: Value) -> Function | None:
    if isinstance(one, BoundMethod):
        return one.function
    return one if isinstance(one, Function) else None


def _is_as_written(module: Module, one: Value) -> bool:
    """Whether no decorator decides what a call of the function gives."""
    function = _function(one)
    if function is None:
        return True
    return all(isinstance(o, Function) and o.info is function.info for o in undecorated(module.ev, function))


def _is_coroutine_function(one: Value) -> bool:
    function = _function(one)
    return function is not None and function.info.is_async


def _is_open_none(module: Module, one: Value) -> bool:
    """None that is no function's result: a default that somebody may replace, or a target left out on purpose."""
    if not isinstance(one, Const) or one.value is not None:
        return False
    info = module.found.info_of.get(one.node)
    return info is None or not _is_as_written(module, Function(info))  # type: ignore[arg-type]


def _is_asked(module: Module, event: Event, written: ast.expr) -> bool:
    """Whether the call is made only where a test has found that there is something: ``if not target: return``."""
    asked = ast.unparse(written)
    tests = ((ast.unparse(test), outcome) for test, outcome in conditions(module.ev, event.call))
    return any(test == (asked if outcome else f"not {asked}") for test, outcome in tests)


def _consequence(dispatch: Dispatch, result: Nature) -> str:
    if result is Nature.NONE:
        nothing = _NOTHING.get(dispatch.event.kind if dispatch.role == "task" else "initializer")
        if nothing:
            return nothing
    elif dispatch.role == "initializer":
        return "the constructor raises TypeError"
    return dispatch.failure


def _without_target(module: Module, dispatch: Dispatch) -> Iterator[Finding]:
    """``Process(args=(1,))``, and ``Process(work)``: the first parameter is the group."""
    event = dispatch.event
    if event.kind not in ("process", "thread") or event.receiver is not None or not dispatch.is_complete:
        return
    group = event.argument("group")
    if group is not None and Nature.CALLABLE in natures(module.ev, event.evaluate(group)):
        what = f"the first parameter of `{dispatch.name}` is the group: this is an AssertionError, and no target is set"
    elif event.api.params[0] == "group" and any(event.argument(p) is not None for p in ("args", "kwargs")):
        what = f"`{dispatch.name}` gets arguments but no target: {_NOTHING[event.kind]}"
    else:
        return
    at, related = dispatch.place(group or event.call)
    yield from RULE.at(module, at, what, breaks=module.targets_of(event), related=related)


_CALLED = """
import os
from multiprocessing import Process


def greet():
    print("hello from the child" if os.getpid() != parent else "hello from the parent", flush=True)


if __name__ == "__main__":
    parent = os.getpid()
    p = Process(target=greet())  # MP410
    p.start()
    p.join()
    print("exit code", p.exitcode)
"""

_SUBMITTED = """
from concurrent import futures


class Report:
    def __init__(self, lines):
        self.lines = lines

    def write(self):
        print(len(self.lines), "lines")


def main():
    report = Report(["a", "b"])
    with futures.ProcessPoolExecutor(max_workers=1) as executor:
        future = executor.submit(report.write())  # MP410
        print(future.result())


if __name__ == "__main__":
    main()
"""

_NO_TARGET = """
import multiprocessing as mp


def fill(box, n):
    box.value = n


if __name__ == "__main__":
    box = mp.Value("i", 0)
    p = mp.Process(args=(box, 7))  # MP410
    p.start()
    p.join()
    print("the box holds", box.value)
"""

_PASSED = """
from multiprocessing import Process


def greet():
    print("hello")


if __name__ == "__main__":
    p = Process(target=greet)
    p.start()
    p.join()
    print("ok" if p.exitcode == 0 else "the child failed")
"""

_FACTORIES = """
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing import Pool


class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x):
        return x + self.n


def add(n, x):
    return x + n


def adder(n):
    return partial(add, n)


def counter():
    def count(x):
        return len(x)

    return count


if __name__ == "__main__":
    with Pool(2) as pool:
        assert pool.map(adder(1), [1, 2]) == pool.map(Adder(1), [1, 2]) == [2, 3]
    with ThreadPoolExecutor(2) as executor:
        assert executor.submit(counter(), "abc").result() == 3
    print("ok")
"""

_WITH_RUN = """
import multiprocessing as mp


class Worker(mp.Process):
    def __init__(self, box, *args):
        super().__init__(args=args)
        self.box = box

    def run(self):
        self.box.value = sum(self._args)


if __name__ == "__main__":
    box = mp.Value("i", 0)
    worker = Worker(box, 1, 2)
    worker.start()
    worker.join()
    print("ok" if box.value == 3 else "wrong")
"""

RULE = Rule(
    code="MP410",
    name="called-target",
    summary="A function's result is passed where the function itself belongs, or no target is passed.",
    why=(
        "`Process(target=work())` runs `work` at once, in the parent. What the process gets is the result, most often "
        "None: a Process or Thread without a target does nothing and ends well, so the work seems to be done, only one "
        "piece after the other. A pool or an executor fails later, with TypeError: 'NoneType' object is not callable, "
        "where the result is asked for. Arguments without any target are thrown away in silence."
    ),
    cure="Pass the function without parentheses, and its arguments beside it: `Process(target=work, args=(1, 2))`.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process",),
    catalogue=("D11",),
    bad=(
        Example(_CALLED, Outcome("wrong", "hello from the parent")),
        Example(_SUBMITTED, Outcome("raises", "'NoneType' object is not callable")),
        Example(_NO_TARGET, Outcome("wrong", "the box holds 0")),
    ),
    good=(Example(_PASSED), Example(_FACTORIES), Example(_WITH_RUN)),
    check=check,
)
