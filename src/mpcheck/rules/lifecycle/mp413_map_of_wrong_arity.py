"""MP413: map calls the function with one argument, starmap with the elements of a tuple."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.arity import unpacked
from mpcheck.model.conditions import conditions
from mpcheck.model.module import Module
from mpcheck.model.nature import Nature, natures
from mpcheck.model.values import Const, Value
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.dispatches import Dispatch, dispatches

_NO_CHUNKSIZE = {Nature.SEQUENCE, Nature.TEXT, Nature.BYTES, Nature.SET, Nature.DICT}


def check(module: Module) -> Iterator[Finding]:
    """Report functions that a map calls with another number of arguments than they take."""
    for dispatch in module.once(dispatches):
        api, written = dispatch.event.api, dispatch.written
        if dispatch.role != "task" or not api.iterable or written is None:
            continue
        if api.star:
            yield from _star(module, dispatch, written)
        elif api.iterable == "*":
            count = len(dispatch.event.written.args) - (written in dispatch.event.written.args)
            if dispatch.is_complete and count:
                yield from _plain(module, dispatch, written, count)
        else:
            yield from _second_iterable(module, dispatch)
            yield from _plain(module, dispatch, written, 1)


def _report(module: Module, dispatch: Dispatch, node: ast.expr, why: str, cure: str | None = None) -> Iterator[Finding]:
    at, related = dispatch.place(node, dispatch.written or node)
    message = f"{why}: {dispatch.failure}"
    yield from RULE.at(module, at, message, breaks=module.targets_of(dispatch.event), related=related, cure=cure)


def _plain(module: Module, dispatch: Dispatch, written: ast.expr, count: int) -> Iterator[Finding]:
    """``map`` of a pool passes each element as it is, that of an executor one element of each iterable."""
    call, api = dispatch.event.written, dispatch.event.api
    # What tells its own options from those of the function passes the others on.
    names = frozenset(one.arg for one in call.keywords if one.arg) - api.own_keywords if api.options else frozenset()
    misfits = [signature.misfit(count, names) for signature in dispatch.signatures]
    if misfits and all(misfits) and not _is_asked_for(module, dispatch):
        lengths = {unpacked(module.ev, one) for one in dispatch.event.elements_sent()}
        fit = [n for n in lengths if n is not None and not any(s.misfit(n) for s in dispatch.signatures)]
        is_pool = dispatch.event.kind in ("pool", "thread-pool")
        cure = "The elements are tuples of all arguments: use `starmap`." if fit and is_pool else None
        passed = "one argument, the element" if count == 1 else f"{count} arguments, one of each iterable"
        yield from _report(module, dispatch, written, f"`{dispatch.name}` passes {passed}, and {misfits[0]}", cure)


def _is_asked_for(module: Module, dispatch: Dispatch) -> bool:
    """Whether the code looks at an element before it decides for this method: ``if isinstance(items[0], tuple)``."""
    event = dispatch.event
    given = event.variadic_arguments if event.api.iterable == "*" else [event.argument(event.api.iterable)]
    iterables = {ast.dump(one) for one in given if isinstance(one, (ast.Name, ast.Attribute))}
    tested = (part for test, _ in conditions(module.ev, event.call) for part in ast.walk(test))
    return any(ast.dump(part.value) in iterables for part in tested if isinstance(part, ast.Subscript))


def _star(module: Module, dispatch: Dispatch, written: ast.expr) -> Iterator[Finding]:
    """``starmap`` unpacks each element."""
    elements = dispatch.event.elements_sent()
    found = natures(module.ev, elements)
    iterable = dispatch.event.argument(dispatch.event.api.iterable)
    if found and all(one.is_iterable is False for one in found) and iterable is not None:
        why = (
            f"`{dispatch.name}` unpacks each element, and here that is {found[0].value} instead of a tuple of arguments"
        )
        yield from _report(module, dispatch, iterable, why, "Use `map`, or make each element a tuple.")
        return
    lengths = [_length(module, one) for one in elements]
    misfits = [s.misfit(n) if n is not None else "" for s in dispatch.signatures for n in lengths]
    if misfits and all(misfits):
        yield from _report(module, dispatch, written, f"`{dispatch.name}` unpacks each element, and {min(misfits)}")


def _length(module: Module, one: Value) -> int | None:
    if isinstance(one, Const) and isinstance(one.value, (str, bytes)):
        return len(one.value)
    return unpacked(module.ev, one)


def _second_iterable(module: Module, dispatch: Dispatch) -> Iterator[Finding]:
    """``pool.map(f, xs, ys)``: the third parameter is the size of the chunks."""
    event = dispatch.event
    third = event.argument("chunksize")
    found = natures(module.ev, event.values("chunksize"))
    if third is not None and found and all(one in _NO_CHUNKSIZE for one in found):
        at, related = dispatch.place(third)
        what = (
            f"`{dispatch.name}` takes one iterable, the third parameter is chunksize: {found[0].value} is a TypeError"
        )
        cure = "Use `starmap` with `zip`."
        yield from RULE.at(module, at, what, breaks=module.targets_of(event), related=related, cure=cure)


_TWO = """
from multiprocessing import Pool


