"""MP102: the start method is set more than once, while a module is imported, or by a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.entry.choices import (
    choices,
    depends_on_method,
    is_for_platform,
    is_forced,
    is_optional,
    is_registered,
    is_script,
    is_test_support,
    is_told,
    methods,
    raises_if_set,
    restores,
    runs_once,
)
from mpcheck.rules.entry.sequence import Order, order, repeats
from mpcheck.targets import Target


def check(module: Module) -> Iterator[Finding]:
    """Report each ``set_start_method`` that fails, or that overrules the program around it."""
    events = choices(module)
    for event in events:
        findings = [*_set_again(module, event, events)] or [*_while_imported(module, event)]
        if findings or module.is_here(event.call):
            yield from findings or _by_library(module, event)


def _set_again(module: Module, event: Event, events: Iterable[Event]) -> Iterator[Finding]:
    if not raises_if_set(module, event):
        return
    here = module.narrow(event.call, module.targets)
    message = "the start method is already set: setting it a second time raises RuntimeError"
    for other in events:
        how = order(module, other.call, event.call) if other.call is not event.call else Order.NEVER
        both = module.narrow(other.call, here)
        if both and how is not Order.NEVER:
            confidence = Confidence.HIGH if how is Order.ALWAYS else Confidence.MEDIUM
            related = [(other.call, "first set here")]
            yield from RULE.at(module, event.call, message, breaks=both, related=related, confidence=confidence)
            return
    if repeats(module, event.call) and not runs_once(module, event):
        message = "this runs more than once, and setting the start method a second time raises RuntimeError"
        yield from RULE.at(module, event.call, message, breaks=here, confidence=Confidence.MEDIUM)


def _while_imported(module: Module, event: Event) -> Iterator[Finding]:
    chain = module.import_chain(event.call)
    if not chain or (module.is_caught(event.call, "RuntimeError") and not is_forced(event)):
        return
    is_here = module.is_here(event.call)
    place = event.call if is_here else chain[0]
    related = [(chain[0], "importing the module gets here")] if len(chain) > 1 and is_here else []
    related += [(event.call, "set here")] if not is_here else []
    chosen = methods(module, event)
    if raises_if_set(module, event) and chosen - {"fork", None} and not depends_on_method(module, chain):
        message = "each child process imports this module again and fails here: its start method is already set"
        targets = {t for t in module.narrow(event.call, module.targets) if _imports_again(t, chosen)}
        confidence = Confidence.MEDIUM if "unknown" in chosen else Confidence.HIGH
        yield from RULE.at(module, place, message, breaks=targets, related=related, confidence=confidence)
    elif is_here and (is_forced(event) or (raises_if_set(module, event) and not is_script(module))):
        message = "importing this module chooses the start method of the whole program"
        is_meant = is_for_platform(module, event) or is_test_support(module, module.function(event.call))
        yield from _overrules(module, event, message, Confidence.LOW if is_meant else Confidence.MEDIUM)


def _imports_again(target: Target, chosen: set[str | None]) -> bool:
    """Whether children of one of these methods run the module's statements after their method is set."""
    # From 3.14 on the server of forkserver has imported the main module before it makes a child.
    by_server = "forkserver" in chosen and target.platform != "windows" and target.python < (3, 14)
    return bool(chosen & {"spawn", "unknown"}) or by_server


def _by_library(module: Module, event: Event) -> Iterator[Finding]:
    places = module.graph.place_of(event.call)
    function = module.function(event.call)
    if "main" in places:
        confidence = Confidence.LOW
    elif function is None or "main" in function.name.lower():
        return
    else:
        is_test = function.name.lower().startswith(("test", "setup", "teardown"))
        is_entry = is_registered(module, function) or is_test or is_script(module) or is_test_support(module, function)
        is_meant = is_entry or (is_forced(event) and (is_told(module, event) or is_optional(module, event)))
        confidence = Confidence.LOW if is_meant else Confidence.MEDIUM
    if is_forced(event):
        message = "`force=True` replaces the start method that the rest of the program has chosen"
        yield from _overrules(module, event, message, confidence)
    elif "main" not in places and raises_if_set(module, event):
        message = "this chooses for the whole program, and raises RuntimeError where a start method is already in use"
        yield from _overrules(module, event, message, confidence)


