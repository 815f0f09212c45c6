"""MP103: the start method is set after something has already used the default one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model import fields
from mpcheck.model.event import Event
from mpcheck.model.loading import events_of_loading, imports_in, loaded_by
from mpcheck.model.module import Module
from mpcheck.model.recognition import events_of
from mpcheck.model.values import Const, External, only
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.entry.choices import choices, raises_if_set
from mpcheck.rules.entry.sequence import Order, order

#: What is made with the default context, and thereby fixes it, unless it is given another one.  Seen to be so under
#: CPython 3.8 to 3.15; a Process that is not started, Pipe, RawValue and RawArray do not fix it.
_MADE_WITH_CONTEXT = {
    *("queue", "joinable-queue", "simple-queue", "lock", "rlock", "semaphore", "bounded-semaphore", "condition"),
    *("event", "barrier", "value", "array", "pool", "thread-pool", "process-executor"),
    *("manager", "base-manager", "shared-memory-manager"),
}


#: What starts a process, which asks for the default start method to tell the child of it, also one of a context that
#: names spawn or forkserver.  Seen under CPython 3.8 to 3.13.0 and PyPy 3.11; mended in 3.13.12 and 3.14.3.
_STARTING = {"process": {"start"}, "pool": {""}, "manager": {""}, "process-executor": {"submit", "map"}}
_MENDED = (3, 14)
_SURELY_THERE = (3, 12)


def _fixes_by_start(event: Event) -> bool:
    """Whether the event starts a process of a context that is not the default one, and settles that too before Python 3.14."""
    starts = event.method in _STARTING.get(event.kind, ()) and (event.creates or bool(event.method))
    return starts and event.start_method in ("spawn", "forkserver")


def _fixes(event: Event) -> bool:
    """Whether the event settles which context is the default one, under any Python."""
    if event.start_method is not None:
        return False
    if event.name == "multiprocessing.get_context":
        return True
    if event.name == "multiprocessing.get_start_method":
        return all(isinstance(one, Const) and not one.value for one in event.values("allow_none"))
    if event.kind == "process":
        return event.method == "start"
    # An executor that replaces its processes takes spawn without asking for the default.
    takes_own = event.kind == "process-executor" and event.argument("max_tasks_per_child") is not None
    return event.creates and event.kind in _MADE_WITH_CONTEXT and not takes_own


@dataclass(frozen=True, slots=True)
class _Fixing:
    """An event that settles which context is the default one, and the ``place`` that leads to it: its call, or an import."""

    event: Event
    place: ast.AST

    @property
    def is_by_start(self) -> bool:
        return _fixes_by_start(self.event)

    @property
    def is_imported(self) -> bool:
        return self.place is not self.event.call


def check(module: Module) -> Iterator[Finding]:
    """Report ``set_start_method`` where the default context is in use before."""
    chosen = choices(module)
    fixing = list(_fixing(module)) if chosen else []
    for event in chosen:
        before = {one: order(module, one.place, event.call) for one in fixing if _is_before(module, one.place, event)}
        is_second = any(
            order(module, other.call, event.call) is not Order.NEVER for other in chosen if other is not event
        )
        if not before or is_second or not raises_if_set(module, event):
            continue
        first = max(before, key=lambda one: (before[one].value, not one.is_by_start, one.event.is_certain))
        sure = before[first] is Order.ALWAYS and first.event.is_certain and _is_surely_done(module, first)
        yield from _report(module, event, first, Confidence.HIGH if sure else Confidence.MEDIUM)


def _report(module: Module, event: Event, first: _Fixing, confidence: Confidence) -> Iterator[Finding]:
    targets = module.narrow(first.event.call, module.narrow(event.call, module.targets))
    message, use = "the default one is already in use", "this uses the default start method"
    cure = None
    if first.is_by_start:
        targets = frozenset(target for target in targets if target.python < _MENDED)
        message = f"before Python 3.13.12, a process of a {first.event.start_method} context has settled the default one as well"
        use = "this starts a process of a context"
        cure = "Call set_start_method first, or use contexts alone and leave the default as it is."
        if not any(target.python <= _SURELY_THERE for target in targets):
            confidence = Confidence.LOW  # most installations of 3.13 have the repair
    related: list[tuple[ast.AST, str]] = [(first.event.call, use)]
    related += [(first.place, "this import gets there")] if first.is_imported else []
    yield from RULE.at(
        module,
        event.call,
        f"the start method is set too late: {message}, so this raises RuntimeError",
        breaks=targets,
        related=related,
        confidence=confidence,
        cure=cure,
    )


def _fixing(module: Module) -> Iterator[_Fixing]:
    """What this file and functions that it calls do, and what the files do that it imports."""
    yield from (
        _Fixing(event, event.call) for event in module.reached_events if _fixes(event) or _fixes_by_start(event)
    )
    yield from (_Fixing(event, event.call) for event in _made_for_fields(module) if _fixes(event))
    for binding in imports_in(module.found.module, *(function.scope for function in module.found.functions)):
        for file in loaded_by(module, binding):
            if file is not module.found:
                events = module.once(events_of_loading, file)
                yield from (_Fixing(event, binding.node) for event in events if _fixes(event) or _fixes_by_start(event))


def _made_for_fields(module: Module) -> Iterator[Event]:
    """What constructions of objects make for fields that they are not given: ``halt: Event = field(default_factory=Event)``."""
    for info, calls in module.ev.instantiations.items():
        for call in filter(module.is_here, calls):
            for one in only(External, fields.called_factories(module.ev, info, call)):
                yield from events_of(module.ev, call, one, module.function(call), None, (call,))


def _is_surely_done(module: Module, one: _Fixing) -> bool:
    """Whether an import leaves no choice."""
    node = one.event.call
    is_at_top = module.function(node) is None and not module.around.open_tests(node, module.targets)
    return is_at_top or not one.is_imported


def _is_before(module: Module, place: ast.AST, event: Event) -> bool:
    """Whether a place comes first, and not merely in the next round of a loop around both."""
    comes_first = order(module, place, event.call) is not Order.NEVER
    return comes_first and order(module, event.call, place) is not Order.ALWAYS


_LOCK = """
import multiprocessing as mp

