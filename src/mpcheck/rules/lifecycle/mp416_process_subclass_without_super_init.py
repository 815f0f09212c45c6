"""MP416: a subclass of Process or Thread whose constructor does not run that of its base."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.constructor_flaws import constructor_flaws


def check(module: Module) -> Iterator[Finding]:
    """Report constructors that leave out the base's, or use the object before it."""
    seen: set[ast.AST] = set()
    for info in module.found.classes:
        for flaw in constructor_flaws(module, info):
            if flaw.node not in seen and module.is_here(flaw.node):
                seen.add(flaw.node)
                targets = module.narrow(flaw.node, module.default_targets)
                made = [(call, "made here") for call in module.ev.instantiations.get(info, [])[:1]]
                yield from RULE.at(
                    module, flaw.node, flaw.message, breaks=targets, related=made, confidence=flaw.confidence
                )


_FORGOTTEN = """
from multiprocessing import Process


class Greeter(Process):
    def __init__(self, name):  # MP416
        self.who = name

    def run(self):
        print("hello", self.who)


if __name__ == "__main__":
    greeter = Greeter("bob")
    greeter.start()
    greeter.join()
"""

_DATA_CLASS = """
import multiprocessing as mp
from dataclasses import dataclass


@dataclass
class Counter(mp.Process):  # MP416
    limit: int

    def run(self):
        print(sum(range(self.limit)))


if __name__ == "__main__":
    counter = Counter(10)
    counter.start()
    counter.join()
"""

_DAEMON = """
import multiprocessing


class Worker(multiprocessing.get_context("spawn").Process):
    def __init__(self, limit):
        self.daemon = True  # MP416
        super().__init__()
        self.limit = limit


if __name__ == "__main__":
    Worker(3).start()
"""

_MIXIN = """
import multiprocessing
import threading


class Named:
    def __init__(self, label):
        self.label = label


class Worker(Named, threading.Thread):  # MP416
    def run(self):
        print(self.label, multiprocessing.current_process().name)


if __name__ == "__main__":
    Worker("first").start()
"""

_CALLED = """
import threading
from dataclasses import dataclass
from multiprocessing import Process


class Base(Process):
    def __init__(self, name):
        self.who = name
        super().__init__()
        self.daemon = True


class Greeter(Base):
    def __init__(self):
        Base.__init__(self, "bob")

    def run(self):
        assert self.who == "bob"


@dataclass(eq=False)
class Counter(threading.Thread):
    limit: int

    def __post_init__(self):
        super().__init__()

    def run(self):
        self.sum = sum(range(self.limit))


if __name__ == "__main__":
    greeter, counter = Greeter(), Counter(10)
    for runner in (greeter, counter):
        runner.start()
        runner.join()
    assert counter.sum == 45
    print("ok" if greeter.exitcode == 0 else "the child failed")
"""

_IN_A_METHOD = """
import multiprocessing


class Restartable(multiprocessing.Process):
    def __init__(self, limit):
        self.limit = limit
        self.reset()

    def reset(self):
        multiprocessing.Process.__init__(self)

    def run(self):
        assert sum(range(self.limit)) == 45


if __name__ == "__main__":
    process = Restartable(10)
    for _ in range(2):
        process.start()
        process.join()
        assert process.exitcode == 0
        process.reset()
    print("ok")
"""

_NO_CONSTRUCTOR = """
from multiprocessing import Process


class Cooperative:
    def __init__(self, label, **options):
        self.label = label
        super().__init__(**options)


class Worker(Cooperative, Process):
    def run(self):
        assert self.label == "first" and self.name == "w"


class Plain:
    def __init__(self):
        self.process = Process(target=print, args=("hello",))


if __name__ == "__main__":
    plain, worker = Plain(), Worker("first", name="w")
    for process in (plain.process, worker):
        process.start()
        process.join()
        assert process.exitcode == 0
    print("ok")
"""

RULE = Rule(
    code="MP416",
    name="process-subclass-without-super-init",
    summary="A subclass of Process or Thread does not run the constructor of its base.",
    why=(
        "The constructor of Process and of Thread makes what `start`, `join`, `name` and `daemon` need. A subclass whose "
        "`__init__` does not call it can be made, and fails with AttributeError or RuntimeError as soon as it is started; "
        "setting `daemon` before the call fails at once. The constructor that `dataclass` writes does not call it, nor "
        "does that of a mixin that comes first and does not pass the call on."
    ),
    cure="Call `super().__init__()` first in `__init__` (in `__post_init__` of a data class with `eq=False`).",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process",
        "https://docs.python.org/3/library/threading.html#threading.Thread",
    ),
    bad=(
        Example(_FORGOTTEN, Outcome("raises", "AttributeError")),
        Example(_DATA_CLASS, Outcome("raises", "AttributeError")),
        Example(_DAEMON, Outcome("raises", "AttributeError")),
        Example(_MIXIN, Outcome("raises", "thread.__init__() not called")),
    ),
    good=(Example(_CALLED), Example(_IN_A_METHOD), Example(_NO_CONSTRUCTOR)),
    check=check,
)
