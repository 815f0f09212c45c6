"""Module-level names: where functions read them, and who gives them their values."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpcheck.model.accesses import Access, access, class_meant, fills_parser, is_changed_by, self_writes, touched
from mpcheck.model.contexts import arguments_for
from mpcheck.model.named_stores import set_by_name
from mpcheck.model.scopes import Binding, FunctionInfo, Scope
from mpcheck.model.values import ClassRef, Collection, Instance, Namespace, Object, Value

if TYPE_CHECKING:
    from mpcheck.model.module import Module

EMPTYING = ("clear", "pop", "popitem", "popleft", "remove", "discard", "sort", "reverse")


@dataclass(frozen=True, eq=False, slots=True)
class GlobalUse:
    """A read, binding or change of a module-level name.

    ``how``: read, bind (an assignment), change (of the object: an item, an attribute, a mutating method).
    ``attribute``: the attribute of the object that is read or changed, "" for the object itself.
    ``function`` is where it happens, None at module level.  ``certain`` is False where the object may
    be of a kind that the call does not change.
    """

    name: str
    node: ast.AST
    how: str
    function: FunctionInfo | None
    binding: Binding | None = None
    attribute: str = ""
    certain: bool = True


def scope_of_name(module: Module, node: ast.Name) -> Scope | None:
    """The scope that binds a name where it is used."""
    return module.scope(node).holder_of(node.id)


def _is_global(module: Module, node: ast.Name) -> bool:
    """Whether a name means the module's own binding."""
    scope = scope_of_name(module, node)
    return scope is not None and scope.is_module


def is_of_module(module: Module, node: ast.expr) -> bool:
    """Whether an expression is a module-level name, or as ``module.name`` one of another file, or a name of a class."""
    if isinstance(node, ast.Attribute):
        return any(isinstance(one, (ClassRef, Namespace)) for one in module.values(node.value))
    return isinstance(node, ast.Name) and _is_global(module, node)


def _is_annotation(module: Module, node: ast.Name) -> bool:
    """Whether a name stands in the annotation of a variable of a function, which nothing evaluates."""
    here: ast.AST = node
    for parent in module.ancestors(node):
        if isinstance(here, ast.stmt):
            return False
        if isinstance(parent, ast.AnnAssign):
            return parent.annotation is here
        here = parent
    return False


def global_reads(module: Module) -> dict[str, list[GlobalUse]]:
    """The uses of module-level names in functions; a default argument is used where its function is made."""
    found: dict[str, list[GlobalUse]] = {}
    for node in (one for one in module.found.names if one.id in module.found.module.bindings):
        function = module.function(node)
        if function is not None and _is_global(module, node) and not _is_annotation(module, node):
            use = GlobalUse(node.id, node, "read", function, attribute=access(module, node).attribute)
            found.setdefault(node.id, []).append(use)
    return found


def global_writes(module: Module) -> dict[str, list[GlobalUse]]:
    """Where module-level names are bound, and where the objects that they hold are changed."""
    found: dict[str, list[GlobalUse]] = {}
    for name, bindings in module.found.module.bindings.items():
        for binding in bindings:
            if binding.kind != "annotation":
                found.setdefault(name, []).append(GlobalUse(name, binding.node, "bind", binding.owner, binding))
    for change in _changes(module):
        found.setdefault(change.name, []).append(change)
    return found


def import_bindings(module: Module, name: str, scope: Scope | None = None) -> list[Binding]:
    """The bindings of a module-level name that importing the module makes and leaves; ``scope``: of another file."""
    scope = scope or module.found.module
    made = [
        b
        for b in scope.bindings.get(name, ())
        if b.kind not in ("annotation", "del") and "import" in module.graph.place_of(b.node)
    ]
    left = module.ev.reaching.left(name, scope) if len(made) > 1 else made
    return [b for b in made if b in left] or made


def _changes(module: Module) -> Iterator[GlobalUse]:
    made_by = _globals_by_origin(module)
    changed: dict[FunctionInfo, dict[str, set[str]]] = {}
    for node in touched(module, module.found.names):
        how = access(module, node)
        if how.ends == "read":
            continue
        scope = scope_of_name(module, node)
        if scope is None:
            continue
        if scope.is_module:
            yield from _of_name(module, node, node.id, how)
        elif how.ends == "store" or how.is_mutator:
            for name in _aliased(module, node, made_by):
                yield from _of_name(module, node, name, how)
            if scope.function is not None and _is_parameter(scope, node.id):
                changed.setdefault(scope.function, {}).setdefault(node.id, set()).add(how.attribute)
    yield from _by_parameters(module, changed)


