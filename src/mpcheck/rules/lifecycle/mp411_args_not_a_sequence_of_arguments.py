"""MP411: ``args=x`` where ``args=(x,)`` is meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.argument_tuples import flaw_of_args, flaw_of_kwargs
from mpcheck.rules.lifecycle.dispatches import Dispatch, dispatches


def check(module: Module) -> Iterator[Finding]:
    """Report what stands for a tuple or a dict of arguments and is none."""
    for dispatch in module.once(dispatches):
        args = _argument(dispatch, dispatch.args_param)
        flaw = flaw_of_args(module, dispatch, args) if args is not None else None
        if args is not None and flaw is not None:
            claim = f"`{dispatch.args_param}` is {flaw.what}, not a tuple of arguments"
            yield from flaw.report(RULE, module, dispatch, args, claim)
        kwargs = _argument(dispatch, dispatch.kwargs_param)
        flaw = flaw_of_kwargs(module, dispatch, kwargs) if kwargs is not None else None
        if kwargs is not None and flaw is not None:
            claim = f"`{dispatch.kwargs_param}` is {flaw.what}, not a dict of keyword arguments"
            yield from flaw.report(RULE, module, dispatch, kwargs, claim)


def _argument(dispatch: Dispatch, param: str) -> ast.expr | None:
    """What is passed for a parameter; what a method of a pool gets by position is MP412's: it looks like a submit."""
    written = dispatch.event.argument(param)
    by_position = bool(dispatch.event.method) and written in dispatch.event.written.args
    return None if dispatch.written is None or by_position else written


_STRING = """
from multiprocessing import Process


def greet(name):
    print("hello", name)


if __name__ == "__main__":
    p = Process(target=greet, args="bob")  # MP411
    p.start()
    p.join()
    print("exit code", p.exitcode)
"""

_NO_COMMA = """
import multiprocessing as mp


class Counter:
    def __init__(self, limit):
        self.limit = limit
        self.ctx = mp.get_context("spawn")

    def count(self, box):
        box.value = self.limit

    def run(self):
        box = self.ctx.Value("i", 0)
        worker = self.ctx.Process(target=count, args=(box))  # MP411
        worker.start()
        worker.join()
        return box.value


def count(box):
    box.value += 1


if __name__ == "__main__":
    print(Counter(3).run())
"""

_INITIALIZER = """
from multiprocessing import Pool

level = None


def setup(name):
    global level
    level = name


def work(n):
    return f"{level}: {n}"


if __name__ == "__main__":
    chosen = "debug"
    with Pool(1, initializer=setup, initargs=chosen) as pool:  # MP411
        print(pool.apply(work, (1,)))
"""

_KWARGS = """
import multiprocessing


def scale(x, factor=2):
    return x * factor


if __name__ == "__main__":
    with multiprocessing.Pool(1) as pool:
        result = pool.apply_async(scale, args=(2,), kwds=[("factor", 3)])  # MP411
        print(result.get())
"""

_TUPLES = """
from multiprocessing import Pool, Process, Queue


def put(queue, text, times=1):
    queue.put(text * times)


if __name__ == "__main__":
    queue = Queue()
    args = (queue, "a")
    ps = [Process(target=put, args=args), Process(target=put, args=[queue, "a"], kwargs={"times": 1})]
    ps.append(Process(target=put, args=(queue,) + ("a",)))
    for p in ps:
        p.start()
    assert [queue.get() for _ in ps] == ["a", "a", "a"]
    for p in ps:
        p.join()
    with Pool(1, initializer=print, initargs=("worker", "ready")) as pool:
        assert pool.apply_async(max, args=range(3)).get() == 2
    print("ok")
"""

_PACKED = """
import multiprocessing as mp


def start(function, *args, **kwargs):
    p = mp.Process(target=function, args=args, kwargs=kwargs)
    p.start()
    return p


def work(a, b=2):
    assert (a, b) == ("one", 3)


if __name__ == "__main__":
    p = start(work, "one", b=3)
    p.join()
    print("ok" if p.exitcode == 0 else "the child failed")
"""

_OWN = '''
import multiprocessing


class Process:
    """A step of a recipe."""

    def __init__(self, target, args):
        self.text = target(args)


if __name__ == "__main__":
    assert multiprocessing.current_process().name == "MainProcess"
    print("ok" if Process(target=str.upper, args="abc").text == "ABC" else "wrong")
'''

RULE = Rule(
    code="MP411",
    name="args-not-a-sequence-of-arguments",
    summary="A single value, a string or a set is passed where a tuple of arguments belongs.",
    why=(
        "`args` is unpacked: each of its elements becomes one argument. Parentheses make no tuple, the comma does: "
        "`args=(x)` is `args=x`. A string is taken apart into its characters, so the child fails with a TypeError "
        "that nobody sees while the parent goes on and ends with exit status 0, or, where one character is passed to a "
        "function of one parameter, everything goes well until a longer string comes. What cannot be iterated over "
        "at all raises TypeError, of a thread and a pool's worker only there. Workers of a Pool whose initializer "
        "fails are replaced without end: the program hangs. Type checkers see only part of it, as a string is a sequence."
    ),
    cure="Write a tuple, `args=(x,)`, and a dict for keyword arguments.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process",),
    catalogue=("D12",),
    bad=(
        Example(_STRING, Outcome("child", "TypeError")),
        Example(_NO_COMMA, Outcome("raises", "not iterable")),
        Example(_INITIALIZER, Outcome("hangs")),
        Example(_KWARGS, Outcome("raises", "must be a mapping")),
    ),
    good=(Example(_TUPLES), Example(_PACKED), Example(_OWN)),
    check=check,
)
