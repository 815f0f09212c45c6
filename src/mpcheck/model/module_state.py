"""What functions read and change of the module-level names of any file of the project."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model.accesses import access
from mpcheck.model.globals import origin, scope_of_name
from mpcheck.model.scopes import Collected, FunctionInfo
from mpcheck.model.values import Namespace

if TYPE_CHECKING:
    from mpcheck.model.module import Module


@dataclass(frozen=True, eq=False, slots=True)
class StateUse:
    """A use of the name ``name`` that ``owner`` binds at module level, in a function of any file.

    ``rebinds``: the name gets another object, and its object is not only changed.
    """

    owner: Collected
    name: str
    node: ast.expr
    function: FunctionInfo | None
    is_change: bool
    rebinds: bool = False

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
            is_meant = binding.owner is not None and (functions is None or binding.owner in functions)
            if is_meant and binding.kind not in ("annotation", "del") and isinstance(binding.node, ast.expr):
                yield StateUse(file, name, binding.node, binding.owner, is_change=True, rebinds=True)


def uses_of_workers(module: Module) -> Iterator[StateUse]:
    """The uses in functions that workers of a module run, those in its own file first."""
    workers = set(module.worker_tasks)
    files = {module.ev.file(function.node) for function in workers}
    for file in sorted(files, key=lambda one: (one is not module.found, one.path)):
        yield from state_uses(module, file, workers)


def uses_by(module: Module, node: ast.Name, function: FunctionInfo | None) -> Iterator[StateUse]:
    """What a name that is used in a function, or at module level, stands for."""
    scope = scope_of_name(module, node)
    if scope is None or not scope.is_module:
        return
    how = access(module, node)
    if all(binding.kind == "import" for binding in scope.bindings[node.id]):
        yield from _of_imported(module, node, function)
        return
    changes = how.is_mutator or how.ends == "store"
    rebinds = isinstance(node.ctx, ast.Store)
    yield StateUse(module.ev.file(node), node.id, node, function, changes or rebinds, rebinds)


def _of_imported(module: Module, node: ast.Name, function: FunctionInfo | None) -> Iterator[StateUse]:
    """``module.name``, or a name that was imported from its module."""
    how = access(module, node)
    for one in module.values(node):
        outer = module.parent(node)
        if isinstance(one, Namespace) and isinstance(outer, ast.Attribute) and outer.attr in one.found.module.bindings:
            inner = access(module, outer)
            rebinds = isinstance(outer.ctx, ast.Store)
            changes = rebinds or inner.ends == "store" or inner.is_mutator
            yield StateUse(one.found, outer.attr, outer, function, changes, rebinds)
        elif (made := origin(one)) is not None:
            owner = module.ev.file(made)
            for name in _names_of(owner, made):
                yield StateUse(owner, name, node, function, how.is_mutator or how.ends == "store")


def _names_of(owner: Collected, made: ast.AST) -> list[str]:
    """The module-level names that a display or call of the file gives its object to."""
    bindings = owner.module.bindings
    return [name for name, held in bindings.items() if any(b.value is made and not b.path for b in held)]
