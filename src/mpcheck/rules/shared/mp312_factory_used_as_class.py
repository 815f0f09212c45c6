"""MP312: ``multiprocessing.Queue`` and its like, which are methods, are used as if they were classes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.attributes import decorated_as
from mpcheck.model.module import Module
from mpcheck.model.tables.standard import QUEUES, SHARED, SYNC
from mpcheck.model.values import External, Function
from mpcheck.rules.base import Example, Outcome, Rule

#: The class that each of these methods makes an object of, where there is one to name.
_CLASSES = {
    **{name: f"multiprocessing.queues.{name}" for name in QUEUES},
    **{name: f"multiprocessing.synchronize.{name}" for name in SYNC},
    **dict.fromkeys(("Value", "Array"), "multiprocessing.sharedctypes.SynchronizedBase"),
    "Pool": "multiprocessing.pool.Pool",
    "Manager": "multiprocessing.managers.SyncManager",
}
_FACTORIES = {
    f"{module}.{name}" for module in ("multiprocessing", "torch.multiprocessing") for name in (*_CLASSES, *SHARED)
}
_LAZY_ANNOTATIONS = (3, 14)
_DISPATCHING = ("functools.singledispatch", "functools.singledispatchmethod")


def check(module: Module) -> Iterator[Finding]:
    """Report the uses of these methods that only a class allows."""
    for node, what in (*_uses(module), *_registered(module), *_asked_for_classes(module)):
        values = module.values(node)
        found = sorted(one.name for one in values if isinstance(one, External) and one.name in _FACTORIES)
        if found:
            yield from _report(module, node, what, found[0], certain=len(found) == len(values))


def _uses(module: Module) -> Iterator[tuple[ast.expr, str]]:
    """The expressions that have to be classes, with what needs them."""
    for call in module.calls_of("builtins.isinstance", "builtins.issubclass"):
        second = call.args[1] if len(call.args) == 2 else None
        for node in second.elts if isinstance(second, ast.Tuple) else [second] if second else []:
            yield node, "isinstance() raises TypeError"
    for node in module.found.nodes_of(ast.Subscript):
        if isinstance(node.ctx, ast.Load):
            yield node.value, "it has no items: [...] raises TypeError"
    for operation in module.found.nodes_of(ast.BinOp):
        if isinstance(operation.op, ast.BitOr):
            yield from ((side, "| raises TypeError") for side in (operation.left, operation.right) if _names(side))
    for info in module.found.classes:
        yield from ((base, "a class cannot be derived from it") for base in info.node.bases)
    for pattern in module.found.nodes_of(ast.MatchClass):
        yield pattern.cls, "no pattern can name it"


def _registered(module: Module) -> Iterator[tuple[ast.expr, str]]:
    """The expressions of the classes for which generic functions are told what to do."""
    for call in module.found.named_calls.of(["register"]):
        if call.args and _is_generic_function(module, call.func):
            yield call.args[0], "register() raises TypeError"


def _is_generic_function(module: Module, register: ast.expr) -> bool:
    """Whether this is ``register`` of a function that chooses among others by the class of its argument."""
    owners = module.values(register.value) if isinstance(register, ast.Attribute) else ()
    return any(isinstance(one, Function) and decorated_as(module.ev, one.info, *_DISPATCHING) for one in owners)


def _asked_for_classes(module: Module) -> Iterator[tuple[ast.expr, str]]:
    """The expressions of which an attribute is asked for that only a class may hold: another class, such as an exception."""
    for node in module.found.nodes_of(ast.Attribute):
        if node.attr[:1].isupper() and isinstance(node.ctx, ast.Load):
            yield node.value, f"it has no `{node.attr}`, which raises AttributeError"


def _names(node: ast.expr) -> bool:
    return isinstance(node, (ast.Name, ast.Attribute))


def _report(module: Module, node: ast.expr, what: str, name: str, *, certain: bool) -> Iterator[Finding]:
    targets = module.narrow(node, module.targets)
    annotation = _is_annotation(module, node)
    if annotation and (_has_future_import(module) or _is_of_local_variable(module, annotation)):
        return
    if annotation:
        targets = frozenset(target for target in targets if target.python < _LAZY_ANNOTATIONS)
    yield from RULE.at(
        module,
        node,
        f"`{ast.unparse(node)}` is a method that makes an object, no class: {what}",
        breaks=targets,
        confidence=Confidence.HIGH if certain else Confidence.MEDIUM,
        cure=_cure(module, node, _CLASSES.get(name.rpartition(".")[2])),
    )


def _cure(module: Module, node: ast.expr, known: str | None) -> str | None:
    if isinstance(module.parent(node), ast.Attribute):
        return "The exceptions of queues are those of the standard library's module queue: queue.Empty, queue.Full."
    return f"Use the class, {known}, or put the annotation into quotes." if known else None


def _is_annotation(module: Module, node: ast.AST) -> ast.AST | None:
    """What an annotation belongs to: a parameter, a function or an assignment; None where there is none around."""
    here = node
    for parent in module.ancestors(node):
        if here in (getattr(parent, "annotation", None), getattr(parent, "returns", None)):
            return parent
        if isinstance(parent, ast.stmt):
            return None
        here = parent
    return None


def _is_of_local_variable(module: Module, owner: ast.AST) -> bool:
    """Whether an annotation is of a variable of a function, which nothing evaluates."""
    return isinstance(owner, ast.AnnAssign) and module.scope(owner).function is not None


def _has_future_import(module: Module) -> bool:
    imports = (node for node in module.found.nodes_of(ast.ImportFrom) if node.module == "__future__")
    return any(alias.name == "annotations" for node in imports for alias in node.names)


_ISINSTANCE = """
import multiprocessing as mp
import queue


