"""Locks, queues and shared values that importing a module makes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model import attributes, fields, filling, iteration, mappings, records
from mpcheck.model.accesses import attribute_reads, reads_in
from mpcheck.model.globals import GlobalUse, import_bindings
from mpcheck.model.module import Module
from mpcheck.model.scopes import Binding, ClassInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import NOTHING, Collection, Instance, Param, Value, Values, only, root_of

_PRIMITIVES = {
    *("lock", "rlock", "semaphore", "bounded-semaphore", "condition", "event", "barrier"),
    *("queue", "simple-queue", "joinable-queue", "connection"),
    *("value", "array", "raw-value", "raw-array"),
}
THREAD_LOCKS = {"thread-lock", "thread-rlock"}
_MAX_ATTRIBUTES = 20


@dataclass(frozen=True, slots=True)
class Primitive:
    """What one binding at import time makes.

    ``attributes``: those of the object that hold it, none where a container does, None for the primitive itself.
    """

    name: str
    binding: Binding
    kind: str
    attributes: frozenset[str] | None

    @property
    def within(self) -> bool:
        """Whether the primitive is held by a container or an object."""
        return self.attributes is not None

    @property
    def noun(self) -> str:
        """What it is called in a message."""
        noun = {"rlock": "lock", "connection": "pipe"}.get(self.kind, self.kind.replace("-", " ").replace("raw ", ""))
        return f"{'an' if noun[0] in 'ae' else 'a'} {noun}"


def used_primitives(module: Module) -> Iterator[tuple[Primitive, list[GlobalUse]]]:
    """What importing the module makes, at module level and in class bodies, with its uses in functions."""
    for name in module.found.module.bindings:
        for one in primitives(module, name, import_bindings(module, name)):
            yield one, [use for use in module.global_reads.get(name, ()) if reaches(module, use.node, one)]
    for info in module.found.classes:
        if not info.is_local and not module.graph.is_guarded(info.node):
            for name, bindings in info.scope.bindings.items():
                for one in primitives(module, f"{info.name}.{name}", bindings):
                    if not is_replaced_by_worker(module, name):
                        yield one, _reads_of_attribute(module, info, name)


def is_used_by_parent(module: Module, one: Primitive, uses: list[GlobalUse]) -> bool:
    """Whether code of the parent uses a primitive, too: a function that no worker runs, or what is guarded."""
    owner, _, attribute = one.name.rpartition(".")
    by_functions = any(use.function not in module.worker_tasks for use in uses if use.function is not None)
    return by_functions or any(
        node.id == (owner or attribute) and module.function(node) is None and module.graph.is_guarded(node)
        for node in module.found.names
    )


def primitives(module: Module, name: str, bindings: list[Binding]) -> Iterator[Primitive]:
    """What each binding of a name makes, as far as it makes some primitive."""
    for binding in bindings:
        found = _made(module, module.ev.binding(binding, None)) if binding.kind == "assign" else None
        if found is not None:
            yield Primitive(name, binding, *found)


def _made(module: Module, values: Values) -> tuple[str, frozenset[str] | None] | None:
    """The kind of the primitive that values are or hold, and the attributes that hold it."""
    direct = {module.kind(one) for one in values} & (_PRIMITIVES | THREAD_LOCKS)
    if direct:
        return min(direct), None
    members = {kind for one in only(Collection, values) for kind in _kinds(module, _members(module, one))}
    by_attribute = {name: kinds for one in values for name, kinds in _attributes(module, one)}
    held = members.union(*by_attribute.values())
    return (min(held), frozenset() if members else frozenset(by_attribute)) if held else None


def _kinds(module: Module, values: Values) -> set[str]:
    return {module.kind(one) for one in values} & _PRIMITIVES


def _members(module: Module, one: Collection) -> Values:
    """What a container holds, but for an empty one that importing the module does not fill."""
    filled = (change.node for change in filling.put_into(module.ev, one.node))
    if iteration.is_empty(one) and not any("import" in module.graph.place_of(node) for node in filled):
        return NOTHING
    return mappings.values(module.ev, one) if mappings.is_dict(one) else iteration.elements(module.ev, one)


def _attributes(module: Module, one: Value) -> Iterator[tuple[str, set[str]]]:
    """The attributes of an object that hold a primitive."""
    names = fields.attribute_names(module.ev, one.info) if isinstance(one, Instance) else []
    names += records.names(one) if records.is_record(one) else []
    for name in names if len(names) <= _MAX_ATTRIBUTES else ():
        kinds = _kinds(module, module.ev.evaluate_attribute(one, name))
        if kinds:
            yield name, kinds


def reaches(module: Module, node: ast.AST, one: Primitive) -> bool:
    """Whether a use of a name gets to the primitive, as far as it shows which attribute or method of the object it takes."""
    outer = module.parent(node)
    if not one.attributes or not isinstance(outer, ast.Attribute) or outer.attr in one.attributes:
        return True
    infos = {owner.info for owner in only(Instance, module.values(outer.value))}
    methods = {attributes.find_method(module.ev, info, outer.attr) for info in infos} - {None}
    run = module.graph.reached_from(method for method in methods if method is not None)
    return any(
        getattr(read, "attr", "") in one.attributes for function in run for read in reads_in(module, function)
    ) or any(_is_looked_up(module, call, one.kind) for function in run for call in function.calls)


def _is_looked_up(module: Module, call: ast.Call, kind: str) -> bool:
    """Whether a call gets an attribute whose name is computed, and that is such a primitive: ``getattr(self, name)``."""
    if module.external_name(call.func) != "builtins.getattr":
        return False
    return any(module.kind(one) == kind for one in module.contexts.values(call))


def is_set_by_worker(module: Module, one: Primitive, uses: list[GlobalUse]) -> bool:
    """Whether a worker puts what it was handed in the place of a primitive that an object or a container holds."""
    if one.within and _is_filled_by_worker(module, one):
        return True
    names = one.attributes or ()
    infos = {owner.info for owner in only(Instance, module.ev.binding(one.binding, None))} if names else ()
    writes = [
        write
        for info in infos
        for here in attributes.bases(module.ev, info)
        for name in names
        for write in here.attributes.get(name, ())
    ]
    if any(write.method in module.worker_tasks and write.method.name != "__init__" for write in writes):
        return True
    stored = (module.parent(use.node) for use in uses if use.function in module.worker_tasks)
    return any(isinstance(n, ast.Attribute) and n.attr in names and isinstance(n.ctx, ast.Store) for n in stored)


def _is_filled_by_worker(module: Module, one: Primitive) -> bool:
    """Whether what is sent to a worker, such as its initializer, puts primitives that it was handed into a container."""
    sent = module.functions(
        NOTHING.union(*(task.callables for task in module.reached_tasks if task.where == "process"))
    )
    run = module.graph.reached_from(sent)
    names = (node for node in module.ev.file(one.binding.node).names if node.id == one.name)
    return any(module.function(node) in run and _gets_what_is_handed(module, node) for node in names)


def _gets_what_is_handed(module: Module, container: ast.Name) -> bool:
    """Whether ``CONTAINER.update(handed)`` or ``CONTAINER[key] = handed`` is what a name is used for."""
    outer = module.parent(container)
    around = module.parent(outer) if outer is not None else None
    if isinstance(outer, ast.Subscript) and isinstance(outer.ctx, ast.Store) and isinstance(around, ast.Assign):
        return _may_be_handed_primitives(module, around.value)
    if isinstance(outer, ast.Attribute) and outer.attr == "update" and isinstance(around, ast.Call):
        return any(_may_be_handed_primitives(module, given) for given in around.args)
    return False


def _may_be_handed_primitives(module: Module, given: ast.expr) -> bool:
    """Whether a value comes from a parameter of the function around it, and is or holds primitives as far as it is known."""
    if not any(isinstance(root_of(one), Param) for one in module.values(given)):
        return False
    handed = module.contexts.values(given)
    return _made(module, handed) is not None or any(isinstance(root_of(one), Param) for one in handed)


def is_replaced_by_worker(module: Module, attribute: str) -> bool:
    """Whether a worker gives some object or class an attribute of this name: perhaps what it was handed."""
    stores = (store for file in module.files_reached for store in file.attribute_stores)
    return any(node.attr == attribute and scope.enclosing_function in module.worker_tasks for node, *_, scope in stores)


def taken_by_task(module: Module, uses: list[GlobalUse]) -> tuple[GlobalUse, Task] | None:
    """Where the function of a task takes a lock for threads, in a file that starts no threads."""
    if any(module.events("thread thread-pool thread-executor")):
        return None
    for task in module.tasks:
        taken = [use for use in uses if use.function in module.functions(task.callables) and _takes(module, use)]
        if task.where == "process" and task.role == "task" and taken:
            return taken[0], task
    return None


def _takes(module: Module, use: GlobalUse) -> bool:
    parent = module.parent(use.node)
    return isinstance(parent, ast.withitem) or (isinstance(parent, ast.Attribute) and parent.attr == "acquire")


def _reads_of_attribute(module: Module, info: ClassInfo, name: str) -> list[GlobalUse]:
    reads = attribute_reads(module, info, name)
    return [GlobalUse(name, node, "read", module.function(node), attribute=name) for node in reads]