lock = mp.Lock()  # MP303


def work():
    with lock:
        print("hello")


if __name__ == "__main__":
    mp.set_start_method("spawn")  # MP103
    child = mp.Process(target=work)
    child.start()
    child.join()
    print("ok")
"""

_ASKED = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_start_method, set_start_method


class Crawler:
    def __init__(self):
        self.executor = ProcessPoolExecutor(1)

    def run(self):
        with self.executor:
            return self.executor.submit(abs, -1).result()


def main():
    crawler = Crawler()
    if get_start_method() != "nothing":
        set_start_method("spawn")  # MP103
    assert crawler.run() == 1


if __name__ == "__main__":
    main()
    print("ok")
"""

_STARTED = """
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def sizes(texts):
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as executor:
        return list(executor.map(len, texts))


def main():
    assert sizes(["a", "bc"]) == [1, 2]
    multiprocessing.set_start_method("spawn")  # MP103
    child = multiprocessing.Process(target=print, args=("hello",))
    child.start()
    child.join()


if __name__ == "__main__":
    main()
    print("ok")
"""

_FIRST = """
import multiprocessing as mp


def work(lock):
    with lock:
        print("hello")


def main():
    lock = mp.Lock()
    child = mp.Process(target=work, args=(lock,))
    child.start()
    child.join()


if __name__ == "__main__":
    mp.set_start_method("spawn")
    main()
    print("ok")
"""

_HARMLESS = """
import concurrent.futures
import multiprocessing
from multiprocessing import Pipe, Process, RawArray
from multiprocessing import set_start_method as choose

context = multiprocessing.get_context("spawn")
events = context.Queue()
cores = multiprocessing.cpu_count()
threads = concurrent.futures.ThreadPoolExecutor(1)
method = multiprocessing.get_start_method(allow_none=True)


def main():
    ends = Pipe()
    numbers = RawArray("i", 3)
    child = Process(target=print, args=("hello", len(numbers), len(ends)))
    multiprocessing.active_children()
    choose("spawn")
    child.start()
    child.join()


if __name__ == "__main__":
    main()
    print("ok")
"""

_EXPECTED = """
import multiprocessing

multiprocessing.get_start_method()


def choose(method):
    try:
        multiprocessing.set_start_method(method)
    except RuntimeError:
        print("already chosen")


if __name__ == "__main__":
    choose("spawn")
    child = multiprocessing.Process(target=print, args=("hello",))
    child.start()
    child.join()
    print("ok")
"""

RULE = Rule(
    code="MP103",
    name="default-context-fixed-too-early",
    summary="Something uses the default start method before set_start_method is called.",
    why=(
        "The first use of the default context settles the start method: making a lock, queue, value, pool, manager or "
        "process executor, starting a Process, and also merely asking with get_start_method() or get_context(). Before "
        "Python 3.13.12 and 3.14.3 each process of a spawn or forkserver context that is started settles it, too. A "
        "later set_start_method raises RuntimeError: context has already been set. It often happens while a module is "
        "imported, far from the call that fails."
    ),
    cure=(
        "Call set_start_method first, ask with get_start_method(allow_none=True), or make the objects from an "
        "explicit context, multiprocessing.get_context(method)."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.get_start_method",
        "https://github.com/python/cpython/issues/109263",
    ),
    catalogue=("A06",),
    bad=(
        Example(_LOCK, Outcome("raises", "context has already been set")),
        Example(_ASKED, Outcome("raises", "context has already been set")),
        Example(_STARTED, Outcome("raises", "context has already been set"), pythons="<3.13"),
    ),
    good=(Example(_FIRST), Example(_HARMLESS), Example(_EXPECTED)),
    check=check,
)