def drain(source):
    if isinstance(source, (queue.Queue, mp.Queue)):  # MP312
        return source.get()
    return source


if __name__ == "__main__":
    source = mp.Queue()
    source.put("ok")
    print(drain(source))
"""

_UNION = """
from multiprocessing import Queue


class Worker:
    def __init__(self, results: Queue | None = None):  # MP312
        self.results = results


if __name__ == "__main__":
    print("ok" if Worker().results is None else "failed")
"""

_SUBCLASS = """
import multiprocessing

context = multiprocessing.get_context("spawn")


class CountingQueue(context.Queue):  # MP312
    count = 0


if __name__ == "__main__":
    print("ok" if CountingQueue.count == 0 else "failed")
"""

_ALIAS = """
from multiprocessing import Lock as ProcessLock
from typing import Dict

Locks = Dict[str, ProcessLock]
Slots = ProcessLock[int]  # MP312

if __name__ == "__main__":
    print("ok")
"""

_ERROR = """
from multiprocessing import Queue


def drain(numbers):
    found = []
    while True:
        try:
            found.append(numbers.get(timeout=1))
        except Queue.Empty:  # MP312
            return found


if __name__ == "__main__":
    numbers = Queue()
    numbers.put(1)
    print("ok" if drain(numbers) == [1] else "failed")
"""

_CLASSES_USED = """
import multiprocessing as mp
import multiprocessing.connection
import multiprocessing.pool
import multiprocessing.queues
import multiprocessing.synchronize


class Worker(mp.Process):
    def run(self):
        pass


def kind(thing):
    if isinstance(thing, multiprocessing.queues.Queue):
        return "queue"
    if isinstance(thing, (multiprocessing.synchronize.Lock, multiprocessing.pool.Pool)):
        return "lock"
    return "process" if isinstance(thing, mp.Process) else type(thing).__name__


if __name__ == "__main__":
    assert [kind(one) for one in (mp.Queue(), mp.Lock(), Worker())] == ["queue", "lock", "process"]
    print("ok")
"""

_ANNOTATED = """
import multiprocessing as mp
from typing import Dict, Optional


def work(queue: mp.Queue, lock: "mp.Lock | None" = None, more: Optional[mp.Event] = None) -> mp.Queue:
    found: mp.Queue | None = queue
    names: mp.Queue[int] = found
    return names


QUEUES: Dict[str, mp.Queue] = {}

if __name__ == "__main__":
    QUEUES["a"] = mp.Queue()
    assert work(QUEUES["a"]) is QUEUES["a"]
    print("ok")
"""

_FUTURE = """
from __future__ import annotations

import queue
from multiprocessing import Pipe, Queue
from multiprocessing.dummy import Queue as ThreadQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Jobs = Queue[int] | None


class Box:
    queue: Queue[int] | None = None

    def fill(self, value: Queue[int] | int) -> Queue | None:
        self.queue = value
        return self.queue


if __name__ == "__main__":
    assert isinstance(ThreadQueue(), queue.Queue)
    assert Box().fill(Pipe()[0]) is not None
    print("ok")
"""

RULE = Rule(
    code="MP312",
    name="factory-used-as-class",
    summary="multiprocessing.Queue, Lock, Event, Pool or another method of that kind is used as a class.",
    why=(
        "multiprocessing.Queue and its like, with or without a context, are methods of a context that make an object. As "
        "the second argument of isinstance(), as a base class, with [...] or with | they raise TypeError, in a parameter's "
        "or attribute's annotation as soon as the module is imported. Python 3.14 evaluates annotations only when they are "
        "asked for. They have no Empty and no Full, which is seen only when a queue is empty or full. Process and the classes of multiprocessing.queues and multiprocessing.synchronize are real classes."
    ),
    cure="Use the class: multiprocessing.queues.Queue, multiprocessing.synchronize.Lock, multiprocessing.pool.Pool.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",
        "https://github.com/python/cpython/issues/99509",
    ),
    catalogue=("B19",),
    bad=(
        Example(_ISINSTANCE, Outcome("raises", "isinstance() arg 2 must be a type")),
        Example(_UNION, Outcome("raises", "unsupported operand type(s) for |"), pythons="<3.14"),
        Example(_SUBCLASS, Outcome("raises", "TypeError")),
        Example(_ALIAS, Outcome("raises", "'method' object is not subscriptable")),
        Example(_ERROR, Outcome("raises", "'Empty'")),
    ),
    good=(Example(_CLASSES_USED), Example(_ANNOTATED), Example(_FUTURE)),
    check=check,
)
