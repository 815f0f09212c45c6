"""MP310: an object is changed after it was put into a queue, whose thread pickles it later."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.accesses import Access, access
from mpcheck.model.buffers import METHODS, is_buffer, is_filled
from mpcheck.model.collect import TRIES
from mpcheck.model.displays import parts
from mpcheck.model.event import Event
from mpcheck.model.iteration import is_container, made_at
from mpcheck.model.module import Module
from mpcheck.model.values import ClassRef, Const, External, Function, Namespace, Object, Unknown, Value
from mpcheck.rules.base import Example, Outcome, Rule

#: Calls in between that give the queue's thread its time: they wait for the other side, or for a while.
_WAITS = {"get", "recv", "poll", "wait", "join", "acquire", "result", "sleep", "close", "join_thread"}

#: What a name is after ``name += more``.
_EXTENDED = Unknown("augmented")
#: Pickled as a name.
_BY_NAME = (ClassRef, External, Function, Namespace)


def check(module: Module) -> Iterator[Finding]:
    """Report each put of an object that the same function goes on to change."""
    reported: set[ast.AST] = set()
    for event in module.events_everywhere("queue joinable-queue", "put put_nowait"):
        written = event.argument(event.api.item)
        if written is None or event.call in reported:
            continue
        for leaf in parts(module.ev, written, event.context):
            change = _change_after(module, event, leaf) if _is_copied(module, event, leaf) else None
            if change is not None:
                reported.add(event.call)
                yield from _report(module, event, leaf, change)
                break


def _is_copied(module: Module, event: Event, node: ast.expr) -> bool:
    """Whether an expression is a variable, or an attribute of one, that may hold an object of which pickle makes a copy."""
    place = isinstance(node, ast.Name) or (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name))
    return place and not any(isinstance(one, _BY_NAME) or module.kind(one) for one in event.evaluate(node))


def _change_after(module: Module, event: Event, leaf: ast.expr) -> ast.AST | None:
    """What changes the object in place after the put, before anything else can be in its place."""
    text, body, file = ast.unparse(leaf), module.function(event.call), module.ev.file(event.call)
    places: list[ast.Name | ast.Attribute] = [*file.nodes_of(ast.Name), *file.nodes_of(ast.Attribute)]
    uses = [
        node
        for node in places
        if type(node) is type(leaf) and node is not leaf and module.function(node) is body and ast.unparse(node) == text
    ]
    renewals = [node for node in uses if isinstance(node.ctx, (ast.Store, ast.Del)) and not _is_extended(module, node)]
    renewals += [node for node in _owners(module, leaf) if isinstance(node.ctx, ast.Store)]
    pauses = [call for call in file.calls if module.function(call) is body and _waits(call)]
    around = {module.statement(node) for node in (*renewals, *pauses)}
    put = module.statement(event.call)
    changes = (module.statement(node) for node in uses if _changes(module, node))
    later = _run_later(module, put, around)
    return next((change for change in changes if change is not put and change in later), None)


def _run_later(module: Module, put: ast.stmt, around: set[ast.stmt]) -> set[ast.AST]:
    """What may run once a put has been done: a handler around it only where something after it has failed."""
    flow = module.flow(put)
    tried = (outer for outer in module.ancestors(put) if isinstance(outer, TRIES))
    failed = {handler.body[0] for outer in tried for handler in outer.handlers}
    following = [one for one in flow.after[put] if one not in around and one not in failed]
    return {*following, *flow.reachable(following, around)}


def _owners(module: Module, leaf: ast.expr) -> Iterator[ast.Name]:
    """The places of the variable whose attribute ``leaf`` is."""
    if isinstance(leaf, ast.Attribute) and isinstance(leaf.value, ast.Name):
        body = module.function(leaf)
        yield from (n for n in module.ev.file(leaf).names if n.id == leaf.value.id and module.function(n) is body)


def _waits(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in _WAITS


def _is_extended(module: Module, node: ast.expr) -> bool:
    """``box += more``, which changes a list or an array in place."""
    parent = module.parent(node)
    return isinstance(parent, ast.AugAssign) and parent.target is node and _is_mutable(module, node)


def _changes(module: Module, node: ast.expr) -> bool:
    how: Access = access(module, node)
    if how.ends == "store":
        return True
    by_call = how.depth == 1 and (how.is_mutator or (how.ends == "call" and how.method in METHODS))
    return (by_call or is_filled(node, module.parent(node)) or _is_extended(module, node)) and _is_mutable(module, node)


def _is_mutable(module: Module, node: ast.expr) -> bool:
    """Whether all that an expression may be is a container or a buffer, which ``+=`` leaves the same object."""
    values = module.contexts.values(node)
    found = [one for one in values if not (isinstance(one, Const) and one.value is None) and one != _EXTENDED]
    return bool(found) and all((is_container(one) and not _is_tuple(one)) or is_buffer(one) for one in found)


def _is_tuple(one: Value) -> bool:
    made = made_at(one)
    return isinstance(made, ast.Tuple) or (isinstance(one, Object) and one.name == "builtins.tuple")


def _report(module: Module, event: Event, leaf: ast.expr, change: ast.AST) -> Iterator[Finding]:
    message = (
        f"`{ast.unparse(leaf)}` is changed after `{event.method}()`: it is pickled later by another thread, "
        f"so the change may be in what arrives"
    )
    yield from RULE.at(
        module,
        event.call,
        message,
        breaks=module.targets_of(event),
        related=[(change, "changed here")],
    )


_BATCHES = """
import multiprocessing as mp


