"""MP107: a test of the start method, or of the platform in its place, knows fork and spawn only."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model import matching
from mpcheck.model.conditions import conditions
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.entry.dropped_initializers import dropped_initializers
from mpcheck.rules.entry.method_tests import choices_without_default, methods_named, tables

_CHOOSES = {"multiprocessing.set_start_method", "multiprocessing.get_context"}


def check(module: Module) -> Iterator[Finding]:
    """Report comparisons that treat forkserver as fork."""
    compared = {test: named for test in _tests(module) if (named := methods_named(module, test))}
    for test, named in compared.items():
        others = [more for other, more in compared.items() if other is not test and _is_beside(module, other, test)]
        is_partial = named in ({"spawn"}, {"spawn", "fork"}) and not any({"fork", "forkserver"} & m for m in others)
        if is_partial and not _demands_spawn(module, test):
            # A file that tells the methods apart elsewhere may keep forkserver from getting here.
            knows_more = any({"fork", "forkserver"} & more for other, more in compared.items() if other is not test)
            # Whoever lists the two may mean to leave the third to the other way.
            confidence = Confidence.MEDIUM if named == {"spawn"} and not knows_more else Confidence.LOW
            message = (
                "under forkserver this test comes out as under fork, although its workers import modules anew as those of "
                "spawn do"
                if named == {"spawn"}
                else "this list of start methods leaves out forkserver"
            )
            yield from _report(module, test, message, confidence)
    for node, missing in (*choices_without_default(module), *tables(module)):
        yield from _report(module, node, f"nothing here is for forkserver: {missing}", Confidence.MEDIUM)
    for dropped in dropped_initializers(module):
        message = (
            "this asks for the platform, not for the start method: where it fails, workers that do not inherit the parent's "
            "memory get no initializer either"
        )
        yield from RULE.at(module, dropped.test, message, breaks=dropped.targets, confidence=Confidence.MEDIUM)


def _tests(module: Module) -> Iterator[ast.Compare]:
    yield from module.found.nodes_of(ast.Compare)
    for match in module.found.nodes_of(ast.Match):
        yield from matching.comparisons(module.ev, match)


def _report(module: Module, node: ast.expr, message: str, confidence: Confidence) -> Iterator[Finding]:
    targets = module.narrow(node, (t for t in module.default_targets if t.start_method == "forkserver"))
    yield from RULE.at(module, node, message, breaks=targets, confidence=confidence)


def _is_beside(module: Module, one: ast.AST, other: ast.AST) -> bool:
    return module.function(one) is module.function(other)


def _demands_spawn(module: Module, test: ast.Compare) -> bool:
    """Whether the code is there for spawn alone: it asserts it, or chooses or refuses what is not spawn."""
    around = [test, *module.ancestors(test)]
    if any(isinstance(outer, ast.Assert) or _is_decorator(module, outer) for outer in around):
        return True
    positive = isinstance(test.ops[0], (ast.Eq, ast.In))
    decided = [(call, _outcome(module, call, test)) for call in _choices(module)]
    if any(outcome is not None for _, outcome in decided):
        return True
    return any(_outcome(module, node, test) is (not positive) for node in module.found.nodes_of(ast.Raise))


def _choices(module: Module) -> Iterator[ast.Call]:
    return (event.call for event in module.named(*_CHOOSES) if event.argument("method") is not None)


def _outcome(module: Module, node: ast.AST, test: ast.Compare) -> bool | None:
    """How the test came out where a node runs; None where it does not decide that."""
    for condition, outcome in conditions(module.ev, node):
        if condition is test or test in ast.walk(condition):
            return outcome
        if isinstance(condition, ast.Name) and module.values(condition) & module.values(test):
            return outcome
    return None


def _is_decorator(module: Module, node: ast.AST) -> bool:
    parent = module.parent(node)
    return node in getattr(parent, "decorator_list", ())


_SET_UP = """
import multiprocessing as mp

settings = None


def set_up(value):
    global settings
    settings = value


def work(x):
    return settings


def main():
    set_up("from main")
    is_spawn = mp.get_start_method() == "spawn"  # MP107
    with mp.Pool(1, set_up if is_spawn else None, ("from main",) if is_spawn else ()) as pool:
        found = pool.map(work, [1])
    print("ok" if found == ["from main"] else f"not set up: {found}")


if __name__ == "__main__":
    main()
"""

_MEMBERSHIP = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_start_method

METHODS = ("fork", "spawn")
registry = {}


def register(name):
    registry[name] = len(name)


def look_up(name):
    return registry.get(name)


class Runner:
    def run(self, names):
        if get_start_method() in METHODS:  # MP107
            with ProcessPoolExecutor(1, initializer=register, initargs=("bob",)) as executor:
                return list(executor.map(look_up, names))
        with ProcessPoolExecutor(1) as executor:
            return list(executor.map(look_up, names))


if __name__ == "__main__":
    found = Runner().run(["bob"])
    print("ok" if found == [3] else f"lost: {found}")
"""

