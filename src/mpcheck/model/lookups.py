"""Look-ups in dicts that nothing ever fills: each raises KeyError."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import filling, iteration, mappings
from mpcheck.model.calls import IMPORT
from mpcheck.model.displays import last_name
from mpcheck.model.values import Value

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_READS = {"get", "items", "keys", "values", "copy"}


def vain_lookups(module: Module) -> Iterator[ast.Subscript]:
    """The ``owner[key]`` and ``owner[key] += x`` of this file whose dict is made empty and stays so."""
    empty = [node for node in module.found.nodes_of(ast.Assign, ast.AnnAssign) if _is_empty(module, node.value)]
    names = {
        last_name(target)
        for node in empty
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    }
    for name in sorted(names - {""}):
        found = [node for node in module.found.nodes_of(ast.Name, ast.Attribute) if last_name(node) == name]
        lookups = [one for node in found if (one := _lookup(module, node)) and _is_never_filled(module, one.value)]
        functions = {module.function(one) for one in lookups}
        if lookups and all(_only_reads(module, node, module.function(node) in functions) for node in found):
            yield from lookups


def _is_empty(module: Module, node: ast.expr | None) -> bool:
    """Whether an expression makes a dict that holds nothing yet."""
    if isinstance(node, ast.Dict):
        return not node.keys
    is_bare = isinstance(node, ast.Call) and not node.args and not node.keywords
    return is_bare and module.external_name(node.func) == "builtins.dict"  # type: ignore[union-attr]


def _lookup(module: Module, node: ast.expr) -> ast.Subscript | None:
    """What takes an item out of an object that has to hold it already."""
    parent = module.parent(node)
    if not isinstance(parent, ast.Subscript) or parent.value is not node:
        return None
    stores = isinstance(parent.ctx, ast.Store) and not isinstance(module.parent(parent), ast.AugAssign)
    return None if stores else parent


def _is_never_filled(module: Module, node: ast.expr) -> bool:
    values = module.contexts.values(node)
    return bool(values) and all(_stays_empty(module, one) for one in values)


def _stays_empty(module: Module, one: Value) -> bool:
    """Whether a value is a dict of this file that nothing is put into, as far as other files leave it alone."""
    made = iteration.made_at(one) if mappings.is_dict(one) else None
    if made is None or not isinstance(made, ast.expr) or not module.is_here(made) or not _is_empty(module, made):
        return False
    return not filling.put_into(module.ev, made) and (IMPORT not in module.graph.place_of(made) or _is_program(module))


def _is_program(module: Module) -> bool:
    """Whether the file is run and not imported: others would fill a dict of another module of that name."""
    return any(module.graph.is_guarded(call) for call in module.found.calls)


def _only_reads(module: Module, node: ast.expr, beside: bool) -> bool:
    """Whether a use of the name leaves a dict empty; ``beside`` a look-up it may be what that depends on."""
    parent = module.parent(node)
    if isinstance(parent, (ast.Assign, ast.AnnAssign)):
        return parent.value is not node and _is_empty(module, parent.value)
    if beside or isinstance(parent, ast.Subscript):
        return _lookup(module, node) is not None
    if isinstance(parent, ast.Call):
        return module.external_name(parent.func).startswith("builtins.")
    if isinstance(parent, ast.Attribute):
        return parent.attr in _READS
    if isinstance(parent, ast.Return):
        return isinstance(node, ast.Name)
    return isinstance(parent, (ast.For, ast.comprehension, ast.FormattedValue))
