"""MP209: a method with a private name is sent to another process."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.blocked import Blocked
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.pickling.reporting import report


def _belongs(blocked: Blocked) -> bool:
    return blocked.obstacle.kind == "private" and not blocked.obstacle.path and blocked.crossing.role != "message"


def _say(blocked: Blocked) -> str:
    return f"{blocked.obstacle.words} is not found by its name in the other process: two leading underscores mangle it"


def check(module: Module) -> Iterator[Finding]:
    """Report bound methods whose name Python mangles, where they are sent to another process."""
    yield from report(RULE, module, _belongs, _say)


_POOL = """
from multiprocessing import Pool


class Squares:
    def __square(self, x):
        return x * x

    def run(self):
        with Pool(2) as pool:
            return pool.map(self.__square, range(3))  # MP209


if __name__ == "__main__":
    print(Squares().run())
"""

_EXECUTOR = """
from concurrent.futures import ProcessPoolExecutor


class Loader:
    @classmethod
    def __load(cls, path):
        return path

    @classmethod
    def load(cls, path):
        with ProcessPoolExecutor(1) as executor:
            return executor.submit(cls.__load, path).result()  # MP209


if __name__ == "__main__":
    print(Loader.load("x"))
"""

_PROCESS = """
import multiprocessing as mp


class Service:
    def __serve(self):
        print("serving")

    def start(self):
        process = mp.get_context("spawn").Process(target=self.__serve)  # MP209
        process.start()
        process.join()
        print("served" if process.exitcode == 0 else "the child failed")


if __name__ == "__main__":
    Service().start()
"""

_ONE_UNDERSCORE = """
from multiprocessing import Pool


class Squares:
    def _square(self, x):
        return self.__power(x, 2)

    def __power(self, x, n):
        return x**n

    def run(self):
        with Pool(1) as pool:
            return pool.map(self._square, range(3))


if __name__ == "__main__":
    assert Squares().run() == [0, 1, 4]
    print("ok")
"""

_CALLABLE = """
from concurrent.futures import ProcessPoolExecutor


class Power:
    def __init__(self, n):
        self.n = n

    def __call__(self, x):
        return x**self.n


def main():
    with ProcessPoolExecutor(1) as executor:
        assert executor.submit(Power(2), 3).result() == 9
        assert executor.submit(Power(2).__call__, 3).result() == 9


if __name__ == "__main__":
    main()
    print("ok")
"""

_THREADS = """
import multiprocessing as mp
import threading
from multiprocessing.pool import ThreadPool


class Squares:
    def __square(self, x):
        return x * x

    def run(self):
        with ThreadPool(1) as pool:
            assert pool.map(self.__square, range(3)) == [0, 1, 4]
        runner = threading.Thread(target=self.__square, args=(1,))
        if "fork" in mp.get_all_start_methods():
            runner = mp.get_context("fork").Process(target=self.__square, args=(1,))
        runner.start()
        runner.join()


if __name__ == "__main__":
    Squares().run()
    print("ok")
"""

RULE = Rule(
    code="MP209",
    name="private-method-to-worker",
    summary="A method whose name begins with two underscores is sent to another process.",
    why=(
        "multiprocessing pickles a bound method as its object and the name of its function, and the other process looks "
        "that name up in the object. The name of `__work` is stored under the mangled `_Class__work`, but the function is "
        "called `__work`, so the look-up fails, after everything was sent: a worker of a Pool dies with AttributeError and "
        "map() waits for ever, an executor breaks, a Process that is not forked ends with exit code 1."
    ),
    cure="Give the method a name with one leading underscore, or send a function of the module.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/reference/expressions.html#private-name-mangling",
        "https://github.com/python/cpython/issues/77188",
    ),
    bad=(
        Example(_POOL, Outcome("hangs")),
        Example(_EXECUTOR, Outcome("raises", "BrokenProcessPool")),
        Example(_PROCESS, Outcome("wrong", "the child failed")),
    ),
    good=(Example(_ONE_UNDERSCORE), Example(_CALLABLE), Example(_THREADS)),
    check=check,
)
