"""MP417: the function that is sent takes other arguments than those that are sent with it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from itertools import product
from typing import TypeVar

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.accesses import MUTATORS
from mpcheck.model.arity import named, unpacked
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.iteration import made_at
from mpcheck.model.module import Module
from mpcheck.model.values import Value
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.dispatches import Dispatch, dispatches

_T = TypeVar("_T")
#: How many arguments by position, and which by keyword.
_Given = tuple[int, frozenset[str]]


def check(module: Module) -> Iterator[Finding]:
    """Report calls that will fail in the worker because of the number or the names of the arguments."""
    for dispatch in module.once(dispatches):
        written = dispatch.written
        if written is None or (dispatch.role == "task" and dispatch.event.api.iterable) or not dispatch.is_complete:
            continue
        yield from _keywords_for_asyncio(module, dispatch)
        ways = product(dispatch.signatures, _given(dispatch, written))
        misfits = [signature.misfit(count, names) for signature, (count, names) in ways]
        if misfits and all(misfits) and not _grow(module, dispatch):
            args = dispatch.event.argument(dispatch.args_param)
            at, related = dispatch.place(args or written, written)
            related += [(s.node, "defined here") for s in dispatch.signatures[:1] if s.node is not None]
            message = f"{min(misfits)}: {dispatch.failure}"
            yield from RULE.at(module, at, message, breaks=module.targets_of(dispatch.event), related=related)


def _given(dispatch: Dispatch, written: ast.expr) -> list[_Given]:
    """The arguments with which the callable will be called, in every way that they may be; nothing if not sure."""
    call, api = dispatch.event.written, dispatch.event.api
    if dispatch.role == "task" and api.variadic:
        if dispatch.event.method == "run_in_executor" and call.keywords:
            return []
        names = frozenset(keyword.arg for keyword in call.keywords if keyword.arg) - api.own_keywords
        return [(len(call.args) - len(api.params), names)] if written in call.args else []
    if not dispatch.args_param:
        return []
    first = api.leading if dispatch.role == "task" else 0
    counts = [first + count for count in _each(dispatch, dispatch.args_param, unpacked, 0)]
    keywords: list[frozenset[str]] = _each(dispatch, dispatch.kwargs_param, named, frozenset())
    return list(product(counts, keywords))


def _each(dispatch: Dispatch, param: str, measure: Callable[[Evaluator, Value], _T | None], absent: _T) -> list[_T]:
    """The measure of each value that a parameter may have; nothing if it is not sure of all."""
    written = dispatch.event.argument(param)
    if written is None:
        return [absent]
    found = [measure(dispatch.event.ev, one) for one in dispatch.event.evaluate(written)]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else []


def _grow(module: Module, dispatch: Dispatch) -> bool:
    """Whether the arguments are kept in a list or dict that some function changes."""
    written = [dispatch.event.argument(name) for name in (dispatch.args_param, dispatch.kwargs_param) if name]
    names = {made_at(one) for node in written if node is not None for one in dispatch.event.evaluate(node)} - {None}
    calls = dict.fromkeys((*module.reached_calls, *module.ev.file(dispatch.event.call).calls))
    changing = [c.func for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr in MUTATORS]
    return bool(names) and any(
        made_at(one) in names for function in changing for one in module.contexts.values(function.value)
    )


def _keywords_for_asyncio(module: Module, dispatch: Dispatch) -> Iterator[Finding]:
    """``loop.run_in_executor(None, f, x=1)``: there is no place for keyword arguments."""
    event = dispatch.event
    names = [k.arg for k in event.written.keywords if k.arg and k.arg not in event.api.params]
    if event.method == "run_in_executor" and names:
        message = f"`run_in_executor` passes on no keyword arguments: `{names[0]}` is a TypeError"
        cure = "Bind the keyword arguments with functools.partial."
        yield from RULE.at(module, event.call, message, breaks=module.targets_of(event), cure=cure)


_PROCESS = """
from multiprocessing import Process


def report(name, count):
    print(name, count)


if __name__ == "__main__":
    p = Process(target=report, args=("a",))  # MP417
    p.start()
    p.join()
    print("exit code", p.exitcode)