def _of_name(module: Module, node: ast.Name, name: str, how: Access) -> Iterator[GlobalUse]:
    """The changes of what ``name`` holds that an access through ``node`` makes."""
    function = module.function(node)
    values = module.values(node)
    if how.ends == "store":
        yield GlobalUse(name, node, "change", function, attribute=how.attribute)
    elif how.is_mutator:
        outcomes = {is_changed_by(module, one, how) for one in values} - {None}
        if outcomes & {True, "perhaps"}:
            yield GlobalUse(name, node, "change", function, attribute=how.attribute, certain="perhaps" not in outcomes)
    elif any(fills_parser(one, how) for one in values):
        yield GlobalUse(name, node, "change", function, certain=False)
    if how.ends == "call" and how.depth == 1:
        for one in (one for one in values if isinstance(one, (Instance, ClassRef))):
            written, perhaps = self_writes(module, one, how.method), set_by_name(module, one, how.method)
            for attribute in sorted(written | perhaps):
                certain = attribute in written
                yield GlobalUse(name, node, "change", function, attribute=attribute, certain=certain)


def _globals_by_origin(module: Module) -> dict[ast.AST, str]:
    """The display or call that makes the object of a module-level name, and the name."""
    bindings = module.found.module.bindings
    return {b.value: name for name, held in bindings.items() for b in held if b.value is not None and not b.path}


def _aliased(module: Module, node: ast.Name, made_by: dict[ast.AST, str]) -> set[str]:
    """The module-level names whose object a local name holds too."""
    cls = class_meant(module, node)
    if cls is not None:
        return {cls.name}
    return {made_by[at] for one in module.values(node) if (at := origin(one)) in made_by}


def origin(one: Value) -> ast.AST | None:
    """The display or call that made an object."""
    if isinstance(one, Collection):
        return one.node
    return one.call if isinstance(one, (Object, Instance)) else None


def _is_parameter(scope: Scope, name: str) -> bool:
    return all(binding.kind == "param" for binding in scope.bindings[name])


def _by_parameters(module: Module, changed: dict[FunctionInfo, dict[str, set[str]]]) -> Iterator[GlobalUse]:
    """Changes of what is passed to functions that change their parameters, directly or by passing them on."""
    work = [(function, name) for function, names in changed.items() for name in names]
    seen = set(work)
    while work:
        function, parameter = work.pop()
        for call, passed in arguments_for(module, function, parameter):
            scope = scope_of_name(module, passed) if isinstance(passed, ast.Name) else None
            if scope is None or not isinstance(passed, ast.Name):
                continue
            if scope.is_module:
                for attribute in sorted(changed[function][parameter]):
                    yield GlobalUse(passed.id, call, "change", module.function(call), attribute=attribute)
            elif scope.function is not None and _is_parameter(scope, passed.id):
                further = (scope.function, passed.id)
                attributes = changed.setdefault(scope.function, {}).setdefault(passed.id, set())
                attributes |= changed[function][parameter]
                if further not in seen:
                    seen.add(further)
                    work.append(further)


def is_no_change(module: Module, write: GlobalUse, default: Binding) -> bool:
    """Whether a write leaves a name as importing the module makes it, as far as that is written out."""
    if default.path or write.attribute:
        return False
    new = write.binding
    if new is None:
        empty = isinstance(default.value, (ast.List, ast.Dict, ast.Call)) and _is_plain(default.value)
        return empty and isinstance(write.node, ast.Name) and access(module, write.node).method in EMPTYING
    if new.kind == default.kind == "import":
        return new.origin == default.origin
    if new.value is None or default.value is None or new.path or new.kind != "assign":
        return False
    return _is_plain(new.value) and ast.dump(new.value) == ast.dump(default.value)


def _is_plain(node: ast.expr) -> bool:
    """Whether an expression has an equal value each time: literals, and empty containers."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in ("dict", "list", "set") and not node.args
    return not any(isinstance(sub, (ast.Name, ast.Call)) for sub in ast.walk(node))
