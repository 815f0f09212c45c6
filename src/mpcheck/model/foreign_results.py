"""Which functions of other files give back what matters to processes: told without evaluating them."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mpcheck.model import made_types
from mpcheck.model.displays import DISPLAYS, has_values, last_name, written_elements
from mpcheck.model.scopes import Binding, FunctionInfo

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: What built-in functions make that no process can send as it is.
_BUILTINS = {"open", "memoryview", "map", "filter", "zip"}
#: Built-in functions that give the elements of what they get.
_GIVING_ELEMENTS = {"iter", "list", "tuple", "sorted", "reversed"}
_MAX_STEPS = 4


def makes_objects(ev: Evaluator, info: FunctionInfo, steps: int = _MAX_STEPS) -> bool:
    """Whether a function gives back nothing but what its file makes.

    That is a function, one of several to choose from, a generator, a list, tuple or dict that is written out, one that an
    object keeps, the elements of one, a set or comprehension of such things, or an object: of a class of the file, or of a
    library.
    """
    made = [node for node in info.returns if not isinstance(node, ast.Constant)]
    return info.is_generator or (bool(made) and all(_is_made(ev, info, node, steps) for node in made))


def gives_nothing(info: FunctionInfo) -> bool:
    """Whether a function gives back nothing but None, be it written out."""
    return not info.is_generator and all(_is_none(node) for node in info.returns)


def gives_what_is_written(info: FunctionInfo) -> bool:
    """Whether a function gives back nothing but numbers and texts that stand in its file: settings, say."""
    return not info.is_generator and all(_is_written(info, node) for node in info.returns)


def _is_written(info: FunctionInfo, node: ast.expr | None, steps: int = _MAX_STEPS) -> bool:
    """A constant, a choice of several, a name that is given one, the bytes of one."""
    if isinstance(node, ast.IfExp):
        return all(_is_written(info, one, steps) for one in (node.body, node.orelse))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "encode":
        return _is_written(info, node.func.value, steps)
    if isinstance(node, ast.Name) and steps:
        bound = _bound(info, node.id)
        written = all(b.kind == "assign" and not b.path and _is_written(info, b.value, steps - 1) for b in bound)
        return bool(bound) and written
    return isinstance(node, ast.Constant)


def _is_made(ev: Evaluator, info: FunctionInfo, node: ast.expr | None, steps: int) -> bool:
    """A function of that file, a method, a partial, a container, an object, an item of a table."""
    if isinstance(node, (*DISPLAYS, ast.IfExp)):
        held = _members(node)
        is_written_out = isinstance(node, (ast.List, ast.Tuple, ast.Dict))
        return is_written_out or (bool(held) and all(_is_made(ev, info, one, steps) for one in held))
    if isinstance(node, ast.Attribute):
        is_own = _is_self(info, node.value) and info.cls is not None
        is_method = is_own and info.cls is not None and node.attr in info.cls.methods
        return is_method or _is_kept(info, node) or _is_remembered(ev, info, node, steps)
    if isinstance(node, ast.Name):
        kept = [b for b in _bound(info, node.id) if not _is_none(b.value)]
        return bool(kept) and all(b.kind == "function" or _holds_made(ev, info, b, steps) for b in kept)
    if isinstance(node, ast.Subscript):
        return _is_kept(info, node.value) or (isinstance(node.value, ast.Name) and _is_table(info, node.value.id))
    if not isinstance(node, ast.Call):
        return isinstance(node, ast.Lambda)
    if isinstance(node.func, ast.Attribute):
        return node.func.attr == "partial" or _is_owned(ev, info, node.func.value, steps)
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    bound = _bound(info, name)
    if not bound:
        return _is_made_by_builtin(ev, info, name, node.args, steps)
    return name == "partial" or _is_own_class(info, node.func) or all(_makes(ev, b, steps) for b in bound)


def _is_made_by_builtin(
    ev: Evaluator, info: FunctionInfo, name: str, arguments: Sequence[ast.expr], steps: int
) -> bool:
    if not arguments or name in _BUILTINS:
        return name in _BUILTINS
    gives_elements = name in _GIVING_ELEMENTS and _is_made(ev, info, arguments[0], steps)
    return gives_elements or (name == "getattr" and _is_self(info, arguments[0]))


def _members(node: ast.expr) -> Sequence[ast.expr]:
    """What a comprehension or set is made of, of a dict the values; the expressions that a test chooses from."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    return [node.value] if isinstance(node, ast.DictComp) and has_values(node) else written_elements(node)


def _bound(info: FunctionInfo, name: str) -> Sequence[Binding]:
    """The bindings of a name as a function sees it."""
    return next((scope.bindings[name] for scope in info.scope.chain() if name in scope.bindings), ())


