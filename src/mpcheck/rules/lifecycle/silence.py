"""Whether a worker may fail and its parent cannot see it."""

from __future__ import annotations

import ast
import re

from mpcheck.model import iteration
from mpcheck.model.module import Module
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import NOTHING, BoundMethod, Const, External, Object, Param, Unknown, Value, Values
from mpcheck.model.worker import made_by_task
from mpcheck.rules.lifecycle.daemonic import is_daemonic
from mpcheck.rules.lifecycle.failures import catches_everything

#: Words of code that learns how processes end, in some way.
_LEARNS = re.compile(r"\b(exitcode|sentinel|active_children|waitpid|waitstatus_to_exitcode)\b")
#: Words of code that ends processes itself, or watches over them.
_ENDS = re.compile(r"\b(terminate|kill|is_alive)\b")
#: Methods by which a worker tells its parent something, on an object that it was given.
_TELLS = {
    *("put", "put_nowait", "send", "send_bytes", "set", "append", "appendleft", "extend", "add", "update", "insert"),
    *("notify", "notify_all", "release", "wait", "write", "sendall", "publish", "setdefault", "task_done"),
}
#: Functions that do not fail, or whose failure matters to nobody.
_TRIVIAL = ("builtins.", "time.", "logging.", "os.getpid", "os.getppid", "multiprocessing.current_process", "random.")
#: Modules whose functions and objects compute, but for those that reach out of the process by names that begin so:
#: what only computes and prints fails for no reason of the place where it runs, and its output is missed.
_COMPUTING = (
    *("cmath.", "collections.", "copy.", "datetime.", "decimal.", "fractions.", "functools.", "hashlib.", "heapq."),
    *("itertools.", "math.", "operator.", "re.", "statistics.", "string.", "textwrap."),
    *("numpy.", "pandas.", "polars."),
)
_REACHES_OUT = ("from", "genfrom", "load", "memmap", "open", "read", "save", "scan", "sink", "to", "write")
#: By these a task ends itself on purpose.
_ENDS_ITSELF = {"os.abort", "os.kill", "os.killpg", "signal.raise_signal"}
#: What the managers of another process hand out.
_REMOTE = "multiprocessing.managers.BaseManager."
_MAY_FAIL = {"builtins.open", "builtins.__import__", "builtins.eval", "builtins.exec"}
#: What a process may be given without being able to answer by it.
_NO_ANSWER = {"", "lock", "rlock", "semaphore", "bounded-semaphore"}


def learns_how_processes_end(module: Module) -> bool:
    return _LEARNS.search(module.text) is not None


def files_deal_with_ends(module: Module) -> bool:
    """Whether other files whose functions run here learn how processes end, or end them."""
    texts = {module.ev.file(function.node).text for function in module.functions_called}
    return any(_LEARNS.search(text) or _ENDS.search(text) for text in texts)


def may_fail_unseen(module: Module, task: Task) -> bool:
    """Whether the functions of a task are known, may raise, and have no way to tell their parent."""
    functions = module.functions(task.callables)
    known = len(functions) == len(task.callables) > 0
    if not known or is_daemonic(module, task) or any(catches_everything(f) or _serves(f) for f in functions):
        return False
    given = {module.kind(one) for one in _given(task)}
    # What libraries do to their objects is done to copies: what is shared would have been given.
    own = {f for f in module.graph.reached_from(functions) if f in functions or module.is_here(f.node)}
    if given - _NO_ANSWER or any(_changes_shared(module, function) for function in own):
        return False
    called = [
        (made.call, one) for made in made_by_task(module, task) for one in module.values(made.call.func, made.context)
    ]
    if any(isinstance(one, External) and one.name in _ENDS_ITSELF for _, one in called):
        return False
    return not any(_tells(module, call, one) for call, one in called) and any(_may_fail(one) for _, one in called)


def _given(task: Task) -> Values:
    """What a task is given: the arguments that are written out, and the elements of a tuple that is passed on."""
    event = task.event
    packed = event.values(event.api.args)
    return NOTHING.union(
        iteration.follow(event.ev, packed, ("elem",)), *(event.evaluate(node) for node in event.sent())
    )


def _serves(function: FunctionInfo) -> bool:
    """Whether a function holds an endless loop: it is ended from outside."""
    loops = [node for node in ast.walk(function.node) if isinstance(node, ast.While)]
    return any(isinstance(loop.test, ast.Constant) and loop.test.value for loop in loops)


def _changes_shared(module: Module, function: FunctionInfo) -> bool:
    """Whether a function assigns to an item or attribute of something that it did not make itself."""
    file = module.ev.file(function.node)
    stores = [node.value for node, _, _, _ in file.attribute_stores]
    stores += [m.container for m in file.mutations if isinstance(m.node, (ast.Subscript, ast.AugAssign))]
    return any(module.function(node) is function and _is_given(module, node) for node in stores)


def _is_given(module: Module, node: ast.expr) -> bool:
    root: ast.expr = node
    while isinstance(root, (ast.Attribute, ast.Subscript)):
        root = root.value
    if not isinstance(root, ast.Name):
        return True
    own = module.scope(root).enclosing_function
    bindings = own.scope.bindings.get(root.id, []) if own is not None else []
    return not bindings or any(binding.kind == "param" for binding in bindings)


def _tells(module: Module, call: ast.Call, one: Value) -> bool:
    if isinstance(one, BoundMethod) and isinstance(one.receiver, Object) and one.receiver.name.startswith(_REMOTE):
        return True
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in _TELLS:
        return False
    if isinstance(one, BoundMethod):
        return isinstance(one.receiver, (Param, Unknown)) or module.kind(one.receiver) not in _NO_ANSWER
    return isinstance(one, (Param, Unknown)) or (isinstance(one, External) and one.name == "os.write")


def _may_fail(one: Value) -> bool:
    if isinstance(one, External):
        return one.name in _MAY_FAIL or not _is_trivial(one.name)
    receiver = one.receiver if isinstance(one, BoundMethod) and one.function is None else None
    trivial = (
        isinstance(receiver, Object) and isinstance(one, BoundMethod) and _is_trivial(f"{receiver.name}.{one.name}")
    )
    return isinstance(one, (Unknown, Param)) or (
        receiver is not None and not trivial and not isinstance(receiver, Const)
    )


def _is_trivial(name: str) -> bool:
    """Whether a function or method of a library does not fail, or only where it would in any process."""
    computes = name.startswith(_COMPUTING) and not name.rpartition(".")[2].startswith(_REACHES_OUT)
    return computes or name.startswith(_TRIVIAL)
