"""MP104: a lock or queue of one start method is given to a process of another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.values import Const, Object
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.entry.belongings import contents, handed_over, has_semaphore
from mpcheck.rules.entry.choices import choices, is_forced
from mpcheck.rules.entry.sequence import Order, is_always_first, order
from mpcheck.targets import Target

_RUNNERS = "process pool process-executor"


def check(module: Module) -> Iterator[Finding]:
    """Report what is made under fork and sent to a process that is not forked."""
    for event in module.events_reached(_RUNNERS, "new"):
        is_here = module.is_here(event.call)
        if not (is_here or module.is_here(event.sites[0])) or _is_expected(module, event):
            continue
        # What another file starts whoever calls it is reported there.
        known = set() if is_here else _made(module, replace(event, context=None))
        for node, values in handed_over(event):
            held = [one for one in contents(module, values) if has_semaphore(one, module) and one.call not in known]
            mixed = ((one, targets) for one in held if (targets := _mixed(module, event, one, held)))
            for one, targets in mixed:
                kind, methods = one.name.rpartition(".")[2], " or ".join(sorted({t.start_method for t in targets}))
                article = "an" if kind[0] in "AEIOU" else "a"
                message = f"{article} {kind} made under fork cannot be sent to a process that is started by {methods}"
                sure = len(held) == 1 and event.is_certain and len([v for v in values if not isinstance(v, Const)]) == 1
                confidence = Confidence.HIGH if sure else Confidence.MEDIUM
                place = node if is_here else event.sites[0]
                related = [(one.call, "made here")] if one.call else []
                related += [] if is_here else [(event.call, "handed to the process here")]
                yield from RULE.at(module, place, message, breaks=targets, related=related, confidence=confidence)
                break


def _made(module: Module, event: Event) -> set[ast.AST | None]:
    """Where that is made which the process of an event gets."""
    given = (one for _, values in handed_over(event) for one in contents(module, values))
    return {one.call for one in given if has_semaphore(one, module)}


def _is_expected(module: Module, event: Event) -> bool:
    """Whether what starts the process takes the RuntimeError."""
    starts = (e for e in module.events_reached("process", "start") if e.origin is event.call)
    return any(module.is_caught(start.call, "RuntimeError") for start in (event, *starts))


def _mixed(module: Module, event: Event, one: Object, held: list[Object]) -> frozenset[Target]:
    """The targets on which the object is made under fork and the process is not forked."""
    assert one.call is not None
    replaced = one.start_method is None and _is_replaced_after(module, one.call)
    # Where both come from one of several contexts, it is the same one.
    runners = {
        e.start_method
        for e in module.events_reached(_RUNNERS, "new")
        if e.call is event.call and e.context == event.context
    }
    same = runners & {other.start_method for other in held if other.name == one.name}
    if "unknown" in (one.start_method, event.start_method) or (same and not replaced):
        return frozenset()
    if one.start_method is None:
        made = module.narrow(one.call, module.targets if replaced else module.default_targets)
    else:
        made = frozenset(Target(t.platform, t.python, one.start_method) for t in module.targets)
    forked = {(t.platform, t.python) for t in made if t.start_method == "fork" and t.platform != "windows"}
    return frozenset(
        t for t in module.targets_of(event) if t.start_method != "fork" and (t.platform, t.python) in forked
    )


def _is_replaced_after(module: Module, made: ast.AST) -> bool:
    """Whether the default start method is replaced by force after the object was made."""
    forced = (event.call for event in choices(module) if is_forced(event))
    return any(
        order(module, made, call) is not Order.NEVER and not is_always_first(module, call, made) for call in forced
    )


_QUEUE = """
import multiprocessing as mp


def produce(queue):
    queue.put("done")


def main():
    context = mp.get_context("spawn")
    queue = mp.Queue()
    child = context.Process(target=produce, args=(queue,))  # MP104
    child.start()
    child.join()
    print("ok" if child.exitcode == 0 else "the child failed")


if __name__ == "__main__":
    main()
"""

_SUBCLASS = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Event, Lock, get_context
from multiprocessing.context import SpawnProcess


class Worker(SpawnProcess):
    def __init__(self, stop):
        super().__init__()
        self.stop = stop

    def run(self):
        self.stop.set()


def keep(given):
    given.acquire()
    given.release()


if __name__ == "__main__":
    lock = Lock()
    with ProcessPoolExecutor(
        1,
        mp_context=get_context("spawn"),
        initializer=keep,
        initargs=(lock,),  # MP104
    ) as executor:
        executor.submit(abs, -1).result()
    worker = Worker(Event())  # MP104
    worker.start()
    worker.join()
    print("ok")
"""

_ONE_CONTEXT = """
import multiprocessing as mp


def produce(queue, lock):
    with lock:
        queue.put("done")


class Line:
    def __init__(self, context):
        self.context = context
        self.queue = context.Queue()
        self.lock = context.Lock()

    def run(self):
        child = self.context.Process(target=produce, args=(self.queue, self.lock))
        child.start()
        assert self.queue.get() == "done"
        child.join()


if __name__ == "__main__":
    Line(mp.get_context("spawn")).run()
    Line(mp.get_context()).run()
    print("ok")
"""

_NOT_BOUND = """
import multiprocessing as mp
from multiprocessing import Pipe, RawValue


def answer(connection, results, number, plain):
    number.value = plain.value + 1
    results.put("done")
    connection.send(number.value)


if __name__ == "__main__":
    with mp.Manager() as manager:
        here, there = Pipe()
        results, number = manager.Queue(), RawValue("i", 1)
        arguments = (there, results, number, mp.Value("i", 1, lock=False))
        child = mp.get_context("spawn").Process(target=answer, args=arguments)
        child.start()
        assert here.recv() == 2
        assert results.get() == "done"
        child.join()
    print("ok")
"""

_OTHER_DIRECTION = """
import multiprocessing as mp

methods = mp.get_all_start_methods()


def produce(queue):
    queue.put("done")


if __name__ == "__main__":
    queue = mp.get_context("spawn").Queue()
    for method in methods:
        child = mp.get_context(method).Process(target=produce, args=(queue,))
        child.start()
        assert queue.get() == "done"
        child.join()
    print("ok")
"""

RULE = Rule(
    code="MP104",
    name="mixed-contexts",
    summary="A lock, queue or other synchronized object made under fork goes to a process that is started otherwise.",
    why=(
        "The semaphore in a lock made under fork has no name that another program could find it by; only a forked "
        "child has it. Sent to a child of spawn or forkserver it raises RuntimeError since Python 3.11.5; before that "
        "the child dies of a segmentation fault when it uses the lock. The other direction works. Code that takes "
        "locks from `multiprocessing` and processes from a context mixes on Linux up to Python 3.13, where fork is "
        "the default."
    ),
    cure="Make the processes and everything that they share from one context: context.Queue(), context.Lock().",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",
        "https://github.com/python/cpython/issues/77377",
    ),
    catalogue=("A08",),
    bad=(
        Example(_QUEUE, Outcome("any"), methods=("fork",), platforms=("linux",)),
        Example(_SUBCLASS, Outcome("raises"), methods=("fork",), platforms=("linux",)),
    ),
    good=(Example(_ONE_CONTEXT), Example(_NOT_BOUND), Example(_OTHER_DIRECTION)),
    check=check,
)
