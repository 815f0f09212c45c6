"""MP308: a loop takes a queue that looks empty for one to which nothing more will come."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent
from mpcheck.model.tasks import Task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.draining import Drain, drains
from mpcheck.rules.shared.last_looks import asks_life, last_looks
from mpcheck.rules.shared.several_workers import has_several_workers

_EMPTY_SINCE = (
    "`{}` may get empty between this test and the `get()`, which then waits for ever: other workers read it, too"
)
_LOOKS_EMPTY = "`{}` also looks empty while items are on their way to it, so this loop may end too early"
_LAST_LOOK = "what comes to `{}` after this loop has last read it, and before the process has ended, is never read"


def check(module: Module) -> Iterator[Finding]:
    """Report each loop once, at the test or handler that ends it."""
    parent = Parent(module)
    seen: set[ast.AST] = set()
    for drain in drains(module):
        function = module.function(drain.loop)
        tasks = module.worker_tasks.get(function, []) if function is not None else _writers(module, drain)
        reads_in_worker = function in module.worker_tasks
        if drain.test in seen or (function is not None and parent.may_repeat(drain.loop)):
            continue
        if not reads_in_worker:
            tasks = [] if _waited_before(module, parent, drain) else _writers(module, drain)
        if tasks:
            seen.add(drain.test)
            several = reads_in_worker and has_several_workers(module, parent, tasks)
            yield from _report(module, drain, tasks, several=several)
    for look in last_looks(module):
        tasks = _writers(module, look)
        if tasks and look.test not in seen:
            seen.add(look.test)
            yield from _report(module, look, tasks, message=_LAST_LOOK)


def _writers(module: Module, drain: Drain) -> list[Task]:
    """The tasks that put items into the queue of a loop; not in another file, of which the loop's own waits a while for them."""
    made = drain.read.origin
    puts = [
        event
        for event in module.events_everywhere("queue joinable-queue", "put put_nowait")
        if made is not None and event.origin is made and (module.is_here(event.call) or not _sleeps(module, drain))
    ]
    functions = [function for e in puts if (function := module.function(e.call)) is not None]
    return [task for function in functions for task in module.worker_tasks.get(function, ())]


def _sleeps(module: Module, drain: Drain) -> bool:
    """Whether the function pauses before a loop."""
    pauses = (call for call in module.calls_of("time.sleep") if module.function(call) is module.function(drain.loop))
    return any(module.happens_before(call, drain.loop) for call in pauses)


def _waited_before(module: Module, parent: Parent, drain: Drain) -> bool:
    """Whether the parent may have waited for its workers before, or nothing in the file calls the function."""
    function = module.function(drain.loop)
    if function is not None and not module.graph.callers.get(function) and function not in parent.starters:
        return True
    if any(asks_life(one.test) and module.happens_before(one, drain.loop) for one in _loops_beside(module, drain)):
        return True
    waits = [*module.events_reached("process pool process-executor", "join shutdown map starmap apply")]
    return any(parent.may_precede(wait.call, drain.loop) for wait in waits if wait.method == "join" or wait.api.blocks)


def _loops_beside(module: Module, drain: Drain) -> Iterator[ast.While]:
    """The loops in the body of another one that stand neither in that nor around it."""
    whiles = (node for node in module.ev.file(drain.loop).nodes_of(ast.While) if node is not drain.loop)
    beside = (node for node in whiles if module.function(node) is module.function(drain.loop))
    return (
        one for one in beside if one not in module.ancestors(drain.loop) and drain.loop not in module.ancestors(one)
    )


def _report(
    module: Module, drain: Drain, tasks: list[Task], *, several: bool = False, message: str = ""
) -> Iterator[Finding]:
    function = drain.read.call.func
    queue = ast.unparse(function.value) if isinstance(function, ast.Attribute) else "the queue"
    if not message:
        message = _EMPTY_SINCE if several and drain.blocks else _LOOKS_EMPTY
    yield from RULE.at(
        module,
        drain.test,
        message.format(queue),
        breaks={target for task in tasks for target in module.targets_of(task.event)},
        related=[(drain.read.call, "read here"), (tasks[0].event.call, "another process works on it")],
    )


