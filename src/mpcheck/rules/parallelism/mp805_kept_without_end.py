"""MP805: a loop makes processes, pools or queues, and keeps all of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.collect import FUNCTIONS, LOOPS
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.order import frames
from mpcheck.model.scopes import Scope
from mpcheck.model.values import Instance, origin
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.parallelism.hoards import hoards

#: Each of these keeps descriptors open as long as it is kept and not closed.
_HOLDERS = "process pool process-executor queue joinable-queue simple-queue manager"
_ADDS = ("append", "add", "appendleft")
_ENDS = "close shutdown"


def check(module: Module) -> Iterator[Finding]:
    """Report what an endless loop makes and puts into a container from which nothing is ever taken; pools of any loop."""
    made = {event.call: event for event in module.events_reached(_HOLDERS, "new")}
    adding = list(_additions(module, made)) if made else []
    closed = {event.kind for event in module.events_reached(_HOLDERS, _ENDS)} if adding else set()
    for event, call, container in adding:
        loop = _endless_loop(module, call, event)
        if loop is not None and event.kind not in closed and _only_grows(module, container, loop):
            yield from _report(module, event, call, loop)
    for hoard in hoards(module):
        message = "turn by turn a loop keeps one more pool, whose processes nothing ends"
        related = [(hoard.loop, "the loop"), (hoard.kept, "kept here")]
        breaks = module.narrow(hoard.made, module.targets)
        yield from RULE.at(module, hoard.made, message, breaks=breaks, related=related)


def _report(module: Module, event: Event, call: ast.Call, loop: ast.While) -> Iterator[Finding]:
    what = event.kind.replace("-", " ")
    message = f"each turn of this endless loop keeps one more {what} with its descriptors, until no more can be opened"
    breaks = (target for target in module.targets_of(event) if target.platform != "windows")
    related = [(loop, "the loop"), (call, "kept here")]
    yield from RULE.at(module, event.call, message, breaks=breaks, related=related)


def _additions(module: Module, made: dict[ast.Call, Event]) -> Iterator[tuple[Event, ast.Call, ast.expr]]:
    """Where one of the made objects is put into a container: the event that made it, the call, the container.

    A function that does so may be given the object.
    """
    for call in (call for file in module.files_reached for call in file.calls):
        if isinstance(call.func, ast.Attribute) and call.func.attr in _ADDS and len(call.args) == 1:
            for maker in dict.fromkeys(origin(one) for one in module.contexts.values(call.args[0])):
                if isinstance(maker, ast.Call) and maker in made:
                    yield made[maker], call, call.func.value


def _endless_loop(module: Module, call: ast.Call, made: Event) -> ast.While | None:
    """The endless loop that makes an object and lets a call keep it, in the function of these or around calls of that."""
    is_together = module.function(made.call) is module.function(call)
    keeping = _loops(module, (*made.sites[:-1], call) if is_together else (call,))
    making = set(keeping) if is_together else set(_loops(module, made.sites))
    return next((loop for loop in keeping if loop in making and _is_endless(module, loop)), None)


def _loops(module: Module, sites: tuple[ast.Call, ...]) -> list[ast.While]:
    """The ``while`` loops around a call in its function, and around the calls of that."""
    found: list[ast.While] = []
    for place in (place for places in frames(module, sites).values() for place in places):
        for outer in module.ancestors(place):
            if isinstance(outer, FUNCTIONS):
                break
            found += [outer] if isinstance(outer, ast.While) else []
    return found


def _is_endless(module: Module, loop: ast.While) -> bool:
    """Whether nothing but an exception ends a loop, or the program."""
    if not (isinstance(loop.test, ast.Constant) and loop.test.value):
        return False
    leaves = (node for node in ast.walk(loop) if isinstance(node, (ast.Break, ast.Return)))
    return all(_is_exceptional(module, node, loop) for node in leaves)


def _is_exceptional(module: Module, node: ast.AST, loop: ast.While) -> bool:
    """Whether a statement stands in a handler of exceptions, or leaves an inner loop or function."""
    for outer in module.ancestors(node):
        if outer is loop:
            return False
        inner_loop = isinstance(outer, LOOPS) and isinstance(node, ast.Break)
        if inner_loop or isinstance(outer, (ast.ExceptHandler, *FUNCTIONS)):
            return True
    return False


def _only_grows(module: Module, container: ast.expr, loop: ast.While) -> bool:
    """Whether all that the file does with a container made before the loop is to add to it and to look at its elements."""
    mentions = list(_mentions(module, container))
    stores = [node for node in mentions if isinstance(getattr(node, "ctx", None), ast.Store)]
    return (
        len(stores) == 1
        and loop not in module.ancestors(stores[0])
        and _is_empty(module.parent(stores[0]))
        and _outlives(module, container, stores[0], loop)
        and all(_keeps(module, node) for node in mentions if node not in stores)
    )


def _mentions(module: Module, container: ast.expr) -> Iterator[ast.AST]:
    """All uses of the same name, or all attributes of the name, bindings among them."""
    files = dict.fromkeys((*module.files_reached, module.ev.file(container)))
    if isinstance(container, ast.Name):
        home = _home(module, container)
        same = (name for file in files for name in file.nodes_of(ast.Name) if name.id == container.id)
        yield from (name for name in same if _home(module, name) is home)
    elif isinstance(container, ast.Attribute):
        attributes = (node for file in files for node in file.nodes_of(ast.Attribute))
        yield from (node for node in attributes if node.attr == container.attr)


def _home(module: Module, name: ast.Name) -> Scope | None:
    return module.scope(name).holder_of(name.id)


def _is_empty(statement: ast.AST | None) -> bool:
    """Whether a statement assigns an empty container."""
    value = statement.value if isinstance(statement, (ast.Assign, ast.AnnAssign)) else None
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id in ("list", "set") and not value.args
    return isinstance(value, ast.List) and not value.elts


def _outlives(module: Module, container: ast.expr, stored: ast.AST, loop: ast.While) -> bool:
    """Whether a container is made once, as far as the loop goes: by a class, an object from before, or in its function."""
    if isinstance(container, ast.Attribute):
        owners = module.contexts.values(container.value)
        makers = [one.call for one in owners if isinstance(one, Instance) and isinstance(one.call, ast.Call)]
        return not any(loop in _loops(module, (maker,)) for maker in makers)
    return module.function(stored) in (None, module.function(loop))


def _keeps(module: Module, node: ast.AST) -> bool:
    """Whether a use of the container takes nothing out of it, nor gives it to other code, nor asks how many it holds."""
    parent = module.parent(node)
    if isinstance(parent, ast.Attribute):
        return parent.attr in _ADDS
    if isinstance(parent, (ast.For, ast.comprehension)):
        return parent.iter is node
    if isinstance(parent, ast.Subscript):
        return isinstance(parent.ctx, ast.Load) and not isinstance(parent.slice, ast.Slice)
    return isinstance(parent, ast.Global)


_PROCESSES = """
import multiprocessing as mp
import resource

resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))


def work(number):
    return number * 2


def serve():
    children = []
    number = 0
    while True:
        number += 1
        child = mp.Process(target=work, args=(number,))  # MP805
        child.start()
        children.append(child)
        for child in children:
            child.join()


if __name__ == "__main__":
    serve()
"""

_QUEUES = """
import resource
from multiprocessing import get_context

resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))


class Broker:
    def __init__(self, context):
        self.context = context
        self.channels = []

    def open(self):
        channel = self.context.Queue()  # MP805
        self.channels.append(channel)
        return channel

    def run(self):
        while True:
            self.open()


if __name__ == "__main__":
    Broker(get_context()).run()
"""

_SESSIONS = """
import multiprocessing as mp


def work(number):
    return number * 2


class Session:
    def __init__(self, user):
        self.user = user
        self.workers = mp.Pool(2)  # MP805

    def answer(self, number):
        return self.workers.apply(work, (number,))


class Store:
    def __init__(self):
        self.sessions = {}

    def session(self, user):
        if user not in self.sessions:
            self.sessions[user] = Session(user)
        return self.sessions[user]


def main():
    store = Store()
    for user in ("ana", "ben", "cleo", "dan", "eva"):
        store.session(user).answer(1)
    running = len(mp.active_children())
    print("ok" if running <= 2 else f"{running} processes are left")


