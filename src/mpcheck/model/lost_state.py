"""What code that runs in another process sets on its copy of an object, and nothing sets on the object itself."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model import attributes, fields, iteration
from mpcheck.model.accesses import Access, access
from mpcheck.model.nodes import is_collected
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.unstarted import is_never_started
from mpcheck.model.values import NOTHING, BoundMethod, Const, Instance, Object, Partial, Value

if TYPE_CHECKING:
    from mpcheck.model.module import Module
    from mpcheck.model.tasks import Task

_FIRST = ("__init__", "__post_init__", "__new__")
#: Hold their items in memory of their own, as lists and dicts do; a memoryview may look at what processes share.
_OWN_MEMORY = {"collections.Counter", "array.array", "builtins.bytearray"}


@dataclass(frozen=True, slots=True)
class LostWrite:
    """An attribute of the objects of ``info`` that only ``functions`` of ``task`` set or change, at ``node``.

    ``is_held``: they are not those whose method is run, but what these hold.
    """

    info: ClassInfo
    attribute: str
    node: ast.AST
    task: Task
    functions: frozenset[FunctionInfo]
    is_held: bool = False


def lost_writes(module: Module) -> dict[str, list[LostWrite]]:
    """The writes on copies, by the name of the attribute."""
    found: dict[str, list[LostWrite]] = {}
    for task in module.tasks:
        for method in _methods(task) if not is_never_started(module, task.event) else ():
            for write in _of_method(module, task, method):
                found.setdefault(write.attribute, []).append(write)
    return found


def _methods(task: Task) -> Iterator[BoundMethod]:
    """The methods of objects that a task runs in another process."""
    for one in task.callables if task.where == "process" else ():
        inner: Value = one
        while isinstance(inner, Partial):
            inner = inner.function
        if isinstance(inner, BoundMethod) and inner.function is not None and isinstance(inner.receiver, Instance):
            yield inner


def _of_method(module: Module, task: Task, method: BoundMethod) -> Iterator[LostWrite]:
    assert method.function is not None
    assert isinstance(method.receiver, Instance)
    functions = only_there(module, {method.function.info})
    for info in _infos(module, method, functions) if functions else ():
        for name, places in _written(module, info).items():
            # What a constructor that the work calls sets, it sets on another object.
            there = [node for node, function in places if function in functions and not is_constructor(function)]
            child = [node for node in there if not _is_of_own_object(module, node)]
            others = [function for _, function in places if function not in functions]
            first = all(is_constructor(function) for function in others)
            if all(_is_argument(module, node, method.function.info) for node in child):
                continue  # the parent has sent it, and knows it
            if first and attributes.find_method(module.ev, info, name) is None:
                yield LostWrite(info, name, child[0], task, functions, info is not method.receiver.info)


def _infos(module: Module, method: BoundMethod, functions: frozenset[FunctionInfo]) -> Iterator[ClassInfo]:
    """The class of the object whose method is run, and those of what it holds, which the work neither makes nor gives back."""
    assert method.function is not None
    assert isinstance(method.receiver, Instance)
    yield method.receiver.info
    family = attributes.bases(module.ev, method.receiver.info)
    names = dict.fromkeys(name for here in family for name in here.attributes)
    held = (module.ev.evaluate_attribute(method.receiver, name) for name in names)
    made = [one for values in held for one in values if isinstance(one, Instance) and one.call is not None]
    sent = {one.info for one in made if is_collected(one.call) and module.function(one.call) not in functions}
    returned = method.function.info.returns
    given = {one.info for node in returned for one in module.values(node) if isinstance(one, Instance)}
    yield from sorted(sent - given - set(family), key=lambda info: (info.qualname, info.node.lineno))


def _is_of_own_object(module: Module, node: ast.AST) -> bool:
    """Whether an attribute is set on an object that the same function makes, which nobody has sent."""
    owners = module.values(node.value) if isinstance(node, ast.Attribute) else NOTHING
    made = [one.call if isinstance(one, Instance) else None for one in owners]
    return bool(made) and all(is_collected(call) and module.function(call) is module.function(node) for call in made)


def _is_argument(module: Module, node: ast.AST, work: FunctionInfo) -> bool:
    """Whether an attribute is set to an argument of the work as it came."""
    parent = module.parent(node)
    value = parent.value if isinstance(parent, ast.Assign) and node in parent.targets else None
    bindings = work.scope.bindings.get(value.id, ()) if isinstance(value, ast.Name) else ()
    return module.function(node) is work and [binding.kind for binding in bindings] == ["param"]


def is_constructor(function: FunctionInfo | None) -> bool:
    """Whether a function sets up a new object."""
    return function is not None and function.name in _FIRST


def only_there(module: Module, entries: set[FunctionInfo]) -> frozenset[FunctionInfo]:
    """The functions that run in another process alone, of those that such a task leads to; none if the task's own does not."""
    found = set(module.graph.reached_from(entries))
    while elsewhere := {one for one in found if _runs_elsewhere(module, one, found, entries)}:
        found -= elsewhere
    return frozenset(found) if entries <= found else frozenset()