_SEVERAL_READERS = """
import time
from multiprocessing import Process, Queue


def work(tasks):
    while not tasks.empty():  # MP308
        time.sleep(1)
        print(tasks.get() ** 2)


def main():
    tasks = Queue()
    for number in range(3):
        tasks.put(number)
    time.sleep(0.5)
    workers = [Process(target=work, args=(tasks,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("ok" if not any(worker.exitcode for worker in workers) else "failed")


if __name__ == "__main__":
    main()
"""

_TOO_EARLY = """
import multiprocessing as mp
import queue


class Producer(mp.Process):
    def __init__(self, results):
        super().__init__()
        self.results = results

    def run(self):
        for number in range(3):
            self.results.put(number)


def collect(results):
    found = []
    while True:
        try:
            found.append(results.get_nowait())
        except queue.Empty:  # MP308
            break
    return found


if __name__ == "__main__":
    results = mp.Queue()
    producer = Producer(results)
    producer.start()
    found = collect(results)
    late = [results.get() for _ in range(3 - len(found))]
    producer.join()
    print("ok" if found == [0, 1, 2] and producer.exitcode == 0 else f"{len(late)} results missed")
"""

_SENTINEL = """
from multiprocessing import Process, Queue


def work(tasks, results):
    for number in iter(tasks.get, None):
        results.put(number * number)
    results.put(None)


def main():
    tasks, results = Queue(), Queue()
    workers = [Process(target=work, args=(tasks, results)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for number in [1, 2, 3, None, None]:
        tasks.put(number)
    squares, ended = [], 0
    while ended < len(workers):
        square = results.get()
        if square is None:
            ended += 1
        else:
            squares.append(square)
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    print("ok" if sorted(squares) == [1, 4, 9] else squares)


if __name__ == "__main__":
    main()
"""

_POLLING = """
import time
from multiprocessing import Process, Queue
from queue import Empty


def produce(messages):
    for number in range(3):
        messages.put(number)


def main():
    messages, found = Queue(), []
    producer = Process(target=produce, args=(messages,))
    producer.start()
    while producer.is_alive() or not messages.empty():
        try:
            found.append(messages.get_nowait())
        except Empty:
            time.sleep(0.01)
    while len(found) < 3:
        while not messages.empty():
            found.append(messages.get())
    producer.join()
    print("ok" if found == [0, 1, 2] and producer.exitcode == 0 else found)


if __name__ == "__main__":
    main()
"""

_OTHER_QUEUES = """
import queue
from multiprocessing import Process, SimpleQueue


def double(numbers):
    waiting = queue.Queue()
    for number in numbers:
        waiting.put(number)
    while not waiting.empty():
        print(2 * waiting.get())


def answer(results):
    results.put(42)


if __name__ == "__main__":
    results = SimpleQueue()
    workers = [Process(target=double, args=([1, 2],)), Process(target=answer, args=(results,))]
    for worker in workers:
        worker.start()
    assert results.get() == 42
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    print("ok" if results.empty() else results.get())
"""

RULE = Rule(
    code="MP308",
    name="queue-emptiness-as-end",
    summary="A loop ends when a queue looks empty, which does not mean that nothing more will come.",
    why=(
        "What is put into a queue is written by a thread some time later, so the queue looks empty in between, and "
        "a producer may not even have begun: the loop ends early and items are lost without any error. Where several "
        "workers read, one may take the last item after another has seen that there is one: the other's get() waits "
        "for ever."
    ),
    cure=(
        "Put a sentinel such as None into the queue for each consumer and read until it comes, or count what has to come."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Queue.empty",),
    catalogue=("D14",),
    bad=(
        Example(_SEVERAL_READERS, Outcome("hangs")),
        Example(_TOO_EARLY, Outcome("wrong", "results missed")),
    ),
    good=(Example(_SENTINEL), Example(_POLLING), Example(_OTHER_QUEUES)),
    check=check,
)
