"""MP430: a method is named where it is meant to be called."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.values import BoundMethod
from mpcheck.rules.base import Example, Outcome, Rule

#: By kind of object, the methods that tell something.
_QUESTIONS = {
    **dict.fromkeys(("process", "thread"), "is_alive"),
    **dict.fromkeys(("queue", "joinable-queue", "thread-queue", "proxy-queue"), "empty full qsize"),
    "simple-queue": "empty",
    **dict.fromkeys(("event", "thread-event"), "is_set"),
    **dict.fromkeys(("async-result", "thread-result"), "ready successful"),
    "future": "done running cancelled",
    **dict.fromkeys(("connection", "popen"), "poll"),
}
#: And those that do something.
_ORDERS = {
    **dict.fromkeys(("process", "thread"), "start join run terminate kill close"),
    **dict.fromkeys(("queue", "thread-queue", "proxy-queue"), "get get_nowait close join_thread"),
    "joinable-queue": "get get_nowait close join_thread task_done join",
    "simple-queue": "get close",
    **dict.fromkeys(("event", "thread-event"), "set clear wait"),
    **dict.fromkeys(("lock", "rlock", "semaphore", "bounded-semaphore"), "acquire release"),
    **dict.fromkeys(("barrier", "thread-barrier"), "wait"),
    **dict.fromkeys(("pool", "thread-pool"), "close join terminate"),
    **dict.fromkeys(("process-executor", "thread-executor", "interpreter-executor", "manager"), "shutdown"),
    **dict.fromkeys(("async-result", "thread-result"), "get wait"),
    "future": "result cancel",
    "connection": "recv close",
    "popen": "wait communicate terminate kill",
}
_ASKED = frozenset(" ".join(_QUESTIONS.values()).split())
_ORDERED = frozenset(" ".join(_ORDERS.values()).split())
#: These ask each of many things.
_OF_ALL = ("builtins.any", "builtins.all", "builtins.sum")


def check(module: Module) -> Iterator[Finding]:
    """Report methods of processes, queues, events and the like that stand alone or are tested without being called."""
    for file in module.files_reached:
        for node in file.nodes_of(ast.Attribute):
            if node.attr in _ORDERED and isinstance(module.parent(node), ast.Expr):
                methods, message = _ORDERS, f"`{ast.unparse(node)}` names a method and does nothing"
            elif node.attr in _ASKED and _is_tested(module, node):
                methods, message = _QUESTIONS, f"`{ast.unparse(node)}` is a method, which is always true"
            elif node.attr in _ASKED and _is_compared(module, node):
                methods, message = _QUESTIONS, f"`{ast.unparse(node)}` is a method: it is compared, not what it says"
            else:
                continue
            if _is_method(module, node, methods):
                breaks = module.narrow(node, module.default_targets)
                yield from RULE.at(module, node, f"{message}; `{node.attr}()` would call it", breaks=breaks)


def _is_method(module: Module, node: ast.Attribute, methods: dict[str, str]) -> bool:
    """Whether an attribute is one of these methods and nothing else, whichever call passes the object."""
    values = module.contexts.values(node)
    return bool(values) and all(
        isinstance(one, BoundMethod)
        and one.function is None
        and one.name in methods.get(module.kind(one.receiver), "").split()
        for one in values
    )


def _is_tested(module: Module, node: ast.expr) -> bool:
    """Whether it is asked of a value whether it is true."""
    parent = module.parent(node)
    if isinstance(parent, ast.UnaryOp):
        return isinstance(parent.op, ast.Not)
    if isinstance(parent, ast.BoolOp):
        return node is not parent.values[-1] or _is_tested(module, parent)
    if isinstance(parent, (ast.GeneratorExp, ast.ListComp)):
        call = module.parent(parent)
        return isinstance(call, ast.Call) and module.external_name(call.func) in _OF_ALL
    if isinstance(parent, ast.comprehension):
        return node in parent.ifs
    return getattr(parent, "test", None) is node


def _is_compared(module: Module, node: ast.expr) -> bool:
    """Whether a value is compared with constants alone."""
    parent = module.parent(node)
    if not isinstance(parent, ast.Compare):
        return False
    return all(one is node or isinstance(one, ast.Constant) for one in (parent.left, *parent.comparators))


_WAITS = """
import time
from multiprocessing import Process


