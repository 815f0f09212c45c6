"""MP203: the name of a worker function leads pickle to something else."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.blocked import Blocked
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.pickling.reporting import report


def _belongs(blocked: Blocked) -> bool:
    return blocked.obstacle.kind == "name" and blocked.crossing.role != "message"


def _say(blocked: Blocked) -> str:
    return f"{blocked.obstacle.words} cannot be sent to another process: pickle does not find it under its name"


def check(module: Module) -> Iterator[Finding]:
    """Report functions that were replaced, or took the name of others, where they are sent to a process."""
    yield from report(RULE, module, _belongs, _say)


_NO_WRAPS = """
import time
from multiprocessing import Pool


def timed(function):
    def wrapper(*args):
        began = time.perf_counter()
        result = function(*args)
        print(time.perf_counter() - began)
        return result

    return wrapper


@timed
def square(x):
    return x * x


if __name__ == "__main__":
    with Pool(1) as pool:
        print(pool.map(square, [1, 2]))  # MP203
"""

_CLASS = """
import functools
from concurrent.futures import ProcessPoolExecutor


class Logged:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function

    def __call__(self, *args):
        print("calling")
        return self.function(*args)


@Logged
def square(x):
    return x * x


def main():
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(square, 2).result())  # MP203


if __name__ == "__main__":
    main()
"""

_ORIGINAL = """
import functools
import multiprocessing as mp


def checked(function):
    @functools.wraps(function)
    def wrapper(x):
        assert x >= 0
        return function(x)

    return wrapper


def root(x):
    return x**0.5


plain_root = root
root = checked(root)

if __name__ == "__main__":
    with mp.Pool(1) as pool:
        print(pool.apply(plain_root, (4,)))  # MP203
"""

_PROCESS = """
from multiprocessing import Process


def announce(label):
    def decorate(function):
        def run(*args):
            print(label)
            function(*args)

        return run

    return decorate


def greet(name):
    print("hello", name)


greet = announce("start")(greet)

if __name__ == "__main__":
    process = Process(target=greet, args=("bob",))  # MP203
    process.start()
    process.join()
    print("ok" if process.exitcode == 0 else "failed")
"""

_WRAPS = """
import functools
from multiprocessing import Pool


def traced(label):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            return function(*args, **kwargs)

        return wrapper

    return decorate


@traced("outer")
@traced("inner")
def square(x):
    return x * x


def cube(x):
    return x**3


cube = traced("cube")(cube)

if __name__ == "__main__":
    with Pool(1) as pool:
        assert pool.map(square, [1, 2]) == [1, 4]
        assert pool.map(cube, [1, 2]) == [1, 8]
    print("ok")
"""

_LIBRARY = """
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, singledispatch, update_wrapper


def named(function):
    def wrapper(x):
        return function(x)

    return update_wrapper(wrapper, function)


def registered(function):
    handlers.append(function.__name__)
    return function


handlers = []


@lru_cache(maxsize=None)
def square(x):
    return x * x


@singledispatch
def kind(x):
    return "other"


@named
def negative(x):
    return -x


@registered
def double(x):
    return 2 * x


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        assert list(executor.map(square, [1, 2])) == [1, 4]
        assert executor.submit(kind, 1).result() == "other"
        assert executor.submit(negative, 1).result() == -1
        assert executor.submit(double, 1).result() == 2
    print("ok")
"""

_CLASS_FINE = """
from multiprocessing import Pool


class Counted:
    calls = 0

    def __init__(self, function):
        self.name = function.__qualname__
        self.functions = {self.name: function}

    def __call__(self, x):
        return self.functions[self.name](x)

    def __reduce__(self):
        return self.name


@Counted
def square(x):
    return x * x


class Area:
    @staticmethod
    def of(x):
        return x * x

    @classmethod
    def twice(cls, x):
        return 2 * cls.of(x)


if __name__ == "__main__":
    with Pool(1) as pool:
        assert pool.map(square, [1, 2]) == [1, 4]
        assert pool.map(Area.of, [1, 2]) == [1, 4]
        assert pool.map(Area().twice, [1, 2]) == [2, 8]
    print("ok")
"""

_BOUND_AGAIN = """
from multiprocessing import Pool


def work(x):
    return x + 1


if __name__ == "__main__":
    with Pool(1) as pool:
        assert pool.map(work, [1]) == [2]

    def work(x, y):
        return x + y

    assert work(1, 2) == 3
    print("ok")
"""

RULE = Rule(
    code="MP203",
    name="decorated-worker",
    summary="A worker function is hidden by a decorator or by a rebound name, so that pickle does not find it.",
    why=(
        "pickle stores a function as its module and its qualified name, and checks that looking them up gives the very "
        "same object. A decorator that returns a local wrapper without functools.wraps leaves a name like "
        "`timed.<locals>.wrapper`; a wrapper bound to another name, or the original of a function that was replaced, has "
        'the name of some other object. Either is refused with PicklingError ("it\'s not the same object") or, up to '
        "Python 3.13, AttributeError."
    ),
    cure=(
        "Put @functools.wraps(function) on the wrapper and keep it under the function's own name, or send an "
        "undecorated function of the module."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/functools.html#functools.wraps",
        "https://docs.python.org/3/library/pickle.html#what-can-be-pickled-and-unpickled",
    ),
    catalogue=("B03",),
    bad=(
        Example(_NO_WRAPS, Outcome("raises", "timed.<locals>.wrapper")),
        Example(_CLASS, Outcome("raises", "not the same object")),
        Example(_ORIGINAL, Outcome("raises", "not the same object")),
        Example(_PROCESS, Outcome("raises", "local"), methods=("spawn", "forkserver")),
    ),
    good=(Example(_WRAPS), Example(_LIBRARY), Example(_CLASS_FINE), Example(_BOUND_AGAIN)),
    check=check,
)
