"""What a use of a name does to the object that it holds: reads it, stores into it, calls a method of it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

from mpcheck.model import attributes, iteration
from mpcheck.model.nodes import parent_of
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.values import (
    ClassRef,
    Collection,
    Const,
    External,
    Function,
    Instance,
    Namespace,
    Object,
    Partial,
    Value,
    only,
)

if TYPE_CHECKING:
    from mpcheck.model.module import Module

_Node = TypeVar("_Node", bound=ast.expr)
MUTATORS = {
    *("append", "extend", "insert", "add", "update", "setdefault", "pop", "popitem", "remove", "discard", "clear"),
    *("appendleft", "extendleft", "popleft", "rotate", "sort", "reverse", "__setitem__", "__delitem__", "subtract"),
    *("difference_update", "intersection_update", "symmetric_difference_update", "move_to_end"),
}
#: Methods of argument parsers that put the options into an object, their second argument.
_PARSING = {"parse_args", "parse_known_args", "parse_intermixed_args"}
#: Parsers of configuration files, and their methods that fill them.
_CONFIGURATIONS = {f"configparser.{name}" for name in ("ConfigParser", "RawConfigParser", "SafeConfigParser")}
_FILLING = {"read", "read_dict", "read_file", "read_string", "set", "add_section", "remove_option", "remove_section"}
_CLASS_METHOD = "builtins.classmethod"
_CONTAINER_MODULES = ("builtins", "collections", "array")


@dataclass(frozen=True, slots=True)
class Access:
    """What is done with a name: ``name.attribute...``, ``name[key]...``.

    ``ends``: read, store (an attribute or item is assigned or deleted) or call (of ``method``).
    ``attribute`` is the first step where that is an attribute on the way to something else: "" for ``name[key]
    = x`` and ``name.append(x)``.  ``depth`` counts the steps; ``node`` is the last of them.
    """

    ends: Literal["read", "store", "call"]
    attribute: str = ""
    method: str = ""
    depth: int = 0
    node: ast.AST | None = None

    @property
    def is_mutator(self) -> bool:
        return self.ends == "call" and self.method in MUTATORS


def reads_in(module: Module, function: FunctionInfo) -> Iterator[ast.Name | ast.Attribute]:
    """The names and attributes that a function, of this file or another, reads."""
    yield from module.ev.file(function.node).reads.get(function, ())


def touched(module: Module, nodes: Iterable[_Node]) -> Iterator[_Node]:
    """Those of the nodes that are more than named: an attribute or an item of them is meant.

    Of most the parent alone shows that they are not, which takes less than to find out the whole `access`.
    """
    for node in nodes:
        parent = parent_of(node)
        if isinstance(parent, (ast.Attribute, ast.Subscript)):
            is_touched = parent.value is node
        else:
            is_touched = _setting(parent, node) is not None
        if is_touched:
            yield node


def access(module: Module, node: ast.expr) -> Access:
    """What the expression around ``node`` does to the object that it is."""
    here: ast.AST = node
    first, depth = "", 0
    while True:
        parent = module.parent(here)
        setting = _setting(parent, node) if depth == 0 else None
        if setting is not None:
            return Access("store", _literal(setting), "", 1, setting)
        if not isinstance(parent, (ast.Attribute, ast.Subscript)) or parent.value is not here:
            return Access("read", first, "", depth, here)
        if depth == 0 and isinstance(parent, ast.Attribute):
            first = parent.attr
        depth += 1
        if not isinstance(parent.ctx, ast.Load):
            return Access("store", _unless_namespace(first), "", depth, parent)
        call = module.parent(parent)
        if isinstance(parent, ast.Attribute) and isinstance(call, ast.Call) and call.func is parent:
            whole = depth == 1 and parent.attr in MUTATORS
            return Access("call", "" if whole else _unless_namespace(first), parent.attr, depth, call)
        here = parent


def _setting(parent: ast.AST | None, node: ast.expr) -> ast.Call | None:
    """The call that sets attributes of what a node is passed as.

    ``setattr(node, "name", 1)``, ``vars(node).update(values)``, ``parser.parse_args(namespace=node)``.
    """
    call = parent_of(parent) if isinstance(parent, ast.keyword) and parent.arg == "namespace" else parent
    if not isinstance(call, ast.Call):
        return None
    if isinstance(call.func, ast.Attribute):
        return call if call.func.attr in _PARSING and (call is not parent or call.args[1:2] == [node]) else None
    if not isinstance(call.func, ast.Name) or call.args[:1] != [node]:
        return None
    if call.func.id == "vars":
        method = parent_of(call)
        outer = parent_of(method) if isinstance(method, ast.Attribute) and method.attr == "update" else None
        return outer if isinstance(outer, ast.Call) else None
    return call if call.func.id in ("setattr", "delattr") and len(call.args) > 1 else None


def _literal(call: ast.Call) -> str:
    """The name that a call of ``setattr`` writes out, "" for all others."""
    name = call.args[1] if isinstance(call.func, ast.Name) else None
    return name.value if isinstance(name, ast.Constant) and isinstance(name.value, str) else ""


def _unless_namespace(attribute: str) -> str:
    """``name.__dict__`` stands for all attributes at once."""
    return "" if attribute == "__dict__" else attribute


def is_changed_by(module: Module, one: Value, how: Access) -> bool | Literal["perhaps"] | None:
    """Whether a call of a mutating method changes a value; None where the value can have no such method."""
    if isinstance(one, Const) and not isinstance(one.value, bytes):
        return None
    if isinstance(one, ClassRef) and how.depth > 1:
        return _holds_container(module, how)
    if isinstance(one, (External, Function, ClassRef, Partial)):
        return False
    if (
        isinstance(one, Namespace)
        and isinstance(how.node, ast.Call)
        and any(only(Function, module.values(how.node.func)))
    ):
        return False  # ``package.module.update()``
    if how.depth > 1:
        return True
    if isinstance(one, Instance):
        return attributes.find_method(module.ev, one.info, how.method) is None
    if _is_container(one):
        return True
    return False if isinstance(one, Object) else "perhaps"


def fills_parser(one: Value, how: Access) -> bool:
    """Whether a call makes a parser of configuration files hold something else."""
    is_parser = isinstance(one, Object) and one.name in _CONFIGURATIONS
    return is_parser and how.ends == "call" and how.depth == 1 and how.method in _FILLING


def _is_container(one: Value) -> bool:
    """Whether a value is a container of the standard library."""
    if isinstance(one, Collection) or iteration.is_container(one):
        return True
    return isinstance(one, Object) and one.name.partition(".")[0] in _CONTAINER_MODULES


def self_writes(module: Module, one: Instance | ClassRef, method: str) -> set[str]:
    """The attributes that a method assigns on the object that it is called on, or whose objects it changes."""
    info = attributes.find_method(module.ev, one.info, method)
    if info is None or (isinstance(one, ClassRef) and not is_class_method(module, info)):
        return set()
    assigned = {
        name
        for here in attributes.bases(module.ev, one.info)
        for name, writes in here.attributes.items()
        if any(write.method is info for write in writes)
    }
    return assigned | set(module.once(_changed_by, info))


def _changed_by(module: Module, method: FunctionInfo) -> Iterator[str]:
    """The attributes whose objects a method changes: ``self.rows.append(row)``, ``self.rows[key] = row``, ``self.band.low = 0``."""
    first = method.parameters[0].arg if method.parameters else ""
    for node in module.ev.file(method.node).reads.get(method, ()):
        if isinstance(node, ast.Name) and node.id == first:
            how = access(module, node)
            is_change = how.ends == "store" or (how.is_mutator and _holds_container(module, how))
            if is_change and how.depth > 1 and how.attribute:
                yield how.attribute


def _holds_container(module: Module, how: Access) -> bool:
    """Whether the object whose method is called is a container."""
    func = how.node.func if isinstance(how.node, ast.Call) else None
    held = module.values(func.value) if isinstance(func, ast.Attribute) else ()
    return any(map(_is_container, held))


def is_class_method(module: Module, function: FunctionInfo) -> bool:
    return attributes.decorated_as(module.ev, function, _CLASS_METHOD)


def class_meant(module: Module, node: ast.Name) -> ClassInfo | None:
    """The class of the module that a name stands for as the first parameter of one of its class methods."""
    function = module.function(node)
    cls = function.cls if function is not None and function.decorators else None
    if function is None or cls is None or cls.qualname != cls.name or not function.is_given_first(node):
        return None
    return cls if is_class_method(module, function) else None


def attribute_reads(module: Module, info: ClassInfo, attribute: str) -> Iterator[ast.Attribute]:
    """Where ``attribute`` of a class is read, in this file."""
    for node in module.found.nodes_of(ast.Attribute):
        if node.attr == attribute and isinstance(node.ctx, ast.Load) and info in owning_classes(module, node):
            yield node


def owning_classes(module: Module, node: ast.Attribute) -> list[ClassInfo]:
    """The classes whose attribute is meant: it is read through them, a subclass, or an object of them.

    None where it is read through an object and methods give the objects such an attribute of their own.
    """
    owners = module.values(node.value)
    infos = [here for one in owners if isinstance(one, (Instance, ClassRef)) for here in _bases(module, one)]
    through_object = any(isinstance(one, Instance) for one in owners)
    return [] if through_object and any(_gives_to_objects(module, here, node.attr) for here in infos) else infos


def _gives_to_objects(module: Module, info: ClassInfo, attribute: str) -> bool:
    """Whether a method of a class, and no class method, assigns an attribute of ``self``."""
    return any(not is_class_method(module, write.method) for write in info.attributes.get(attribute, ()))


def _bases(module: Module, one: Instance | ClassRef) -> list[ClassInfo]:
    return attributes.bases(module.ev, one.info)


def reads_of_self(module: Module, one: Instance, method: str, attribute: str) -> bool:
    """Whether calling a method reads an attribute of its object, as far as its name tells."""
    info = attributes.find_method(module.ev, one.info, method)
    reached = module.graph.reached_from([info]) if info is not None else ()
    return any(
        isinstance(node, ast.Attribute) and node.attr == attribute
        for function in reached
        for node in reads_in(module, function)
    )