def work():
    time.sleep(0.1)


if __name__ == "__main__":
    process = Process(target=work)
    process.start()
    while process.is_alive:  # MP430
        time.sleep(0.1)
    print("done")
"""

_STARTS = """
import multiprocessing as mp


def work(number):
    print(number * number)


def main():
    processes = [mp.Process(target=work, args=(number,)) for number in range(2)]
    for process in processes:
        process.start  # MP430
    for process in processes:
        process.join()


if __name__ == "__main__":
    main()
"""

_ENDS = """
from concurrent.futures import ProcessPoolExecutor


def finished(futures):
    return [future for future in futures if future.done]  # MP430


def main():
    with ProcessPoolExecutor(2) as executor:
        futures = [executor.submit(pow, number, 2) for number in range(200)]
        early = finished(futures)
    assert len(early) < len(futures), "all are said to be done at once"


if __name__ == "__main__":
    main()
"""

_CALLED = """
import time
from multiprocessing import Process


def work():
    time.sleep(0.1)


if __name__ == "__main__":
    process = Process(target=work)
    process.start()
    while process.is_alive():
        time.sleep(0.1)
    print("ok")
"""

_OWN_PROPERTY = """
import multiprocessing as mp


class Worker:
    def __init__(self):
        self.process = mp.Process(target=print, args=("working",))

    @property
    def is_alive(self):
        return self.process.is_alive()

    def start(self):
        self.process.start()


class Finished(mp.Process):
    @property
    def done(self):
        return self.exitcode is not None

    def run(self):
        print("working")


def main():
    worker = Worker()
    assert not worker.is_alive
    worker.start()
    worker.process.join()
    assert not worker.is_alive
    other = Finished()
    other.start()
    other.join()
    assert other.done
    print("ok")


if __name__ == "__main__":
    main()
"""

_PASSED_ON = """
import multiprocessing as mp
from contextlib import ExitStack


def work(numbers, results):
    for number in iter(numbers.get, None):
        results.put(number + 1)


def main():
    numbers, results = mp.Queue(), mp.Queue()
    process = mp.Process(target=work, args=(numbers, results))
    with ExitStack() as stack:
        stop = process.terminate if hasattr(process, "terminate") else None
        if stop:
            stack.callback(process.join)
        process.start()
        numbers.put(1)
        numbers.put(None)
        assert results.get() == 2
    assert process.exitcode == 0
    print("ok")


if __name__ == "__main__":
    main()
"""

RULE = Rule(
    code="MP430",
    name="method-not-called",
    summary="A method of a process, queue, event or future is named without the parentheses that call it.",
    why=(
        "`process.start` alone is an expression whose value nobody uses: nothing is started, and join() fails. "
        "`while process.is_alive:` asks whether there is such a method, which is always so: the loop never ends, "
        "`if not queue.empty:` is never taken, and what is compared with True or None differs from it. "
        "Python says nothing of any of these."
    ),
    cure="Call the method: write the parentheses.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process.is_alive",
        "https://docs.python.org/3/library/stdtypes.html#truth-value-testing",
    ),
    words=("subprocess & .poll is", "subprocess & .poll:"),
    bad=(
        Example(_WAITS, Outcome("hangs")),
        Example(_STARTS, Outcome("raises", "process.join()")),
        Example(_ENDS, Outcome("raises", "all are said to be done at once")),
    ),
    good=(Example(_CALLED), Example(_OWN_PROPERTY), Example(_PASSED_ON)),
    check=check,
)
