"""MP431: a subclass of Pool names a class of processes that the pool cannot make."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.attributes import external_bases, find_method
from mpcheck.model.module import Module
from mpcheck.model.values import ClassRef, External, Instance, Value
from mpcheck.rules.base import Example, Outcome, Rule

#: What a pool calls to make a worker.
_MAKER = "Process"
_PROCESSES = {"multiprocessing.Process", "multiprocessing.context.Process", "multiprocessing.process.BaseProcess"}


def check(module: Module) -> Iterator[Finding]:
    """Report pools whose class has a class of processes as its attribute ``Process``."""
    for event in module.events("pool", "new"):
        pool = event.receiver
        if not isinstance(pool, Instance) or not event.is_certain:
            continue  # one that stands in where another cannot be imported
        made = event.ev.evaluate_attribute(pool, _MAKER)
        if made and all(_takes_no_context(module, one) for one in made):
            message = (
                f"`{pool.info.name}` gives the context to its class `{_MAKER}` as the first argument, which processes "
                "take for their group: AssertionError"
            )
            related = [(one.info.node, "the class of its processes") for one in made if isinstance(one, ClassRef)]
            yield from RULE.at(module, event.call, message, breaks=module.targets_of(event), related=related)


def _takes_no_context(module: Module, one: Value) -> bool:
    """Whether a value is a class of processes whose objects are made as those of multiprocessing."""
    if isinstance(one, ClassRef):
        is_own = any(find_method(module.ev, one.info, name) for name in ("__init__", "__new__"))
        return not is_own and any(base in _PROCESSES for base in external_bases(module.ev, one.info))
    return isinstance(one, External) and one.name in _PROCESSES


_NESTED = """
import multiprocessing
import multiprocessing.pool


class NoDaemon(multiprocessing.Process):
    @property
    def daemon(self):
        return False

    @daemon.setter
    def daemon(self, value):
        pass


class NestedPool(multiprocessing.pool.Pool):
    Process = NoDaemon


def work(number):
    with multiprocessing.Pool(2) as pool:
        return sum(pool.map(abs, range(-number, 0)))


if __name__ == "__main__":
    with NestedPool(2) as pool:  # MP431
        print(pool.map(work, range(3)))
"""

_NAMED = """
from multiprocessing import Process
from multiprocessing.pool import Pool


class Greeter(Process):
    def run(self):
        print("a worker begins")
        super().run()


class Base(Pool):
    Process = Greeter


class Greeters(Base):
    pass


def main():
    pool = Greeters(processes=1)  # MP431
    print(pool.map(abs, [-1, -2]))
    pool.close()
    pool.join()


if __name__ == "__main__":
    main()
"""

_EXECUTOR = """
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def work(number):
    with multiprocessing.Pool(2) as pool:
        return sum(pool.map(abs, range(-number, 0)))


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        assert list(executor.map(work, range(3))) == [0, 1, 3]
    print("ok")
"""

_MAKES = """
import multiprocessing
import multiprocessing.pool


class NoDaemon(multiprocessing.Process):
    @property
    def daemon(self):
        return False

    @daemon.setter
    def daemon(self, value):
        pass


class NestedPool(multiprocessing.pool.Pool):
    @staticmethod
    def Process(context, *args, **kwargs):
        return NoDaemon(*args, **kwargs)


if __name__ == "__main__":
    with NestedPool(1) as pool:
        assert pool.map(abs, [-1, -2]) == [1, 2]
    print("ok")
"""

_CONTEXT = """
import multiprocessing
import multiprocessing.pool


class NoDaemon(multiprocessing.Process):
    @property
    def daemon(self):
        return False

    @daemon.setter
    def daemon(self, value):
        pass


def main():
    class Context(type(multiprocessing.get_context())):
        Process = NoDaemon

    class NestedPool(multiprocessing.pool.Pool):
        def __init__(self, workers):
            super().__init__(workers, context=Context())

    with NestedPool(1) as pool:
        assert pool.map(abs, [-1, -2]) == [1, 2]
    print("ok")


if __name__ == "__main__":
    main()
"""

RULE = Rule(
    code="MP431",
    name="process-class-in-pool",
    summary="A subclass of Pool sets `Process` to a class of processes, which a pool cannot make since Python 3.8.",
    why=(
        "A well-known recipe for pools in pools gives a subclass of Pool a class of processes that are never daemonic. "
        "Since Python 3.8 a pool calls its `Process` with the context as first argument. A class of processes takes that "
        "for the group, which has to be None, and making the pool ends with AssertionError, unless `-O` leaves out such tests."
    ),
    cure=(
        "Use ProcessPoolExecutor for the outer pool, whose workers may have children; or make `Process` a static method "
        "that leaves the context out."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process",
        "https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.ProcessPoolExecutor",
    ),
    # The embeddable Pythons of Windows are compiled without assert statements.
    bad=tuple(
        Example(program, Outcome("raises", "AssertionError"), platforms=("linux",)) for program in (_NESTED, _NAMED)
    ),
    good=(Example(_EXECUTOR), Example(_MAKES), Example(_CONTEXT)),
    check=check,
)
