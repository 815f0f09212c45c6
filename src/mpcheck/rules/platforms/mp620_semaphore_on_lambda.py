"""MP620: a function of AWS Lambda makes something that needs a semaphore, which does not exist there."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import Const, only
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.entry.starts import is_asked_for

_PARAMETERS = ["event", "context"]
_SEMAPHORES = (
    "pool thread-pool process-executor queue joinable-queue simple-queue lock rlock semaphore bounded-semaphore "
    "condition event barrier"
)


def check(module: Module) -> Iterator[Finding]:
    """Report what handlers make, directly or not, and what importing their module makes."""
    handlers = [function for function in module.found.functions if _is_handler(function)]
    reached = set(module.graph.reached_from(handlers)) if handlers else set()
    seen: set[ast.Call] = set()
    for event in _semaphores(module) if handlers else ():
        inside = module.function(event.call) in reached or "import" in module.places(event.call)
        # Code of another file makes it for those who ask for it.
        is_meant = module.is_here(event.call) or is_asked_for(module, event.call)
        if inside and is_meant and event.call not in seen and not module.is_caught(event.call, "OSError"):
            seen.add(event.call)
            breaks = [target for target in module.targets_of(event) if target.platform == "linux"]
            named = any(handler.name == "lambda_handler" for handler in handlers)
            confidence = Confidence.HIGH if named and event.is_certain else Confidence.MEDIUM
            message = (
                "this needs semaphores, which AWS Lambda does not have: it raises OSError, function not implemented"
            )
            related = [(handlers[0].node, "the handler")]
            yield from RULE.at(module, event.call, message, breaks=breaks, related=related, confidence=confidence)


def _is_handler(function: FunctionInfo) -> bool:
    """Whether a function has the usual name of a handler, or the usual parameters and a name that says so."""
    if function.is_lambda or function.is_local or function.cls is not None or isinstance(function.node, ast.Lambda):
        return False
    parameters = [parameter.arg for parameter in function.node.args.args]
    usual = [parameter.lstrip("_") for parameter in parameters] == _PARAMETERS
    return function.name == "lambda_handler" or (usual and "handler" in function.name)


def _semaphores(module: Module) -> Iterator[Event]:
    """The events that make a semaphore: of processes, also in a value with its usual lock."""
    yield from module.events_reached(_SEMAPHORES, "new")
    for event in module.events_reached("value array", "new"):
        if not any(one.value is False for one in only(Const, event.values("lock"))):
            yield event


_POOL = """
import multiprocessing


def square(x):
    return x * x


def lambda_handler(event, context):
    with multiprocessing.Pool(2) as pool:  # MP620
        return pool.map(square, event["numbers"])


if __name__ == "__main__":
    print(lambda_handler({"numbers": [1, 2]}, None))
"""

_HELPERS = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.pool import ThreadPool


class Squares:
    def __init__(self, threads):
        self.threads = threads

    def compute(self, numbers):
        if self.threads:
            return ThreadPool(2).map(abs, numbers)  # MP620
        with ProcessPoolExecutor(2) as executor:  # MP620
            return list(executor.map(abs, numbers))


def handler(event, _context):
    return Squares(event["threads"]).compute(event["numbers"])


if __name__ == "__main__":
    print(handler({"numbers": [1, 2], "threads": True}, None))
"""

_PIPES = """
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pipe, Process


def work(end, number):
    end.send(number * number)
    end.close()


def lambda_handler(event, context):
    with ThreadPoolExecutor(2) as executor:
        assert list(executor.map(abs, event["numbers"])) == event["numbers"]
    here, there = Pipe(duplex=False)
    child = Process(target=work, args=(there, 3))
    child.start()
    there.close()
    answer = here.recv()
    child.join()
    return answer


if __name__ == "__main__":
    assert lambda_handler({"numbers": [1, 2]}, None) == 9
    print("ok")
"""

_FALLBACK = """
from multiprocessing import Pool


def square(x):
    return x * x


def handler(event, context):
    try:
        with Pool(2) as pool:
            return pool.map(square, event["numbers"])
    except OSError:
        return [square(number) for number in event["numbers"]]


if __name__ == "__main__":
    assert handler({"numbers": [1, 2]}, None) == [1, 4]
    print("ok")
"""

_NO_HANDLER = """
import multiprocessing as mp


def handler(signal, frame):
    raise SystemExit(signal)


class Events:
    def handler(self, event, context):
        return mp.Queue


if __name__ == "__main__":
    with mp.Pool(1) as pool:
        assert pool.map(abs, [-1]) == [1]
    assert Events().handler(None, None)
    print("ok")
"""

_SOURCE = "https://aws.amazon.com/blogs/compute/parallel-processing-in-python-with-aws-lambda/"

RULE = Rule(
    code="MP620",
    name="semaphore-on-lambda",
    summary="A handler of AWS Lambda makes a pool, queue or lock, which needs semaphores.",
    why=(
        "Lambda's environment has no /dev/shm, so that `sem_open` fails: every multiprocessing Pool, Queue, Lock, Event "
        "and ProcessPoolExecutor raises OSError 38, function not implemented, and so does multiprocessing's ThreadPool, "
        "whose queues have locks for processes. It works on every machine where the handler is tried out."
    ),
    cure="Use `concurrent.futures.ThreadPoolExecutor`, or one Process with a Pipe for each piece of work.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(_SOURCE, "https://github.com/ecederstrand/exchangelib/issues/1001"),
    catalogue=("E09",),
    bad=(
        Example(_POOL, Outcome("raises", "Function not implemented"), platforms=("linux",), platform_only=_SOURCE),
        Example(_HELPERS, Outcome("raises", "Function not implemented"), platforms=("linux",), platform_only=_SOURCE),
    ),
    good=(Example(_PIPES), Example(_FALLBACK), Example(_NO_HANDLER)),
    check=check,
)