def _overrules(module: Module, event: Event, message: str, confidence: Confidence) -> Iterator[Finding]:
    """A finding for the targets on which the chosen method is not the one that would be used anyway."""
    if restores(event):
        return
    chosen = methods(module, event)
    targets = {t for t in module.narrow(event.call, module.targets) if chosen - {t.start_method, None}}
    yield from RULE.at(module, event.call, message, breaks=targets, severity=Severity.WARNING, confidence=confidence)


_MODULE_LEVEL = """
import multiprocessing as mp

mp.set_start_method("spawn")  # MP102


def greet(name):
    print("hello", name)


if __name__ == "__main__":
    child = mp.Process(target=greet, args=("bob",))
    child.start()
    child.join()
    print("ok" if child.exitcode == 0 else "the child failed")
"""

_TWICE = """
from multiprocessing import Process, set_start_method


def configure():
    set_start_method("spawn")


def main():
    configure()
    set_start_method("spawn")  # MP102
    child = Process(target=print, args=("hello",))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
    print("ok")
"""

_EACH_TIME = """
import multiprocessing


class Trainer:
    def __init__(self, epochs):
        multiprocessing.set_start_method("spawn")  # MP102
        self.epochs = epochs


if __name__ == "__main__":
    print(Trainer(1).epochs + Trainer(2).epochs)
    print("ok")
"""

_WITH_POOL = """
from pools import workers


def absolute(numbers):
    with workers(1) as pool:
        return pool.map(abs, numbers)


def main():
    print(absolute([-1]))
    print(absolute([-2]))


if __name__ == "__main__":
    main()
    print("ok")
"""

_POOLS = """
import contextlib
import multiprocessing


@contextlib.contextmanager
def workers(count):
    multiprocessing.set_start_method("spawn")  # MP102
    with multiprocessing.Pool(count) as pool:
        yield pool
"""

_ONCE = """
import multiprocessing as mp
import sys


def choose():
    if sys.platform == "win32":
        mp.set_start_method("spawn")
    else:
        mp.set_start_method("forkserver")


if __name__ == "__main__":
    choose()
    with mp.Pool(1) as pool:
        assert pool.map(abs, [-1]) == [1]
    print("ok")
"""

_UNLESS_SET = """
import multiprocessing
from multiprocessing import get_start_method, set_start_method

try:
    set_start_method("spawn")
except RuntimeError:
    pass


class Trainer:
    def __init__(self):
        if get_start_method(allow_none=True) is None:
            set_start_method("spawn")


if __name__ == "__main__":
    Trainer()
    Trainer()
    child = multiprocessing.Process(target=print, args=("hello",))
    child.start()
    child.join()
    print("ok")
"""

_UNLESS_THE_SAME = """
import multiprocessing as mp

if mp.get_start_method(allow_none=True) != "spawn":
    mp.set_start_method("spawn")

if __name__ == "__main__":
    child = mp.Process(target=print, args=("hello",))
    child.start()
    child.join()
    assert child.exitcode == 0
    print("ok")
"""

_CONTEXT = """
import multiprocessing


class Trainer:
    def __init__(self, context=None):
        self.context = context or multiprocessing.get_context("spawn")

    def train(self):
        child = self.context.Process(target=print, args=("hello",))
        child.start()
        child.join()


if __name__ == "__main__":
    Trainer().train()
    Trainer(multiprocessing.get_context()).train()
    print("ok")
"""

RULE = Rule(
    code="MP102",
    name="start-method-set-in-wrong-place",
    summary="set_start_method is called more than once, while a module is imported, or by a library.",
    why=(
        "The start method belongs to the whole program and can be set once; a second call raises RuntimeError. A call "
        "that importing the module makes is such a second call in every child of spawn, which imports the module again "
        "after its method was set: the child fails. With force=True nothing is raised, but a library then changes "
        "how the processes of its callers start, and locks and queues that were made before no longer fit."
    ),
    cure=(
        'Call set_start_method once, under `if __name__ == "__main__":`. In a library use '
        "multiprocessing.get_context and let the caller pass another context."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.set_start_method",
        "https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",
    ),
    catalogue=("A05",),
    bad=(
        Example(_MODULE_LEVEL, Outcome("wrong", "the child failed")),
        Example(_TWICE, Outcome("raises", "context has already been set")),
        Example(_EACH_TIME, Outcome("raises", "context has already been set")),
        Example(_WITH_POOL, Outcome("raises", "context has already been set"), files=(("pools.py", _POOLS),)),
    ),
    good=(Example(_ONCE), Example(_UNLESS_SET), Example(_UNLESS_THE_SAME), Example(_CONTEXT)),
    check=check,
)
