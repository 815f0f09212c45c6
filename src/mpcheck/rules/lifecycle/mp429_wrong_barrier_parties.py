"""MP429: a barrier of more parties than ever come."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.order import frames
from mpcheck.model.rounds import times
from mpcheck.model.tasks import Task
from mpcheck.model.values import Const, Object, Values
from mpcheck.model.worker import made_by_task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.terminations import terminations

_PROXY = "multiprocessing.managers.BarrierProxy"
#: What code may do with a barrier that does not let others wait at it.
_KNOWN = {"wait", "parties", "n_waiting", "broken"}


def check(module: Module) -> Iterator[Finding]:
    """Report barriers of a constant number of parties for which fewer processes are started, as far as all is seen."""
    tasks = [task for task in module.reached_tasks if task.role == "task"]
    if any(task.event.kind != "process" or not task.event.creates for task in tasks):
        return  # a thread, or the workers of a pool, may come as well
    for barrier, parties in _barriers(module) if tasks else ():
        waiting = {task: calls for task in tasks if (calls := list(_waits_of(module, task, barrier)))}
        by_parent = list(_waits_by_parent(module, barrier))
        coming = sum(_number(module, task, barrier) for task in waiting) + bool(by_parent)
        if waiting and coming < parties and _is_seen(module, barrier, tasks) and not _are_ended(module, waiting):
            waits = [call for calls in waiting.values() for call in calls] + by_parent
            yield from _report(module, barrier, (parties, int(coming)), waiting, waits)


def _report(
    module: Module,
    barrier: ast.Call,
    numbers: tuple[int, int],
    waiting: dict[Task, list[ast.Call]],
    waits: list[ast.Call],
) -> Iterator[Finding]:
    parties, coming = numbers
    has_limit = any(call.args or call.keywords for call in waits) or len(barrier.args) + len(barrier.keywords) > 1
    targets = frozenset(target for task in waiting for target in module.targets_of(task.event))
    yield from RULE.at(
        module,
        barrier,
        f"the barrier waits for {parties} parties, and at most {coming} come: none of them ever gets past it",
        breaks=module.narrow(barrier, targets),
        related=[(waits[0], "waits here"), *((task.event.call, "a process that does") for task in waiting)],
        confidence=Confidence.LOW if has_limit else None,
    )


def _barriers(module: Module) -> Iterator[tuple[ast.Call, int]]:
    """The calls that make a barrier, here and in functions of other files, and for how many."""
    is_named = any("Barrier" in file.text for file in module.files_reached)  # to look at each call takes longer
    for call in module.reached_calls if is_named else ():
        made = [
            one
            for one in module.contexts.values(call)
            if _is_barrier(module, one) and getattr(one, "call", None) is call
        ]
        given = [*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg == "parties")]
        numbers = [one.value for node in given for one in module.values(node) if isinstance(one, Const)]
        if made and len(given) == len(numbers) == 1 and len(module.values(given[0])) == 1:
            yield from ((call, number) for number in numbers if isinstance(number, int) and number > 1)


def _is_barrier(module: Module, one: object) -> bool:
    return isinstance(one, Object) and (module.kind(one) == "barrier" or one.name == _PROXY)


def _waits_of(module: Module, task: Task, barrier: ast.Call) -> Iterator[ast.Call]:
    for made in made_by_task(module, task):
        owner = _waits_at(made.call)
        if owner is not None and _may_be(barrier, module.values(owner, made.context)):
            yield made.call


def _waits_by_parent(module: Module, barrier: ast.Call) -> Iterator[ast.Call]:
    for call in module.reached_calls:
        owner = _waits_at(call) if module.function(call) not in module.worker_tasks else None
        if owner is not None and _may_be(barrier, module.contexts.values(owner)):
            yield call


def _waits_at(call: ast.Call) -> ast.expr | None:
    return call.func.value if isinstance(call.func, ast.Attribute) and call.func.attr == "wait" else None


def _may_be(barrier: ast.Call, values: Values) -> bool:
    return any(isinstance(one, Object) and one.call is barrier for one in values)


def _number(module: Module, task: Task, barrier: ast.Call) -> float:
    """How many processes of a task there are at most for each barrier; infinity where that is not known."""
    making, number = frames(module, (barrier,)), 1.0
    for body, nodes in frames(module, task.event.sites).items():
        if len(nodes) != 1 or body in module.worker_tasks:
            return math.inf
        (node,) = nodes
        number *= times(module, node, task.event.context if node is task.event.call else None)
        if body in making:
            return number
    return math.inf


def _is_seen(module: Module, barrier: ast.Call, tasks: list[Task]) -> bool:
    """Whether all that is done with a barrier is to give it to the processes, and to wait."""
    given = {node for task in tasks for written in task.event.written.args for node in ast.walk(written)}
    given |= {node for task in tasks for keyword in task.event.written.keywords for node in ast.walk(keyword.value)}
    for node in module.mentions.get(barrier, ()):
        parent = module.parent(node)
        is_method = isinstance(parent, ast.Attribute) and parent.attr in _KNOWN
        is_kept = isinstance(getattr(node, "ctx", None), ast.Store) or isinstance(parent, (ast.Assign, ast.AnnAssign))
        is_passed = isinstance(parent, ast.Call) and bool(module.functions(module.values(parent.func)))
        if not (node in given or is_method or is_kept or is_passed):
            return False
    return True


def _are_ended(module: Module, waiting: dict[Task, list[ast.Call]]) -> bool:
    """Whether the processes are ended from outside: perhaps that is what is tried."""
    return any(task in waiting for _, task in terminations(module))


_TOO_FEW = """
import multiprocessing as mp

