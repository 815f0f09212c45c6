"""MP412: ``pool.apply_async(f, x)`` where ``pool.apply_async(f, (x,))`` is meant."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.argument_tuples import flaw_of_args, flaw_of_kwargs
from mpcheck.rules.lifecycle.dispatches import dispatches


def check(module: Module) -> Iterator[Finding]:
    """Report the arguments of a function that are passed to apply one by one."""
    for dispatch in module.once(dispatches):
        given, event = dispatch.event.written.args, dispatch.event
        if event.method not in ("apply", "apply_async") or len(given) < 2 or not dispatch.is_complete:
            continue
        flaw = flaw_of_args(module, dispatch, given[1])
        if flaw is not None:
            claim = f"the second parameter of `{event.method}` is the tuple of all arguments, and this is {flaw.what}"
            yield from flaw.report(RULE, module, dispatch, given[1], claim)
            continue
        flaw = flaw_of_kwargs(module, dispatch, given[2]) if len(given) > 2 else None
        if flaw is not None:
            claim = f"the third parameter of `{event.method}` is the dict of keyword arguments, and this is {flaw.what}"
            yield from flaw.report(RULE, module, dispatch, given[2], claim)


_NUMBERS = """
from multiprocessing import Pool


def square(x):
    return x * x


if __name__ == "__main__":
    with Pool(2) as pool:
        results = [pool.apply_async(square, n) for n in range(4)]  # MP412
        print([result.get() for result in results])
"""

_SEVERAL = """
import multiprocessing


def add(a, b):
    return a + b


def main():
    pool = multiprocessing.Pool(1)
    try:
        print(pool.apply(add, [1], 2))  # MP412
    finally:
        pool.terminate()
        pool.join()


if __name__ == "__main__":
    main()
"""

_NAME = """
from multiprocessing.pool import ThreadPool


def fetch(name):
    return f"<{name}>"


def done(text):
    print("got", text)


with ThreadPool(2) as pool:
    for name in ("index", "news"):
        pool.apply_async(fetch, name, callback=done)  # MP412
    pool.close()
    pool.join()
print("all fetched")
"""

_PATHS = """
import os
from multiprocessing import Pool


def size(path):
    return os.path.getsize(path)


if __name__ == "__main__":
    with Pool(2) as pool:
        results = [pool.apply_async(size, name) for name in sorted(os.listdir("."))]  # MP412
        print(sum(result.get() for result in results))
"""

_TUPLES = """
from multiprocessing import Pool


def square(x):
    return x * x


def add(a, b, factor=1):
    return (a + b) * factor


if __name__ == "__main__":
    with Pool(2) as pool:
        assert [r.get() for r in [pool.apply_async(square, (n,)) for n in range(3)]] == [0, 1, 4]
        assert pool.apply(add, (1, 2), {"factor": 2}) == 6
        assert pool.apply(add, [1, 2]) == 3
        for pair in [(1, 2), (2, 1)]:
            assert pool.apply_async(add, pair).get() == 3
    print("ok")
"""

_SUBMIT = """
from concurrent.futures import ProcessPoolExecutor


def add(a, b):
    return a + b


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        assert executor.submit(add, 1, 2).result() == 3
        assert executor.submit(sum, (1, 2)).result() == 3
    print("ok")
"""

_OWN = '''
from multiprocessing.pool import ThreadPool


class Runner:
    """Its apply takes the arguments one by one."""

    def __init__(self):
        self.pool = ThreadPool(1)

    def apply(self, function, *args):
        return self.pool.apply(function, args)


runner = Runner()
assert runner.apply(pow, 2, 3) == 8
runner.pool.close()
runner.pool.join()
print("ok")
'''

RULE = Rule(
    code="MP412",
    name="arguments-in-place-of-tuple",
    summary="The arguments of a function are passed to Pool.apply or apply_async one by one.",
    why=(
        "`submit` of an executor takes the arguments of the function one by one. `apply` and `apply_async` of a pool take "
        "all of them as one tuple, then a dict of keyword arguments. A number as the second argument fails in the worker "
        "with a TypeError, a string is taken apart into its characters, and a third argument that is no dict fails too. "
        "With apply_async nobody sees it unless get() is called or an error_callback is given."
    ),
    cure="Pass one tuple: `pool.apply_async(f, (x,))`, `pool.apply_async(f, (x, y))`.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.apply_async",),
    catalogue=("D12",),
    bad=(
        Example(_NUMBERS, Outcome("raises", "must be an iterable")),
        Example(_SEVERAL, Outcome("raises", "must be a mapping")),
        Example(_NAME, Outcome("wrong", "all fetched")),
        Example(_PATHS, Outcome("raises", "were given")),
    ),
    good=(Example(_TUPLES), Example(_SUBMIT), Example(_OWN)),
    check=check,
)
