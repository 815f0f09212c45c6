"""Locks, queues and shared values that importing another file of the project makes, and workers of this file use."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.accesses import owning_classes, reads_in
from mpcheck.model.globals import GlobalUse, import_bindings
from mpcheck.model.module import Module
from mpcheck.model.module_state import StateUse, uses_by, uses_of_workers
from mpcheck.model.scopes import Binding, ClassInfo, Collected, FunctionInfo
from mpcheck.rules.shared.primitives import (
    THREAD_LOCKS,
    Primitive,
    is_replaced_by_worker,
    is_set_by_worker,
    primitives,
    reaches,
)
from mpcheck.rules.shared.worker_reads import WorkerRead, worker_reads


@dataclass(frozen=True, slots=True)
class ForeignPrimitive:
    """What the file ``owner`` makes, where workers use it, and whether the parent does so, too."""

    made: Primitive
    owner: Collected
    reads: tuple[WorkerRead, ...]
    by_parent: bool


def foreign_primitives(module: Module) -> Iterator[ForeignPrimitive]:
    """What files other than this one make when they are imported, as far as no worker replaces it."""
    yield from _of_modules(module)
    yield from _of_classes(module) if module.worker_tasks else ()


def _of_modules(module: Module) -> Iterator[ForeignPrimitive]:
    for (owner, name), uses in _uses_of_workers(module).items():
        bindings = owner.module.bindings.get(name, [])
        if _binds_anew(module, bindings, uses):
            continue
        for one in primitives(module, name, import_bindings(module, name, owner.module)):
            reading = [
                GlobalUse(name, use.node, "read", use.function) for use in uses if reaches(module, use.node, one)
            ]
            reads = tuple(worker_reads(module, reading))
            if reads and one.kind not in THREAD_LOCKS and not is_set_by_worker(module, one, reading):
                yield ForeignPrimitive(one, owner, reads, _is_used_by_parent(module, owner, one))


def _uses_of_workers(module: Module) -> dict[tuple[Collected, str], list[StateUse]]:
    """The uses of names of other files that speak of processes, those in this file first."""
    found: dict[tuple[Collected, str], list[StateUse]] = {}
    for use in module.once(uses_of_workers):
        if use.owner is not module.found and use.owner.speaks_of_processes:
            found.setdefault(use.key, []).append(use)
    return found


def _binds_anew(module: Module, bindings: list[Binding], uses: list[StateUse]) -> bool:
    """Whether a worker gives a name another object: what it was handed."""
    return any(use.rebinds for use in uses) or any(binding.owner in module.worker_tasks for binding in bindings)


def _of_classes(module: Module) -> Iterator[ForeignPrimitive]:
    """The same in the bodies of classes."""
    found: dict[tuple[ClassInfo, str], list[GlobalUse]] = {}
    for function in module.graph.in_order(module.worker_tasks):
        for node in (node for node in reads_in(module, function) if isinstance(node, ast.Attribute)):
            for info in _foreign_classes(module, node):
                use = GlobalUse(node.attr, node, "read", function, attribute=node.attr)
                found.setdefault((info, node.attr), []).append(use)
    for (info, name), uses in found.items():
        for one in primitives(module, f"{info.name}.{name}", info.scope.bindings[name]):
            reads = tuple(worker_reads(module, uses))
            if reads and one.kind not in THREAD_LOCKS and not is_replaced_by_worker(module, name):
                by_parent = any(
                    isinstance(node, ast.Attribute) and node.attr == name and info in owning_classes(module, node)
                    for node, _ in _reads_of_parent(module)
                )
                yield ForeignPrimitive(one, module.ev.file(info.node), reads, by_parent)


def _foreign_classes(module: Module, node: ast.Attribute) -> list[ClassInfo]:
    """The classes of other files that speak of processes whose bodies bind the attribute that is read."""
    owners = (info for info in owning_classes(module, node) if node.attr in info.scope.bindings)
    files = {info: module.ev.file(info.node) for info in owners if not info.is_local}
    return [info for info, file in files.items() if file is not module.found and file.speaks_of_processes]


def _is_used_by_parent(module: Module, owner: Collected, one: Primitive) -> bool:
    return any(
        use.owner is owner and use.name == one.name and reaches(module, use.node, one)
        for node, function in _reads_of_parent(module)
        if isinstance(node, ast.Name)
        for use in uses_by(module, node, function)
    )


def _reads_of_parent(module: Module) -> Iterator[tuple[ast.Name | ast.Attribute, FunctionInfo | None]]:
    """What is read under a guard, in functions of this file that no worker runs, and in those of others that it calls."""
    for node in module.found.loads:
        function = module.function(node)
        if module.graph.is_guarded(node) if function is None else function not in module.worker_tasks:
            yield node, function
    for function in module.functions_called:
        if function not in module.worker_tasks:
            yield from ((node, function) for node in reads_in(module, function))
