"""MP414: ``run()`` is called where ``start()`` is meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.attributes import bases
from mpcheck.model.conditions import conditions
from mpcheck.model.exclusive import are_opposed
from mpcheck.model.main_guard import implies_main
from mpcheck.model.module import Module
from mpcheck.model.scopes import ClassInfo
from mpcheck.model.values import BoundMethod, Instance, Object
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.dispatches import names_processes, shown

#: Methods that make sense only for what was started.
_OF_STARTED = {"join", "is_alive", "terminate", "kill"}


def check(module: Module) -> Iterator[Finding]:
    """Report calls of ``run`` on processes and threads that are not started in its place elsewhere."""
    runs = list(_calls_of(module, "run"))
    calls = {name: list(_calls_of(module, name)) for name in ("start", *_OF_STARTED)} if runs else {}
    for call, receiver, runners in runs:
        if call.args or call.keywords or _is_within(module, call, runners):
            continue
        confidence = _confidence(module, call, runners, calls)
        if confidence is not None:
            kind = module.kind(runners[0])
            message = f"`{shown(receiver)}.run()` does the work here, in this {kind}, and starts none: `start()` does"
            made = {one.call for one in runners if isinstance(one.call, ast.Call)} - {receiver}
            related = [(node, "made here") for node in made] if len(made) == 1 else []
            targets = module.narrow(call, module.default_targets)
            yield from RULE.at(module, call, message, breaks=targets, related=related, confidence=confidence)


_Runner = Instance | Object
_Call = tuple[ast.Call, ast.expr, list[_Runner]]


def _calls_of(module: Module, name: str) -> Iterator[_Call]:
    """The calls of a method on what is nothing else than a process or a thread, whichever call passes it."""
    for call in (*module.found.calls, *module.called_elsewhere(name)):
        if isinstance(call.func, ast.Attribute) and call.func.attr == name:
            methods = module.contexts.values(call.func)
            receivers = [one.receiver for one in methods if isinstance(one, BoundMethod)]
            runners = [one for one in receivers if isinstance(one, (Instance, Object)) and _is_runner(module, one)]
            if runners and len(runners) == len(methods):
                yield call, call.func.value, runners


def _is_runner(module: Module, one: _Runner) -> bool:
    kind = module.kind(one)
    return kind == "process" or (kind == "thread" and names_processes(module))


def _is_within(module: Module, call: ast.Call, runners: list[_Runner]) -> bool:
    """Whether the call stands in the class itself, one of its ancestors or of its subclasses."""
    here = _class_around(module, call)
    return here is not None and any(
        isinstance(one, Instance) and (here in bases(module.ev, one.info) or one.info in bases(module.ev, here))
        for one in runners
    )


def _class_around(module: Module, node: ast.AST) -> ClassInfo | None:
    function = module.function(node)
    return function.owner if function is not None else None


def _confidence(
    module: Module, call: ast.Call, runners: list[_Runner], calls: dict[str, list[_Call]]
) -> Confidence | None:
    """How sure it is that nobody wanted this; None where ``start`` stands in another branch."""
    made = {one.call for one in runners if one.call is not None}
    same = {
        name: [other for other, _, owners in found if made & {one.call for one in owners}]
        for name, found in calls.items()
    }
    if same["start"]:
        twice = any(_follow_each_other(module, call, start) for start in same["start"])
        return Confidence.HIGH if twice else None
    if any(_is_test(module, node) for node in (call, *made)):
        return Confidence.LOW
    if any(same[name] for name in _OF_STARTED) or all(isinstance(one, Object) for one in runners):
        return Confidence.HIGH
    # A class of their own that is run where others of its kind, or of one it derives from, are started,
    # on a condition, or as soon as it is made: to save a process.
    classes = {info for one in runners if isinstance(one, Instance) for info in bases(module.ev, one.info)}
    started = any(
        isinstance(one, Instance) and one.info in classes for _, _, owners in calls["start"] for one in owners
    )
    at_once = isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Call)
    return Confidence.LOW if started or at_once or _is_conditional(module, call) else Confidence.MEDIUM


def _follow_each_other(module: Module, one: ast.Call, two: ast.Call) -> bool:
    if module.function(one) is not module.function(two) or module.statement(one) is module.statement(two):
        return False
    if _are_alternatives(module, one, two):
        return False
    return module.happens_before(one, two) or module.happens_before(two, one)


def _are_alternatives(module: Module, one: ast.Call, two: ast.Call) -> bool:
    """Whether one of them is chosen, be it again and again: by the branches of a test, or by a switch and its opposite."""
    other = conditions(module.ev, two)
    in_branches = any((test, not outcome) in other for test, outcome in conditions(module.ev, one))
    return in_branches or are_opposed(module.ev, one, two)


def _is_conditional(module: Module, call: ast.Call) -> bool:
    return any(not implies_main(module.ev, test, outcome) for test, outcome in conditions(module.ev, call))


def _is_test(module: Module, node: ast.AST) -> bool:
    """Whether a test calls ``run``, or makes what is run, to see what it does."""
    function = module.function(node)
    return function is not None and (function.name.startswith("test") or function.qualname.startswith("Test"))


_PROCESS = """
import os
from multiprocessing import Process


def show(parent):
    print("in the child" if os.getpid() != parent else "in the parent", flush=True)


if __name__ == "__main__":
    p = Process(target=show, args=(os.getpid(),))
    p.run()  # MP414
"""

_SUBCLASS = """
import multiprocessing as mp


class Counter(mp.Process):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def run(self):
        print(sum(range(self.limit)))


def main():
    workers = [Counter(n) for n in (10, 20)]
    for worker in workers:
        worker.run()  # MP414
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
"""

_STARTED = """
from multiprocessing import Process


def work():
    pass


if __name__ == "__main__":
    p = Process(target=work)
    p.start()
    p.join()
    print("ok" if p.exitcode == 0 else "the child failed")
"""

_OWN_METHODS = """
import multiprocessing


class Loud(multiprocessing.Process):
    def run(self):
        super().run()
        assert self.name == "loud"

    def run_here(self):
        self.run()


class Job:
    def run(self):
        return 1


def work():
    pass


if __name__ == "__main__":
    assert Job().run() == 1
    loud = Loud(target=work, name="loud")
    loud.start()
    loud.join()
    Loud(name="loud").run_here()
    print("ok" if loud.exitcode == 0 else "the child failed")
"""

_CHOICE = """
import sys
from multiprocessing import Process


def work():
    pass


def main(serial):
    p = Process(target=work)
    if serial:
        p.run()
        return
    p.start()
    p.join()


if __name__ == "__main__":
    main("--serial" in sys.argv)
    print("ok")
"""

RULE = Rule(
    code="MP414",
    name="run-instead-of-start",
    summary="A process or thread is run in the caller instead of being started.",
    why=(
        "`run` is the method that the child calls. Called from outside it does all the work in the calling process, one "
        "piece after the other: the result is right, nothing is parallel, and what should be kept from the parent, such "
        "as a crash, is not. `join` then raises AssertionError, as no process was started."
    ),
    cure="Call `start()`, which makes the child, and `join()` to wait for it.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process.start",
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process.run",
    ),
    bad=(
        Example(_PROCESS, Outcome("wrong", "in the parent")),
        Example(_SUBCLASS, Outcome("raises", "AssertionError"), platforms=("linux",)),
    ),
    good=(Example(_STARTED), Example(_OWN_METHODS), Example(_CHOICE)),
    check=check,
)