_TABLE = """
import multiprocessing as mp

CHUNKS = {"fork": 4, "spawn": 2}


def chunk_size(items):
    return len(items) // CHUNKS[mp.get_start_method()]  # MP107


def main():
    numbers = list(range(8))
    with mp.Pool(2) as pool:
        assert pool.map(abs, numbers, chunk_size(numbers)) == numbers
    print("ok")


if __name__ == "__main__":
    main()
"""

_NOT_FORK = """
import multiprocessing as mp

settings = None


def set_up(value):
    global settings
    settings = value


def work(x):
    return settings


def main():
    set_up("from main")
    initializer = set_up if mp.get_start_method() != "fork" else None
    with mp.Pool(1, initializer, ("from main",) if initializer else ()) as pool:
        assert pool.map(work, [1]) == ["from main"]
    imports_again = mp.get_start_method() in ("spawn", "forkserver")
    assert imports_again == (initializer is not None)


if __name__ == "__main__":
    main()
    print("ok")
"""

_ONLY_SPAWN = """
import multiprocessing as mp


def context():
    if mp.get_start_method() == "spawn":
        return mp.get_context()
    return mp.get_context("spawn")


def work(x):
    if mp.get_start_method() != "spawn":
        raise RuntimeError("this has to run in a spawned process")
    return x


if __name__ == "__main__":
    with context().Pool(1) as pool:
        assert pool.map(work, [1]) == [1]
    print("ok")
"""

_EACH_APART = """
import multiprocessing as mp


def describe():
    method = mp.get_start_method()
    if method == "fork":
        return "copies the parent"
    elif method == "spawn":
        return "starts a new interpreter"
    return "asks a server"


if __name__ == "__main__":
    child = mp.Process(target=print, args=(describe(),))
    child.start()
    child.join()
    print("ok")
"""

_BY_PLATFORM = """
import multiprocessing as mp
import sys

rates = {}


def load(day):
    rates[day] = len(day)


def rate(day):
    return rates.get(day)


def pool(day):
    options = {"processes": 1}
    if sys.platform in ("win32", "darwin"):  # MP107
        options.update(initializer=load, initargs=(day,))
    return mp.Pool(**options)


def main():
    load("monday")
    with pool("monday") as workers:
        found = workers.map(rate, ["monday"])
    print("ok" if found == [6] else f"not loaded: {found}")


if __name__ == "__main__":
    main()
"""

_NOT_FORK_ANYWHERE = """
import multiprocessing as mp
import signal
import sys

rates = {}


def load(day):
    rates[day] = len(day)


def rate(day):
    return rates.get(day)


def ignore():
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def pool(day):
    if sys.platform == "win32" or mp.get_start_method() != "fork":
        return mp.Pool(1, initializer=load, initargs=(day,))
    return mp.Pool(1)


def main():
    load("monday")
    with pool("monday") as workers:
        assert workers.map(rate, ["monday"]) == [6]
    with mp.Pool(1, ignore if sys.platform == "win32" else None) as workers:
        assert workers.map(abs, [-1]) == [1]
    print("ok")


if __name__ == "__main__":
    main()
"""

RULE = Rule(
    code="MP107",
    name="forkserver-taken-for-fork",
    summary=(
        "A test of the start method, or of the platform in its place, knows fork and spawn only: it takes forkserver for "
        "fork, or has nothing for it."
    ),
    why=(
        "Workers of forkserver, the default on Linux from Python 3.14 on, do not inherit the parent's memory: like those "
        'of spawn they import modules anew. Code that asks whether the start method is "spawn" was written when the only '
        "other answer was fork. Under forkserver it takes the way of fork: workers are not set up, settings are missing, "
        "and nothing says so. A table or a choice of ways that knows these two alone has nothing for forkserver, and fails. "
        "A test of the platform tells even less: any of the three may be set on Linux, and it decides whether workers need an "
        "initializer."
    ),
    cure='Ask for the one method that differs: `get_start_method() == "fork"`, or `!= "fork"`.',
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",
        "https://github.com/cs50/check50/pull/396",
    ),
    catalogue=("A04",),
    bad=(
        Example(_SET_UP, Outcome("wrong", "not set up"), methods=("forkserver",), platforms=("linux",)),
        Example(_MEMBERSHIP, Outcome("wrong", "lost"), methods=("forkserver",), platforms=("linux",)),
        Example(_TABLE, Outcome("raises", "KeyError"), methods=("forkserver",), platforms=("linux",)),
        Example(_BY_PLATFORM, Outcome("wrong", "not loaded"), methods=("spawn", "forkserver"), platforms=("linux",)),
    ),
    good=(Example(_NOT_FORK), Example(_ONLY_SPAWN), Example(_EACH_APART), Example(_NOT_FORK_ANYWHERE)),
    check=check,
)