def total(queue, answers):
    answers.put(sum(len(batch) for batch in iter(queue.get, None)))


if __name__ == "__main__":
    queue, answers = mp.Queue(), mp.SimpleQueue()
    worker = mp.Process(target=total, args=(queue, answers))
    worker.start()
    batch = []
    for number in range(1000):
        batch.append(number)
        if len(batch) == 10:
            queue.put(batch)  # MP310
            batch.clear()
    queue.put(None)
    found = answers.get()
    worker.join()
    print("ok" if found == 1000 else f"{found // 1000} thousand numbers arrived")
"""

_STATE = """
from multiprocessing import JoinableQueue, Process


class Reporter:
    def __init__(self):
        self.queue = JoinableQueue()
        self.state = {"step": 0}

    def report(self, steps):
        for step in range(steps):
            self.state["step"] = step
            self.queue.put(("state", self.state))  # MP310


def follow(queue):
    seen = [queue.get()[1]["step"] for _ in range(200)]
    print("ok" if seen == list(range(200)) else "steps were skipped")


if __name__ == "__main__":
    reporter = Reporter()
    follower = Process(target=follow, args=(reporter.queue,))
    follower.start()
    reporter.report(200)
    follower.join()
"""

_BUFFER = """
import io
import multiprocessing as mp


def join(queue, answers):
    answers.put(b"".join(iter(queue.get, None)))


if __name__ == "__main__":
    queue, answers = mp.Queue(), mp.SimpleQueue()
    worker = mp.Process(target=join, args=(queue, answers))
    worker.start()
    stream, block = io.BytesIO(bytes(range(200))), bytearray(1)
    while stream.readinto(block):
        queue.put(block)  # MP310
    queue.put(None)
    found = answers.get()
    worker.join()
    print("ok" if found == bytes(range(200)) else "blocks arrived with the contents of later ones")
"""

_COPIES = """
import multiprocessing as mp


def total(queue, answers):
    answers.put(sum(len(batch) for batch in iter(queue.get, None)))


if __name__ == "__main__":
    queue, answers = mp.Queue(), mp.SimpleQueue()
    worker = mp.Process(target=total, args=(queue, answers))
    worker.start()
    batch = []
    for number in range(100):
        batch.append(number)
        if len(batch) == 10:
            queue.put(batch)
            batch = []
    for number in range(100):
        batch.append(number)
        if len(batch) == 10:
            queue.put(list(batch))
            queue.put(batch[:0])
            batch.clear()
    queue.put(None)
    assert answers.get() == 200
    worker.join()
    print("ok")
"""

_AT_ONCE = """
from multiprocessing import Pipe, Process, SimpleQueue


def total(queue, connection):
    for _ in range(10):
        connection.send(len(queue.get()) + len(connection.recv()))


if __name__ == "__main__":
    queue = SimpleQueue()
    near, far = Pipe()
    worker = Process(target=total, args=(queue, far))
    worker.start()
    batch = []
    for number in range(10):
        batch.append(number)
        queue.put(batch)
        near.send(batch)
        batch.append(number)
        assert near.recv() == 4 * number + 2
    worker.join()
    print("ok")
"""

_ANSWERED = """
import multiprocessing as mp
import queue


def serve(requests, answers):
    for request in iter(requests.get, None):
        answers.put(request["number"] + 1)


class Client:
    def __init__(self):
        self.requests, self.answers = mp.Queue(), mp.Queue()
        self.request = {}

    def ask(self, numbers):
        for number in numbers:
            self.request["number"] = number
            self.requests.put(self.request)
            yield self.answers.get()


if __name__ == "__main__":
    client = Client()
    server = mp.Process(target=serve, args=(client.requests, client.answers))
    server.start()
    assert list(client.ask(range(3))) == [1, 2, 3]
    local = queue.Queue()
    log = [1]
    local.put(log)
    log.append(2)
    assert local.get() == [1, 2]
    last = [3]
    last.append(4)
    client.requests.put({"number": last[0]})
    client.requests.put(None)
    server.join()
    print("ok")
"""

RULE = Rule(
    code="MP310",
    name="changed-after-put",
    summary="A list, dict, array or other object is changed right after it was put into a multiprocessing queue.",
    why=(
        "put() of a Queue or JoinableQueue only remembers the object and returns; a thread of the sender pickles it some time "
        "later. What is changed in between arrives changed: a batch that is cleared for the next round arrives empty or half "
        "filled, a state arrives twice. A SimpleQueue, a Connection and the queue of a Manager pickle before they return."
    ),
    cure="Put a copy, as in queue.put(list(batch)), or bind the name to a new object: batch = [].",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.html#pipes-and-queues",),
    catalogue=("D07",),
    bad=(
        Example(_BATCHES, Outcome("wrong", "0 thousand numbers arrived")),
        Example(_STATE, Outcome("wrong", "steps were skipped")),
        Example(_BUFFER, Outcome("wrong", "contents of later ones")),
    ),
    good=(Example(_COPIES), Example(_AT_ONCE), Example(_ANSWERED)),
    check=check,
)
