"""Locks, queues and shared values that importing a module makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model import iteration, mappings
from mpcheck.model.accesses import attribute_reads
from mpcheck.model.globals import GlobalUse, import_bindings
from mpcheck.model.module import Module
from mpcheck.model.scopes import Binding, ClassInfo
from mpcheck.model.values import Collection, Instance, Values

_PRIMITIVES = {
    *("lock", "rlock", "semaphore", "bounded-semaphore", "condition", "event", "barrier"),
    *("queue", "simple-queue", "joinable-queue", "connection"),
    *("value", "array", "raw-value", "raw-array"),
}
THREAD_LOCKS = {"thread-lock", "thread-rlock"}
_MAX_ATTRIBUTES = 20


@dataclass(frozen=True, slots=True)
class Primitive:
    """What one binding at import time makes; ``within``: the primitive is held by a container or an object."""

    name: str
    binding: Binding
    kind: str
    within: bool


def used_primitives(module: Module) -> Iterator[tuple[Primitive, list[GlobalUse]]]:
    """What importing the module makes, at module level and in class bodies, with its uses in functions."""
    for name in module.found.module.bindings:
        for one in _primitives(module, name, import_bindings(module, name)):
            yield one, module.global_reads.get(name, [])
    for info in module.found.classes:
        if not info.is_local and not module.graph.is_guarded(info.node):
            for name, bindings in info.scope.bindings.items():
                for one in _primitives(module, f"{info.name}.{name}", bindings):
                    yield one, _reads_of_attribute(module, info, name)


def is_used_by_parent(module: Module, one: Primitive, uses: list[GlobalUse]) -> bool:
    """Whether code of the parent uses a primitive, too: a function that no worker runs, or what is guarded."""
    owner, _, attribute = one.name.rpartition(".")
    by_functions = any(use.function not in module.worker_tasks for use in uses if use.function is not None)
    return by_functions or any(
        node.id == (owner or attribute) and module.function(node) is None and module.graph.is_guarded(node)
        for node in module.found.names
    )


def _primitives(module: Module, name: str, bindings: list[Binding]) -> Iterator[Primitive]:
    for binding in bindings:
        values = module.ev.binding(binding, None) if binding.kind == "assign" else frozenset()
        direct = {module.kind(one) for one in values} & (_PRIMITIVES | THREAD_LOCKS)
        held = {module.kind(one) for one in _held(module, values)} & _PRIMITIVES
        if direct or held:
            yield Primitive(name, binding, min(direct or held), not direct)


def _held(module: Module, values: Values) -> Values:
    """What containers hold, and objects in their attributes."""
    found: set[object] = set()
    for one in values:
        if isinstance(one, Collection):
            found |= mappings.values(module.ev, one) if mappings.is_dict(one) else iteration.elements(module.ev, one)
        elif isinstance(one, Instance) and len(one.info.attributes) <= _MAX_ATTRIBUTES:
            found |= {held for name in one.info.attributes for held in module.ev.evaluate_attribute(one, name)}
    return frozenset(found)  # type: ignore[arg-type]


def _reads_of_attribute(module: Module, info: ClassInfo, name: str) -> list[GlobalUse]:
    reads = attribute_reads(module, info, name)
    return [GlobalUse(name, node, "read", module.function(node), attribute=name) for node in reads]
