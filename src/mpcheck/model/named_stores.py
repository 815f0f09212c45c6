"""Methods that set attributes by names which are not written out: ``setattr(self, name, value)``, ``self.__dict__.update(values)``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.accesses import is_class_method
from mpcheck.model.displays import last_name
from mpcheck.model.scopes import ClassInfo, Collected, FunctionInfo
from mpcheck.model.values import ClassRef, Const, Instance

if TYPE_CHECKING:
    from mpcheck.model.module import Module


def set_by_name(module: Module, one: Instance | ClassRef, method: str) -> set[str]:
    """The attributes that a method may set so on the object that it is called on.

    None where workers may run the method as well: they then set what the parent does, as far as anybody knows.
    """
    info = attributes.find_method(module.ev, one.info, method)
    if info is None or (isinstance(one, ClassRef) and not is_class_method(module, info)):
        return set()
    found = {name for call in info.calls for name in _names_set(module, one.info, info, call)}
    return set() if found and may_be_run_by_worker(module, info) else found


def _names_set(module: Module, cls: ClassInfo, method: FunctionInfo, call: ast.Call) -> set[str]:
    if not _is_of_self(method, call):
        return set()
    name = module.contexts.values(call.args[1]) if last_name(call.func) == "setattr" else ()
    known = {one.value for one in name if isinstance(one, Const) and isinstance(one.value, str)}
    return known if known and len(known) == len(name) else _declared(module, cls)


def _is_of_self(method: FunctionInfo, call: ast.Call) -> bool:
    """Whether a call sets attributes of the object, or class, whose method makes it."""
    target = _target(call)
    first = method.parameters[0].arg if method.parameters else ""
    return isinstance(target, ast.Name) and target.id == first


def _target(call: ast.Call) -> ast.expr | None:
    """That whose attributes a call sets: ``setattr(target, ...)``, ``target.__dict__.update(...)``, ``vars(target).update(...)``."""
    if isinstance(call.func, ast.Name):
        return call.args[0] if call.func.id == "setattr" and len(call.args) == 3 else None
    holder = call.func.value if isinstance(call.func, ast.Attribute) and call.func.attr == "update" else None
    if isinstance(holder, ast.Attribute):
        return holder.value if holder.attr == "__dict__" else None
    is_vars = isinstance(holder, ast.Call) and last_name(holder.func) == "vars" and len(holder.args) == 1
    return holder.args[0] if isinstance(holder, ast.Call) and is_vars else None


def _declared(module: Module, cls: ClassInfo) -> set[str]:
    """The attributes of a class and of its objects that are no methods."""
    found: set[str] = set()
    for here in attributes.bases(module.ev, cls):
        found.update(here.attributes)
        found.update(name for name in here.scope.bindings if name not in here.methods)
    return found


def may_be_run_by_worker(module: Module, function: FunctionInfo) -> bool:
    """Whether workers run a function, or call something of its name."""
    return function in module.worker_tasks or function.name in module.once(_names_called_by_workers)


def _names_called_by_workers(module: Module) -> Iterator[str]:
    yield from {last_name(call.func) for function in module.worker_tasks for call in function.calls}


def is_set_by_worker(module: Module, file: Collected) -> bool:
    """Whether functions that set attributes so may be run by workers, or by the import of their file."""
    setters = (module.function(call) for call in file.calls if _sets_unknown(call))
    return any(one is None or may_be_run_by_worker(module, one) for one in setters)


def _sets_unknown(call: ast.Call) -> bool:
    return last_name(call.func) == "setattr" and len(call.args) > 1 and not isinstance(call.args[1], ast.Constant)