PARTIES = 4


def work(gate, number):
    print("ready", number)
    gate.wait()
    print("go", number)


if __name__ == "__main__":
    gate = mp.Barrier(PARTIES)  # MP429
    children = [mp.Process(target=work, args=(gate, number)) for number in range(3)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert not any(child.exitcode for child in children)
"""

_WITHOUT_PARENT = """
from multiprocessing import get_context


class Race:
    def __init__(self, context):
        self.gate = context.Barrier(parties=3)  # MP429
        self.first = context.Process(target=self.run, args=(self.gate, 1))
        self.second = context.Process(target=self.run, args=(self.gate, 2))

    @staticmethod
    def run(gate, number):
        gate.wait()
        print("go", number)

    def start(self):
        self.first.start()
        self.second.start()
        self.first.join()
        self.second.join()
        assert self.first.exitcode == self.second.exitcode == 0


def main():
    Race(get_context("spawn")).start()


if __name__ == "__main__":
    main()
"""

_PARENT = """
import multiprocessing as mp


def work(gate):
    gate.wait()


def main():
    gate = mp.Barrier(3)
    children = [mp.Process(target=work, args=(gate,)) for _ in range(2)]
    for child in children:
        child.start()
    gate.wait()
    for child in children:
        child.join()
    print("ok")


if __name__ == "__main__":
    main()
"""

_EACH_ITS_OWN = """
from multiprocessing import Barrier, Process


def work(gate, rounds):
    for _ in range(rounds):
        gate.wait()


def launch(gate, rounds):
    child = Process(target=work, args=(gate, rounds))
    child.start()
    return child


if __name__ == "__main__":
    gate = Barrier(2)
    children = [launch(gate, 3), launch(gate, 3)]
    for child in children:
        child.join()
    print("ok")
"""

_THREAD = """
import multiprocessing
import threading


def work(gate):
    gate.wait()


if __name__ == "__main__":
    gate = multiprocessing.Barrier(2)
    child = multiprocessing.Process(target=work, args=(gate,))
    thread = threading.Thread(target=work, args=(gate,))
    child.start()
    thread.start()
    thread.join()
    child.join()
    print("ok")
"""

RULE = Rule(
    code="MP429",
    name="wrong-barrier-parties",
    summary="A barrier waits for more processes than there are.",
    why=(
        "Barrier(n) lets nobody past until n are waiting. Where fewer processes are started than that, all of them wait "
        "for ever, and so does whoever joins them. Mostly the parent was counted that does not wait itself, or one of "
        "two numbers was changed."
    ),
    cure="Make the barrier for as many as wait there: the processes, and the parent only if it calls wait(), too.",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=("https://docs.python.org/3/library/threading.html#barrier-objects",),
    bad=(Example(_TOO_FEW, Outcome("hangs")), Example(_WITHOUT_PARENT, Outcome("hangs"))),
    good=(Example(_PARENT), Example(_EACH_ITS_OWN), Example(_THREAD)),
    check=check,
)
