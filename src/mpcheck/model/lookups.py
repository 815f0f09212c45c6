"""Look-ups that raise KeyError: in dicts that nothing ever fills, and of keys that a dict is written without."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mpcheck.model import fields, filling, iteration, mappings
from mpcheck.model.calls import IMPORT
from mpcheck.model.conditions import conditions
from mpcheck.model.displays import last_name
from mpcheck.model.options import PARSED
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import NOTHING, BoundMethod, CallContext, Const, Instance, Object, Value, only, root_of

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
            yield from (node for node in lookups if not any(_ends_before(module, one, node) for one in lookups))


def _ends_before(module: Module, one: ast.AST, other: ast.AST) -> bool:
    """Whether a look-up that raises keeps another one from running."""
    if module.function(one) is not module.function(other):
        return False
    first, second = module.statement(one), module.statement(other)
    return first is not second and module.flow(other).always_before([first], second)


def lacking_lookups(module: Module, functions: Iterable[FunctionInfo]) -> Iterator[ast.Subscript]:
    """The ``owner[key]`` in functions that a known call has ask a dict for a key which that is written without."""
    wanted = dict.fromkeys(functions)
    for file in dict.fromkeys(module.ev.file(function.node) for function in wanted):
        for node in file.nodes_of(ast.Subscript):
            function = module.function(node)
            if function in wanted and isinstance(node.ctx, ast.Load) and _may_be_key(node.slice):
                contexts = module.contexts.of(function)
                if any(_lacks(module, node, one) for one in contexts or (None,)) and not _asks_before(module, node):
                    yield node


def _may_be_key(node: ast.expr) -> bool:
    is_number = isinstance(node, ast.Constant) and not isinstance(node.value, str)
    return not (is_number or isinstance(node, (ast.Slice, ast.UnaryOp, ast.Tuple)))


def _lacks(module: Module, node: ast.Subscript, context: CallContext | None) -> bool:
    dicts = module.values(node.value, context)
    written = [mappings.constant_keys(module.ev, one) for one in dicts if not _may_be_filled_elsewhere(module, one)]
    keys = [one for one in module.values(node.slice, context) if not _is_given_by_user(one)]
    wanted = [one.value for one in only(Const, keys)]
    is_known = bool(wanted) and len(wanted) == len(keys) and bool(written) and len(written) == len(dicts)
    return is_known and all(held is not None and not held.intersection(wanted) for held in written)


def _is_given_by_user(one: Value) -> bool:
    """Whether a value is that of an option, beside its default."""
    root = root_of(one)
    return isinstance(one, BoundMethod) and isinstance(root, Object) and root.name == PARSED


def _may_be_filled_elsewhere(module: Module, one: Value) -> bool:
    """Whether importing a file makes a dict that others may know: those that import this one, or are imported beside that."""
    made = iteration.made_at(one)
    if made is None or IMPORT not in module.graph.place_of(made):
        return False
    home = module.ev.file(made)
    others = [file for file in module.ev.project.imports_of(module.found) if file is not home]
    return not _is_program(module) or any(home in module.ev.project.imports_of(file) for file in others)


def _asks_before(module: Module, node: ast.AST) -> bool:
    """Whether a test around a look-up asks what a container holds."""
    tests = (
        part for test, _ in conditions(module.ev, node) for part in ast.walk(test) if isinstance(part, ast.Compare)
    )
    return any(isinstance(operator, (ast.In, ast.NotIn)) for test in tests for operator in test.ops)


def _is_empty(module: Module, node: ast.expr | None) -> bool:
    """Whether an expression makes a dict that holds nothing yet."""
    if isinstance(node, ast.Dict):
        return not node.keys
    if not isinstance(node, ast.Call) or node.args:
        return False
    factory = fields.factory(module.ev, node)
    if factory is not None:
        return module.external_name(factory) == "builtins.dict"
    return not node.keywords and module.external_name(node.func) == "builtins.dict"


def _lookup(module: Module, node: ast.expr) -> ast.Subscript | None:
    """What takes an item out of an object that has to hold it already."""
    parent = module.parent(node)
    if not isinstance(parent, ast.Subscript) or parent.value is not node:
        return None
    stores = isinstance(parent.ctx, ast.Store) and not isinstance(module.parent(parent), ast.AugAssign)
    return None if stores else parent


def _is_never_filled(module: Module, node: ast.expr) -> bool:
    values = module.contexts.values(node)
    return bool(values) and all(_stays_empty(module, one) for one in values) and not _may_be_given(module, node)


def _may_be_given(module: Module, node: ast.expr) -> bool:
    """Whether a dict is a field that a construction may pass another one for, which nobody can see here."""
    owners = module.contexts.values(node.value) if isinstance(node, ast.Attribute) else NOTHING
    given = [fields.expressions(module.ev, one, str(getattr(node, "attr", ""))) for one in only(Instance, owners)]
    return any(one is not None and not (one and _is_program(module)) for one in given)


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