def add(a, b):
    return a + b


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(add, [(1, 2), (3, 4)]))  # MP413
"""

_EXECUTOR = """
import concurrent.futures as cf
from functools import partial


def scale(x, factor, offset):
    return x * factor + offset


def main(numbers):
    with cf.ProcessPoolExecutor(1) as executor:
        return list(executor.map(partial(scale, factor=2), numbers))  # MP413


if __name__ == "__main__":
    print(main([1, 2]))
"""

_STAR = """
import multiprocessing


def square(x):
    return x * x


if __name__ == "__main__":
    pool = multiprocessing.Pool(1)
    try:
        print(pool.starmap(square, range(4)))  # MP413
    finally:
        pool.terminate()
        pool.join()
"""

_TWO_LISTS = """
from multiprocessing.pool import ThreadPool

names = ["a", "b"]
counts = [1, 2]
with ThreadPool(2) as pool:
    print(pool.map(lambda name, count: name * count, names, counts))  # MP413
"""

_FITTING = """
from functools import partial
from multiprocessing import Pool


class Scale:
    def __init__(self, factor):
        self.factor = factor

    def apply(self, x, offset=0):
        return x * self.factor + offset


def add(a, b):
    return a + b


def total(*numbers):
    return sum(numbers)


if __name__ == "__main__":
    with Pool(2) as pool:
        assert pool.starmap(add, [(1, 2), [3, 4]]) == [3, 7]
        assert pool.starmap(add, zip([1], [2])) == [3]
        assert pool.map(partial(add, 1), [1, 2]) == [2, 3]
        assert pool.map(partial(add, b=1), [1, 2]) == [2, 3]
        assert pool.map(Scale(2).apply, [1, 2]) == [2, 4]
        assert list(pool.imap(total, [1, 2])) == [1, 2]
        assert pool.starmap(total, [(1, 2, 3)]) == [6]
    print("ok")
"""

_ITERABLES = """
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def add(a, b):
    return a + b


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        assert list(executor.map(add, [1, 2], [3, 4])) == [4, 6]
        assert list(executor.map(pow, [2], [3], chunksize=1)) == [8]
    with ThreadPoolExecutor(1) as executor:
        assert list(executor.map(add, *zip((1, 3), (2, 4)))) == [4, 6]
    print("ok")
"""

_DECORATED = """
import functools
from multiprocessing.pool import ThreadPool


def unpack(function):
    @functools.wraps(function)
    def inner(pair):
        return function(*pair)

    return inner


@unpack
def add(a, b):
    return a + b


with ThreadPool(1) as pool:
    assert pool.map(add, [(1, 2), (3, 4)]) == [3, 7]
print("ok")
"""

RULE = Rule(
    code="MP413",
    name="map-of-wrong-arity",
    summary="A map calls its function with another number of arguments than the function takes.",
    why=(
        "`Pool.map` and its relatives pass each element as one argument, whatever it is: a tuple stays a tuple. Only "
        "`starmap` unpacks the elements, which then have to be tuples. `map` of an executor takes several iterables and "
        "passes one element of each; that of a pool takes one, its next parameter is the chunksize. The workers raise a "
        "TypeError, which imap, the _async methods and executors keep until the results are asked for."
    ),
    cure="Use `starmap` with tuples, or bind the other arguments with functools.partial.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.starmap",),
    bad=(
        Example(_TWO, Outcome("raises", "missing 1 required positional argument")),
        Example(_EXECUTOR, Outcome("raises", "missing 1 required positional argument")),
        Example(_STAR, Outcome("raises", "TypeError")),
        Example(_TWO_LISTS, Outcome("raises", "not supported between instances")),
    ),
    good=(Example(_FITTING), Example(_ITERABLES), Example(_DECORATED)),
    check=check,
)
