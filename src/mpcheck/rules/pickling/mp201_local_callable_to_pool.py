"""MP201: a lambda, or something made inside a function, is sent to a pool or executor of processes."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.blocked import Blocked
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.pickling.reporting import LOCAL_CODE, report


def _belongs(blocked: Blocked) -> bool:
    """Code that exists inside a function only, in a task; an object of such a class where it is to be called."""
    crossing, obstacle = blocked.crossing, blocked.obstacle
    if crossing.new_process or crossing.role == "message" or obstacle.path:
        return False
    return obstacle.kind in LOCAL_CODE or (obstacle.kind == "instance" and crossing.role == "callable")


def _say(blocked: Blocked) -> str:
    return f"{blocked.obstacle.words} cannot be pickled, so it cannot be sent to a worker process"


def check(module: Module) -> Iterator[Finding]:
    """Report code that pickle cannot find by name, where a pool or executor gets it with a task."""
    yield from report(RULE, module, _belongs, _say)


_LAMBDA = """
from multiprocessing import Pool

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(lambda x: x + 1, [1, 2]))  # MP201
"""

_LOCAL = """
from concurrent.futures import ProcessPoolExecutor


def run(factor):
    def scale(x):
        return x * factor

    with ProcessPoolExecutor(2) as executor:
        return executor.submit(scale, 2).result()  # MP201


if __name__ == "__main__":
    print(run(3))
"""

_NAMED_LAMBDA = """
import multiprocessing as mp

double = lambda x: x * 2

if __name__ == "__main__":
    with mp.get_context("spawn").Pool(1) as pool:
        results = [pool.apply_async(double, (n,)) for n in range(3)]  # MP201
        print([result.get() for result in results])
"""

_ARGUMENT = """
from concurrent.futures import ProcessPoolExecutor as Executor


def apply(key, x):
    return key(x)


def main():
    class Doubled:
        def __call__(self, x):
            return 2 * x

    with Executor(1) as executor:
        print(executor.submit(Doubled(), 1).result())  # MP201
        print(executor.submit(apply, lambda x: x, 1).result())  # MP201


if __name__ == "__main__":
    main()
"""

_MODULE_LEVEL = """
from functools import partial
from multiprocessing import Pool


def scale(factor, x):
    return x * factor


if __name__ == "__main__":
    with Pool(2) as pool:
        assert pool.map(partial(scale, 3), [1, 2]) == [3, 6]
    print("ok")
"""

_THREADS = """
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

with ThreadPool(2) as pool:
    assert pool.map(lambda x: x + 1, [1, 2]) == [2, 3]
with ThreadPoolExecutor(2) as executor:
    assert executor.submit(lambda: 1).result() == 1
print("ok")
"""

_METHOD = """
import operator
from multiprocessing import Pool


class Scale:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, x):
        return x * self.factor

    def apply(self, x):
        return x * self.factor


if __name__ == "__main__":
    with Pool(2) as pool:
        assert pool.map(Scale(3), [1, 2]) == pool.map(Scale(3).apply, [1, 2]) == [3, 6]
        assert pool.map(operator.neg, [1, 2]) == [-1, -2]
        assert pool.map(str.upper, ["a"]) == ["A"]
    print("ok")
"""

_GLOBAL = """
import threading
from multiprocessing import Pool


def define():
    global triple

    def triple(x):
        return 3 * x


define()

if __name__ == "__main__":
    with Pool(1) as pool:
        waiting = pool.map_async(triple, [1, 2], callback=lambda values: arrived.extend(values))
        arrived = []
        assert waiting.get() == [3, 6]
        assert pool.map(abs, sorted([-1, 2], key=lambda x: -x)) == [2, 1]
    thread = threading.Thread(target=lambda: arrived.append(0))
    thread.start()
    thread.join()
    print("ok")
"""

_SWITCHED_OFF = """
from multiprocessing import Pool


def call(work):
    function, number = work
    return function(number)


def sweep(function, numbers, *, parallel=False):
    work = []
    for number in numbers:
        work.append((function, number))
    if not parallel:
        return [call(one) for one in work]
    with Pool(2) as pool:
        return pool.map(call, work)


def shifted(shift, numbers):
    def add(number):
        return number + shift

    return sweep(add, numbers)


if __name__ == "__main__":
    print("ok" if sweep(abs, [-1, 2], parallel=True) == shifted(-1, [2, 3]) == [1, 2] else "failed")
"""

RULE = Rule(
    code="MP201",
    name="local-callable-to-pool",
    summary="A lambda, or a function or class defined inside a function, is sent to a pool or executor of processes.",
    why=(
        "Pools and process executors pickle every task, under each start method. pickle stores a function or class as the "
        "name of its module and its qualified name; a lambda or a function made inside another function cannot be "
        "found by such a name. The call fails with AttributeError or PicklingError, depending on the version of Python."
    ),
    cure=(
        "Define the function at module level, and pass what it took from its surroundings as arguments, for instance "
        "with functools.partial."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=("https://docs.python.org/3/library/pickle.html#what-can-be-pickled-and-unpickled",),
    catalogue=("B01",),
    bad=(
        Example(_LAMBDA, Outcome("raises", "pickle")),
        Example(_LOCAL, Outcome("raises", "local")),
        Example(_NAMED_LAMBDA, Outcome("raises", "<lambda>")),
        Example(_ARGUMENT, Outcome("raises", "local")),
    ),
    good=(Example(_MODULE_LEVEL), Example(_THREADS), Example(_METHOD), Example(_GLOBAL), Example(_SWITCHED_OFF)),
    check=check,
)
