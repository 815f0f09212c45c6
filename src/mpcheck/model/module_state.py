"""What functions read and change of the module-level names of any file of the project."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model.accesses import access, class_meant, fills_parser, self_writes
from mpcheck.model.globals import origin, scope_of_name
from mpcheck.model.named_stores import set_by_name
from mpcheck.model.scopes import Collected, FunctionInfo
from mpcheck.model.values import ClassRef, Instance, Namespace

if TYPE_CHECKING:
    from mpcheck.model.module import Module


@dataclass(frozen=True, eq=False, slots=True)
class StateUse:
    """A use of the name ``name`` that ``owner`` binds at module level, in a function of any file.

    ``rebinds``: the name gets another object, and its object is not only changed.  ``attribute``: that of the object which
    is meant, "" for the object itself.
    """

    owner: Collected
    name: str
    node: ast.expr
    function: FunctionInfo | None
    is_change: bool
    rebinds: bool = False
    attribute: str = ""

    @property
    def key(self) -> tuple[Collected, str]:
        return self.owner, self.name


def state_uses(module: Module, file: Collected, functions: set[FunctionInfo] | None = None) -> Iterator[StateUse]:
    """The uses in a file, in some of its functions or in all."""
    for node in file.names:
        function = module.function(node)
        if function is not None and (functions is None or function in functions):
            yield from uses_by(module, node, function)
    for name, bindings in file.module.bindings.items():
        for binding in bindings:  # those of ``global name`` in a function
            bound: ast.AST = binding.node.target if isinstance(binding.node, ast.AugAssign) else binding.node
            is_meant = binding.owner is not None and (functions is None or binding.owner in functions)
            if is_meant and binding.kind not in ("annotation", "del") and isinstance(bound, ast.expr):
                yield StateUse(file, name, bound, binding.owner, is_change=True, rebinds=True)


def uses_of_workers(module: Module) -> Iterator[StateUse]:
    """The uses in functions that workers of a module run, those in its own file first."""
    workers = set(module.worker_tasks)
    files = {module.ev.file(function.node) for function in workers}
    for file in sorted(files, key=lambda one: (one is not module.found, one.path)):
        yield from state_uses(module, file, workers)


def uses_by(module: Module, node: ast.Name, function: FunctionInfo | None) -> Iterator[StateUse]:
    """What a name that is used in a function, or at module level, stands for."""
    scope = scope_of_name(module, node)
    if scope is None:
        return
    if not scope.is_module:
        cls = class_meant(module, node)
        if cls is not None:
            yield from _of_object(module, module.ev.file(cls.node), cls.name, node, function)
    elif all(binding.kind == "import" for binding in scope.bindings[node.id]):
        yield from _of_imported(module, node, function)
    else:
        yield from _of_object(module, module.ev.file(node), node.id, node, function)


def _of_imported(module: Module, node: ast.Name, function: FunctionInfo | None) -> Iterator[StateUse]:
    """``module.name``, or a name that was imported from its module."""
    for one in module.values(node):
        outer = module.parent(node)
        if isinstance(one, Namespace) and isinstance(outer, ast.Attribute) and _may_hold(module, one.found, outer.attr):
            yield from _of_object(module, one.found, outer.attr, outer, function)
        elif isinstance(one, ClassRef) and not one.info.is_local:
            yield from _of_object(module, module.ev.file(one.info.node), one.info.name, node, function)
        elif (made := origin(one)) is not None:
            owner = module.ev.file(made)
            for name in _names_of(owner, made):
                yield from _of_object(module, owner, name, node, function)


def _may_hold(module: Module, file: Collected, name: str) -> bool:
    """Whether a file binds a name, or this one gives it a name that it does not have otherwise."""
    names = file.module.bindings
    is_added = name in module.found.outside_stores and not file.module.star_imports and "__getattr__" not in names
    return name in names or is_added


def _of_object(
    module: Module, owner: Collected, name: str, node: ast.Name | ast.Attribute, function: FunctionInfo | None
) -> Iterator[StateUse]:
    """The use that an expression makes of the name's object, and what a method that it calls sets on that."""
    how = access(module, node)
    rebinds = isinstance(node.ctx, ast.Store)
    owners = module.values(node) if how.ends == "call" and how.depth == 1 else ()
    fills = any(fills_parser(one, how) for one in owners)
    changes = rebinds or how.is_mutator or how.ends == "store" or fills
    yield StateUse(owner, name, node, function, changes, rebinds, "" if fills else how.attribute)
    for one in (one for one in owners if isinstance(one, (Instance, ClassRef))):
        for attribute in sorted(self_writes(module, one, how.method) | set_by_name(module, one, how.method)):
            yield StateUse(owner, name, node, function, is_change=True, attribute=attribute)


def _names_of(owner: Collected, made: ast.AST) -> list[str]:
    """The module-level names that a display or call of the file gives its object to."""
    bindings = owner.module.bindings
    return [name for name, held in bindings.items() if any(b.value is made and not b.path for b in held)]