"""

_SUBMIT = """
import concurrent.futures


class Account:
    def __init__(self, balance):
        self.balance = balance

    def after(self, amount):
        return self.balance + amount


if __name__ == "__main__":
    with concurrent.futures.ProcessPoolExecutor(1) as executor:
        future = executor.submit(Account(10).after, args=(5,))  # MP417
        print(future.result())
"""

_INITIALIZER = """
from multiprocessing.pool import ThreadPool

names = []


def setup(name, level):
    names.append(name)


if __name__ == "__main__":
    with ThreadPool(1, setup, ("worker",)) as pool:  # MP417
        print(pool.apply(len, ("a",)))
"""

_ASYNCIO = """
import asyncio
from concurrent.futures import ThreadPoolExecutor


def scale(x, factor=1):
    return x * factor


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as executor:
        return await loop.run_in_executor(executor, scale, 2, factor=3)  # MP417


print(asyncio.run(main()))
"""

_FITTING = """
from functools import partial
from multiprocessing import Pool, Process


def report(name, count=1, *, end="!"):
    assert (name, count, end) == ("a", 2, "!")


class Worker:
    def run(self, name, *rest, **options):
        report(name, 2)

    @staticmethod
    def check(name):
        report(name, 2)


if __name__ == "__main__":
    worker = Worker()
    ps = [
        Process(target=report, args=("a", 2)),
        Process(target=report, args=("a",), kwargs={"count": 2}),
        Process(target=partial(report, "a", 2)),
        Process(target=partial(report, count=2), args=["a"]),
        Process(target=worker.run, args=("a", 1, 2), kwargs={"x": 1}),
        Process(target=worker.check, args=("a",)),
    ]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    with Pool(1, report, ("a", 2)) as pool:
        assert pool.apply(int, ("7",)) == 7
    print("ok" if all(p.exitcode == 0 for p in ps) else "a child failed")
"""

_SUBMITTED = """
import asyncio
import functools
from concurrent.futures import ProcessPoolExecutor


def add(a, b, *, offset=0):
    return a + b + offset


def total(args):
    return sum(args)


async def main(executor):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(executor, functools.partial(add, 1, offset=1), 2)


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        assert executor.submit(add, 1, b=2, offset=3).result() == 6
        assert executor.submit(total, args=(1, 2)).result() == 3
        assert executor.submit(total, (1, 2)).result() == 3
        assert asyncio.run(main(executor)) == 4
    print("ok")
"""

_DECORATED = """
import functools
from multiprocessing import Process


def with_name(function):
    @functools.wraps(function)
    def inner(*args):
        return function("worker", *args)

    return inner


@with_name
def report(name, count):
    assert (name, count) == ("worker", 3)


if __name__ == "__main__":
    arguments = [3]
    p = Process(target=report, args=arguments)
    p.start()
    p.join()
    print("ok" if p.exitcode == 0 else "the child failed")
"""

RULE = Rule(
    code="MP417",
    name="arguments-do-not-fit",
    summary="A function is sent to a worker with another number of arguments than it takes.",
    why=(
        "What is called elsewhere is seen by no type checker and by no reader: the function stands in one place, its "
        "arguments in another. The call fails with a TypeError in the child, thread or worker. A Process or Thread shows "
        "it on standard error only, apply_async and submit keep it until the result is asked for, and a Pool whose "
        "initializer fails replaces its workers without end. `submit` and `run_in_executor` take the arguments "
        "themselves, not `args=`; run_in_executor has no place for keyword arguments."
    ),
    cure="Pass the arguments that the function takes; bind others with functools.partial.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.submit",
        "https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.run_in_executor",
    ),
    bad=(
        Example(_PROCESS, Outcome("child", "missing 1 required positional argument")),
        Example(_SUBMIT, Outcome("raises", "unexpected keyword argument")),
        Example(_INITIALIZER, Outcome("hangs")),
        Example(_ASYNCIO, Outcome("raises", "unexpected keyword argument")),
    ),
    good=(Example(_FITTING), Example(_SUBMITTED), Example(_DECORATED)),
    check=check,
)