def in_workers_alone(module: Module) -> frozenset[FunctionInfo]:
    """The functions that run in other processes alone, whichever task leads to them."""
    sent = {frozenset(module.functions(task.callables)) for task in module.tasks if task.where == "process"}
    return frozenset[FunctionInfo]().union(*(only_there(module, set(entries)) for entries in sent))


def _runs_elsewhere(
    module: Module, function: FunctionInfo, reached: set[FunctionInfo], entries: set[FunctionInfo]
) -> bool:
    """Whether a function may run in the process that has the object itself: in a thread, or by another call."""
    if function in entries and any(
        function in module.functions(task.callables) for task in module.tasks if task.where != "process"
    ):
        return True
    callers = (module.function(edge.call) for edge in module.graph.callers.get(function, ()))
    return any(caller not in reached for caller in callers)


def _written(module: Module, info: ClassInfo) -> dict[str, list[tuple[ast.AST, FunctionInfo | None]]]:
    """Where each attribute of a class is set, or its container changed: by methods, and by others through an object."""
    found: dict[str, list[tuple[ast.AST, FunctionInfo | None]]] = {}
    family = attributes.bases(module.ev, info)
    names = {name for here in family for name in here.attributes}
    names |= {field.name for here in family for field in fields.fields(module.ev, here)}
    for node in _attributes_seen(module, family):
        change = _change(module, node) if node.attr in names else None
        if change is not None:
            owners = module.values(node.value) | module.contexts.values(node.value)
            if any(isinstance(one, Instance) and one.info in family for one in owners) or not owners:
                found.setdefault(node.attr, []).append((change, module.function(node)))
    return found


def _attributes_seen(module: Module, family: Iterable[ClassInfo]) -> Iterator[ast.Attribute]:
    """Those of this file, of the files that define the classes, and of those whose functions this one calls."""
    elsewhere = [*(info.node for info in family), *(function.node for function in module.functions_called)]
    for file in dict.fromkeys((module.found, *map(module.ev.file, elsewhere))):
        yield from file.nodes_of(ast.Attribute)


def _change(module: Module, node: ast.Attribute) -> ast.expr | None:
    """Where an attribute is set, or what it holds is changed in place: there, or by a local name for it."""
    if not isinstance(node.ctx, ast.Load):
        return None if _adds_to_itself(module, node) else node
    return next((use for use in (node, *_aliases(module, node)) if _changes(module, use)), None)


def _aliases(module: Module, node: ast.Attribute) -> Iterator[ast.Name]:
    """The uses of a local name that holds nothing else: ``rows = self.rows``."""
    parent = module.parent(node)
    function = module.function(node)
    targets = parent.targets if isinstance(parent, ast.Assign) and parent.value is node else []
    wanted = {target.id for target in targets if isinstance(target, ast.Name)}
    for name in module.ev.file(node).names if wanted and function is not None else ():
        scope = module.scope(name)
        if name.id in wanted and module.function(name) is function and name.id in scope.bindings:
            bindings = module.ev.reaching.bindings(name, scope)
            if bindings and all(binding.value is node for binding in bindings):
                yield name


def _changes(module: Module, node: ast.expr) -> bool:
    changed = _container(access(module, node), node)
    held = module.values(changed) if changed is not None else ()
    known = [one for one in held if not (isinstance(one, Const) and one.value is None)]
    is_other = changed is not None and _adds_to_itself(module, module.parent(changed))
    return bool(known) and all(holds_by_itself(one) for one in known) and not is_other


def _adds_to_itself(module: Module, target: ast.AST | None) -> bool:
    """Whether ``target += x`` is left to an object of the scanned code, which may add to what processes share."""
    is_target = isinstance(target, (ast.Attribute, ast.Subscript)) and isinstance(module.parent(target), ast.AugAssign)
    held = module.values(target) if is_target and isinstance(target, ast.expr) else NOTHING
    objects = (one for one in held if isinstance(one, Instance))
    return any(attributes.find_method(module.ev, one.info, "__iadd__") is not None for one in objects)


def _container(how: Access, node: ast.expr) -> ast.expr | None:
    """What an access changes in place, if that is what ``node`` holds or an item in it: ``node[key].append(x)``."""
    if how.ends == "store" and isinstance(how.node, ast.Subscript):
        changed = how.node.value
    elif how.is_mutator and isinstance(how.node, ast.Call) and isinstance(how.node.func, ast.Attribute):
        changed = how.node.func.value
    else:
        return None
    inner = changed
    while isinstance(inner, ast.Subscript):
        inner = inner.value
    return changed if inner is node else None


def holds_by_itself(one: Value) -> bool:
    """Whether changing a container in one process is not seen by any other."""
    return iteration.is_container(one) or (isinstance(one, Object) and one.name in _OWN_MEMORY)
