"""Hashes that workers compute: who else computes them, and what they are for."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from mpcheck.model.displays import last_name
from mpcheck.model.edge import Edge
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.uses import uses_of
from mpcheck.model.values import Instance, Items
from mpcheck.rules.shared.text_hashes import names_file

#: Methods in which an object only speaks of itself.
_OWN_METHODS = {"__hash__", "__repr__", "__str__"}
#: Methods of a dict that get a key.
_LOOKING_UP = {"get", "pop", "setdefault"}


def hashes(module: Module) -> Iterator[ast.Call]:
    """The calls of ``hash`` in this file, and in functions of other files that its workers run."""
    yield from module.calls_of("builtins.hash")
    for call in (call for function in module.foreign_worker_functions for call in function.calls):
        if module.external_name(call.func) == "builtins.hash":
            yield call


def of_worker(module: Module, call: ast.Call) -> FunctionInfo | None:
    function = module.function(call)
    runs = function in module.worker_tasks or function in module.served_tasks
    return function if function is not None and runs and function.name not in _OWN_METHODS else None


def tasks_of(module: Module, function: FunctionInfo | None) -> list[Task]:
    """What leads to a function in a process of its own."""
    return [] if function is None else [*module.worker_tasks.get(function, ()), *module.served_tasks.get(function, ())]


def is_one_server(module: Module, calls: Sequence[ast.Call]) -> bool:
    """Whether all hashes are computed by one process: the server of the only manager."""
    functions = {module.function(call) for call in calls}
    if functions & module.worker_tasks.keys() or not functions <= module.served_tasks.keys():
        return False
    servers = {task.event.call for one in functions if one is not None for task in module.served_tasks[one]}
    return len(servers) == 1 and not any(Parent(module).may_repeat(server) for server in servers)


def purpose(module: Module, call: ast.Call) -> str:
    """What the hash is for, "" if for nothing of these.

    ``divide``: it is compared, or chooses; ``name``: it names a file that the parent looks for, too; ``answer``: it leaves
    the worker.
    """
    value = _signless(module, call)
    share = _share(module, value)
    given = list(_calls_that_give(module, share or value))
    if any(names_file(module, node) for node in (share or value, *given)) and _is_run_by_both(module, call):
        return "name"
    if share is not None:
        if _divides(module, share, given):
            return "divide"
        if not _is_divided_by_parent(module):
            return ""
    return "answer" if _leaves(module, share or value) and _is_entry(module, module.function(call)) else ""


def _signless(module: Module, call: ast.Call) -> ast.expr:
    """A hash, or what ``abs()`` makes of it."""
    parent = module.parent(call)
    return parent if isinstance(parent, ast.Call) and module.external_name(parent.func) == "builtins.abs" else call


def _share(module: Module, value: ast.expr) -> ast.BinOp | None:
    """The number of one of several parts, which a hash is made into: ``hash(key) % n``."""
    parent = module.parent(value)
    if not isinstance(parent, ast.BinOp):
        return None
    is_share = isinstance(parent.op, ast.BitAnd) or (isinstance(parent.op, ast.Mod) and parent.left is value)
    return parent if is_share else None


def _is_divided_by_parent(module: Module) -> bool:
    """Whether the parent chooses by shares that it computes itself."""
    own = (call for call in module.calls_of("builtins.hash") if not of_worker(module, call))
    shares = (_share(module, _signless(module, call)) for call in own)
    return any(_chooses(module, node) for share in shares if share is not None for node in _places(module, share))


def _leaves(module: Module, value: ast.expr) -> bool:
    """Whether a value is returned or sent, by itself or in an object that is made of it."""
    uses = uses_of(module, value)
    for call in [module.parent(use.node) for use in uses if use.how == "argument"]:
        if isinstance(call, ast.Call) and any(isinstance(one, (Instance, Items)) for one in module.values(call)):
            uses += uses_of(module, call)
    return any(use.how == "returned" or _is_sent(module, use.node) for use in uses)


def _divides(module: Module, share: ast.expr, given: Sequence[ast.Call]) -> bool:
    """Whether a share chooses, or what the calls give whose result it is does.

    Of a function that only workers call what is looked up may be their own: there only a comparison counts.
    """
    if any(_chooses(module, node) for node in _places(module, share)):
        return True
    chooses = _chooses if is_called_by_both(module, module.function(share)) else _is_compared
    return any(chooses(module, node) for call in given for node in _places(module, call))


def _calls_that_give(module: Module, node: ast.expr) -> Iterator[ast.Call]:
    """The calls whose result an expression is."""
    function = module.function(node)
    if function is not None and isinstance(module.parent(node), ast.Return):
        yield from _calls_in_project(module, function)


def _places(module: Module, node: ast.expr) -> Iterator[ast.expr]:
    """An expression, and the uses of the local name that it is assigned to."""
    yield node
    parent, body = module.parent(node), module.function(node)
    if isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name):
        name = parent.targets[0].id
        yield from (use for use in module.ev.file(node).names if use.id == name and module.function(use) is body)


def is_called_by_both(module: Module, function: FunctionInfo | None) -> bool:
    """Whether a function of the parent, which no worker runs, calls a function that workers run, too."""
    calls = _calls_in_project(module, function) if function is not None else ()
    return any(not tasks_of(module, module.function(one)) and _is_run_by_both(module, one) for one in calls)


def _is_run_by_both(module: Module, call: ast.Call) -> bool:
    """Whether the parent comes to a call, too, otherwise than by running itself what tasks run."""
    seen: set[FunctionInfo] = set()
    stack = [module.function(call)]
    while stack:
        function = stack.pop()
        if function is None or (not tasks_of(module, function) and module.is_here(function.node)):
            return True
        if function not in seen and not _is_entry(module, function):
            seen.add(function)
            stack += [module.function(one) for one in _calls_in_project(module, function)]
    return False


def _calls_in_project(module: Module, function: FunctionInfo) -> Iterator[ast.Call]:
    """The calls of a function, also those in its own file that this one may come to without any process."""
    yield from (edge.call for edge in _calls_of(module, function))
    for call in module.ev.file(function.node).calls if not module.is_here(function.node) else ():
        if function.name == last_name(call.func) and function in module.functions(module.values(call.func)):
            yield call


def _calls_of(module: Module, function: FunctionInfo | None) -> Sequence[Edge]:
    return module.graph.callers.get(function, ()) if function is not None else ()


def _chooses(module: Module, node: ast.AST) -> bool:
    parent = module.parent(node)
    if isinstance(parent, ast.Call) and parent.args[:1] == [node]:
        return isinstance(parent.func, ast.Attribute) and parent.func.attr in _LOOKING_UP
    return (isinstance(parent, ast.Subscript) and parent.slice is node) or _is_compared(module, node)


def _is_compared(module: Module, node: ast.AST) -> bool:
    """Whether an expression is compared with something that is no other result of the same function."""
    parent = module.parent(node)
    sides = [parent.left, *parent.comparators] if isinstance(parent, ast.Compare) else []
    return len({last_name(side.func) if isinstance(side, ast.Call) else side for side in sides}) > 1


def _is_sent(module: Module, node: ast.AST) -> bool:
    events = (event for event in module.all_events if event.api.item)
    return any(module.statement(node) is module.statement(event.call) for event in events)


def _is_entry(module: Module, function: FunctionInfo | None) -> bool:
    """Whether a function is itself what a task runs."""
    tasks = module.worker_tasks.get(function, ()) if function is not None else ()
    return any(function in module.functions(task.callables) for task in tasks)