def _makes(ev: Evaluator, binding: Binding, steps: int) -> bool:
    """Whether calling what a name is bound to makes an object."""
    if binding.function is not None:
        return steps > 0 and makes_objects(ev, binding.function, steps - 1)
    return binding.cls is not None or _is_made_type(binding) or _is_of_library(ev, binding)


def _holds_made(ev: Evaluator, info: FunctionInfo, binding: Binding, steps: int) -> bool:
    """Whether a name is given what is made there: ``connection = connect(path)``, ``with connect(path) as connection``."""
    is_whole = binding.kind == "assign" and binding.path in ((), ("enter",))
    return is_whole and steps > 0 and _is_made(ev, info, binding.value, steps - 1)


def _is_owned(ev: Evaluator, info: FunctionInfo, owner: ast.expr, steps: int) -> bool:
    """Whether the method of ``owner`` that is called is one of a library, or of a dict."""
    if isinstance(owner, ast.Name):
        bound = _bound(info, owner.id)
        return bool(bound) and all(_is_of_library(ev, b) or _holds_owner(ev, info, b, steps) for b in bound)
    if isinstance(owner, ast.Attribute):
        writes = info.cls.attributes.get(owner.attr, ()) if info.cls is not None and _is_self(info, owner.value) else ()
        if writes:
            return steps > 0 and all(_is_owned_value(ev, one.method, one.value, one.path, steps) for one in writes)
        return _is_owned(ev, info, owner.value, steps)
    return isinstance(owner, (ast.Dict, ast.DictComp)) or (
        isinstance(owner, ast.Call) and _is_made(ev, info, owner, steps)
    )


def _holds_owner(ev: Evaluator, info: FunctionInfo, binding: Binding, steps: int) -> bool:
    return binding.kind == "assign" and steps > 0 and _is_owned_value(ev, info, binding.value, binding.path, steps)


def _is_owned_value(ev: Evaluator, info: FunctionInfo, value: ast.expr | None, path: object, steps: int) -> bool:
    return value is not None and path in ((), ("enter",)) and _is_owned(ev, info, value, steps - 1)


def _is_self(info: FunctionInfo, node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and bool(info.parameters) and info.parameters[0].arg == node.id


def _is_own_class(info: FunctionInfo, node: ast.expr) -> bool:
    """Whether a name is that of the class of a method, or what a class method is given for it."""
    if info.cls is None or not isinstance(node, ast.Name):
        return False
    is_class_method = any(last_name(decorator) == "classmethod" for decorator in info.decorators)
    return node.id == info.cls.name or (is_class_method and _is_self(info, node))


def _is_of_library(ev: Evaluator, binding: Binding) -> bool:
    """Whether a name is imported, and not from the project."""
    if binding.kind != "import":
        return False
    return ev.project.locate(binding.origin, ev.file(binding.node).file)[0] is None


def _is_table(info: FunctionInfo, name: str) -> bool:
    """Whether a name of the module is given a dict or list that is written out."""
    scope = info.scope.holder_of(name)
    held = [b.value for b in scope.bindings[name]] if scope is not None and scope.is_module else []
    return bool(held) and all(isinstance(one, (ast.Dict, ast.List, ast.Tuple)) for one in held)


def _is_kept(info: FunctionInfo, node: ast.expr) -> bool:
    """Whether an expression is a container that the methods of an object write out and keep: ``self.rules``."""
    if not (isinstance(node, ast.Attribute) and info.cls is not None and _is_self(info, node.value)):
        return False
    writes = info.cls.attributes.get(node.attr, ())
    return bool(writes) and all(not one.path and isinstance(one.value, DISPLAYS) for one in writes)


def _is_remembered(ev: Evaluator, info: FunctionInfo, node: ast.Attribute, steps: int) -> bool:
    """Whether an attribute of the class holds what a method makes, and gives back: ``cls.shared = cls()``."""
    if steps == 0 or info.cls is None or not _is_own_class(info, node.value):
        return False
    outside = ev.file(node).outside_stores.get(node.attr, ())
    stores = [(one.method, one.value, one.path) for one in info.cls.attributes.get(node.attr, ())]
    stores += [(info, value, path) for target, value, path in outside if _is_own_class(info, target.value)]
    made = [(method, value, path) for method, value, path in stores if not _is_none(value)]
    return bool(made) and all(not path and _is_made(ev, method, value, steps - 1) for method, value, path in made)


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_made_type(binding: Binding) -> bool:
    """Whether a name is given a type that a call makes: ``namedtuple("Point", "x y")``."""
    made = binding.value if not binding.path else None
    return isinstance(made, ast.Call) and last_name(made.func) in made_types.MAKERS
