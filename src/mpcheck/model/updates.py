"""Statements that read a part of an object and store what they make of it into the same part."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from mpcheck.model import calling, iteration
from mpcheck.model.attributes import bases
from mpcheck.model.fields import fields
from mpcheck.model.parents import Parent
from mpcheck.model.values import Collection, Instance, certainly

if TYPE_CHECKING:
    from mpcheck.model.module import Module
    from mpcheck.model.scopes import Collected, FunctionInfo

_MAX_STEPS = 5
#: Operators that make the same of many values.
_FOLDING = (ast.Mod, ast.BitAnd)


@dataclass(frozen=True, slots=True)
class Update:
    """``owner.name += x``, ``owner[key] = owner[key] + x``: ``target`` is what is stored into."""

    statement: ast.Assign | ast.AugAssign
    target: ast.Attribute | ast.Subscript

    @property
    def owner(self) -> ast.expr:
        return self.target.value


def updates(module: Module) -> Iterator[Update]:
    """The updates of this file, and those of functions of other files that its workers run, in the order of the source."""
    yield from _updates_in(module, module.found)
    elsewhere = {module.ev.file(function.node): None for function in module.foreign_worker_functions}
    for file in elsewhere:
        for update in _updates_in(module, file):
            if module.function(update.statement) in module.foreign_worker_functions:
                yield update


def _updates_in(module: Module, file: Collected) -> list[Update]:
    found: list[Update] = [Update(node, node.target) for node in file.nodes_of(ast.AugAssign) if _is_part(node.target)]
    for node in file.nodes_of(ast.Assign):
        if module.function(node) is not None:
            found += [Update(node, t) for t in node.targets if _is_part(t) and _reads(module, node.value, t)]
    return sorted(found, key=lambda update: (update.statement.lineno, update.statement.col_offset))


def _is_part(target: ast.expr) -> TypeGuard[ast.Attribute | ast.Subscript]:
    return isinstance(target, (ast.Attribute, ast.Subscript))


def _reads(module: Module, value: ast.expr, target: ast.expr) -> bool:
    """Whether an expression reads what ``target`` is, by itself or through a local name."""
    text = ast.unparse(target)
    return any(_is_spelled(part, text) for part in _sources(module, value))


def _is_spelled(node: ast.expr, text: str) -> bool:
    parts = (sub for sub in ast.walk(node) if isinstance(sub, (ast.Attribute, ast.Subscript)))
    return any(ast.unparse(sub) == text for sub in parts)


def _sources(
    module: Module, value: ast.expr, parts: Callable[[ast.AST], Iterable[ast.AST]] = ast.walk
) -> list[ast.expr]:
    """An expression, and those that the local names among its parts are assigned from."""
    function = module.function(value)
    found = [value]
    for node in found:
        for name in parts(node):
            if isinstance(name, ast.Name) and function is not None and len(found) < _MAX_STEPS:
                bindings = function.scope.bindings.get(name.id, ())
                found += [b.value for b in bindings if b.value is not None and b.value not in found]
    return found


def keys(module: Module, update: Update) -> list[ast.expr]:
    """What chooses the part: subscripts, and what calls on the way to it are given, also where a local name stands for it."""
    function = module.function(update.statement)
    found: list[ast.expr] = []
    ways: list[ast.expr] = [update.target]
    for way in ways:
        for node in _way_to(way):
            if isinstance(node, ast.Subscript):
                found.append(node.slice)
            elif isinstance(node, ast.Call):
                found += [*node.args, *(keyword.value for keyword in node.keywords)]
            elif isinstance(node, ast.Name) and function is not None and len(ways) < _MAX_STEPS:
                bindings = function.scope.bindings.get(node.id, ())
                ways += [b.value for b in bindings if b.value is not None and b.value not in ways]
    return found


def _way_to(node: ast.expr) -> Iterator[ast.expr]:
    """A part of an object, and what it is a part of: ``box.rows[n].value``, ``box.rows[n]``, ``box.rows``, ``box``."""
    while True:
        yield node
        if isinstance(node, (ast.Attribute, ast.Subscript)):
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            return


def depends_on_parameters(module: Module, node: ast.expr, but_for: ast.expr, steps: int = _MAX_STEPS) -> bool:
    """Whether an expression is made of what tells processes apart: parameters, what the object was given, calls.

    ``but_for``: the parameters on the way to this part do not count.  Nor do those of which little is left: remainders
    and single bits meet in several processes.  Of a function that only workers call, what these pass decides.
    """
    function = module.function(node)
    if function is None:
        return False
    excluded = {ast.unparse(sub) for sub in _way_to(but_for) if isinstance(sub, (ast.Name, ast.Attribute))}
    for part in _sources(module, node, _telling):
        for sub in _telling(part):
            if isinstance(sub, ast.Name) and sub.id not in excluded:
                bindings = function.scope.bindings.get(sub.id, ())
                is_given = any(binding.kind == "param" for binding in bindings)
                if is_given and _is_told_apart(module, function, sub.id, steps):
                    return True
            if isinstance(sub, ast.Attribute) and ast.unparse(sub) not in excluded and _is_given(module, sub):
                return True
            if isinstance(sub, ast.Call) and not _is_plain(module, sub):
                return True
    return False


def _telling(node: ast.AST) -> Iterator[ast.AST]:
    """An expression and its parts, but for those of which little is left."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, _FOLDING)):
        yield node
        for part in ast.iter_child_nodes(node):
            yield from _telling(part)


def _is_plain(module: Module, call: ast.Call) -> bool:
    """Whether the result of a call tells no more than what it is given: of a place in a list that is written out, say."""
    function = call.func
    if isinstance(function, ast.Attribute) and function.attr == "index":
        return certainly(Collection, module.values(function.value)) is not None
    return module.external_name(function) in ("builtins.range", "builtins.len")


def _is_told_apart(module: Module, function: FunctionInfo, name: str, steps: int) -> bool:
    """Whether a parameter may differ between processes: always where the parent passes it."""
    edges = module.graph.callers.get(function, ())
    starts = any(function in module.functions(task.callables) for task in module.worker_tasks.get(function, ()))
    if not edges or not steps or starts or any(module.function(edge.call) not in module.worker_tasks for edge in edges):
        return True
    names = [parameter.arg for parameter in function.parameters]
    for edge in edges:
        passed = calling.argument(edge.call, names, name, len(edge.leading)) or function.default(name)
        if passed is None or not edge.is_direct or calling.has_hidden_arguments(edge.call):
            return True
        if depends_on_parameters(module, passed, edge.call.func, steps - 1):
            return True
    return False


def _is_given(module: Module, node: ast.Attribute) -> bool:
    """Whether an attribute is what the constructors of several objects are passed, and that is not one constant for all."""
    owners = certainly(Instance, module.values(node.value)) or []
    if not owners or iteration.constant(module.contexts.values(node)) is not NotImplemented:
        return False
    made = [call for one in owners for call in ([one.call] if one.call else module.ev.instantiations_of(one.info))]
    if len(made) == 1 and not Parent(module).may_repeat(made[0]):
        return False
    return all(_is_argument(module, one, node.attr) for one in owners)


def _is_argument(module: Module, owner: Instance, name: str) -> bool:
    if any(field.name == name and field.is_argument for field in fields(module.ev, owner.info)):
        return True
    written = [write for info in bases(module.ev, owner.info) for write in info.attributes.get(name, ())]
    return bool(written) and all(
        write.value is not None and depends_on_parameters(module, write.value, ast.Name("self")) for write in written
    )