if __name__ == "__main__":
    main()
"""

_ENDED_ONES_REMOVED = """
import multiprocessing as mp


def work(number):
    return number * 2


class Server:
    def __init__(self):
        self.children = []

    def run(self, requests):
        while True:
            try:
                number = next(requests)
            except StopIteration:
                break
            child = mp.Process(target=work, args=(number,))
            child.start()
            self.children.append(child)
            self.children = [child for child in self.children if child.is_alive()]
        for child in self.children:
            child.join()


if __name__ == "__main__":
    Server().run(iter(range(4)))
    print("ok")
"""

_CLOSED = """
import multiprocessing as mp


def work(number):
    return number * 2


def serve(numbers):
    ended = []
    while True:
        try:
            number = next(numbers)
        except StopIteration:
            return ended
        child = mp.Process(target=work, args=(number,))
        child.start()
        child.join()
        ended.append(child)
        child.close()


if __name__ == "__main__":
    assert len(serve(iter(range(4)))) == 4
    print("ok")
"""

_SESSIONS_CLOSED = """
import multiprocessing as mp


def work(number):
    return number * 2


class Store:
    def __init__(self):
        self.pools = {}

    def pool(self, user):
        if user not in self.pools:
            self.pools[user] = mp.Pool(2)
        return self.pools[user]

    def leave(self, user):
        self.pools[user].close()
        self.pools[user].join()


def main():
    store = Store()
    for user in ("ana", "ben", "cleo", "dan", "eva"):
        assert store.pool(user).apply(work, (1,)) == 2
        store.leave(user)
    print("ok" if not mp.active_children() else "processes are left")


if __name__ == "__main__":
    main()
"""

_FEW = """
import multiprocessing as mp


def work(queue):
    queue.put(1)


def results(count):
    queues, children = [], []
    while len(queues) < count:
        queues.append(mp.Queue())
        children.append(mp.Process(target=work, args=(queues[-1],)))
        children[-1].start()
    return [queue.get() for queue in queues]


if __name__ == "__main__":
    assert results(3) == [1, 1, 1]
    print("ok")
"""

RULE = Rule(
    code="MP805",
    name="kept-without-end",
    summary="A loop makes processes, pools or queues and keeps all of them.",
    why=(
        "On POSIX a Process that has been started holds two descriptors, its join() does not give them back, and a queue "
        "holds two, a pool more. They are closed when the object is closed or freed, which a list that only "
        "grows prevents. With the usual limit of 1024 (256 on macOS) a server fails after some hundred requests: "
        "OSError: [Errno 24] Too many open files. A pool that is kept, be it by an object in a dictionary, keeps its idle "
        "worker processes as well: one pool for each user, date or file fills the machine with them."
    ),
    cure=(
        "Take ended processes out of the list, as in `children = [child for child in children if child.is_alive()]`, or "
        "call close() on them after join(); make one pool or queue before the loop and use it again. Close and join the "
        "pool of an object when that is no longer needed, best by a `with` statement."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process.close",
        "https://github.com/pytorch/pytorch/issues/973",
    ),
    catalogue=("C17", "E13"),
    bad=(
        Example(_PROCESSES, Outcome("raises", "Too many open files"), platforms=("linux",)),
        Example(_QUEUES, Outcome("raises", "Too many open files"), platforms=("linux",)),
        Example(_SESSIONS, Outcome("wrong", "10 processes are left")),
    ),
    good=(Example(_ENDED_ONES_REMOVED), Example(_CLOSED), Example(_SESSIONS_CLOSED), Example(_FEW)),
    check=check,
)
