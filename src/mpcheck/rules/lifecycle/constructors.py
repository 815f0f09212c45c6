"""Which constructor an instance of a class runs, and whether it reaches that of the library."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model import attributes
from mpcheck.model.module import Module
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.values import BoundMethod, ClassRef, External, Function, Instance, Value

_KINDS = ("process", "thread")


def family(module: Module, info: ClassInfo) -> list[ClassInfo]:
    """The class and its ancestors of the scanned code."""
    return attributes.bases(module.ev, info)


def kind_of(module: Module, info: ClassInfo) -> str:
    """``process`` or ``thread`` where the class is a subclass of these, else ""."""
    bases = (value for here in family(module, info) for base in here.node.bases for value in module.values(base))
    return next((kind for kind in (attributes.kind_of_base(module.ev, one) for one in bases) if kind in _KINDS), "")


def constructing(module: Module, info: ClassInfo) -> ClassInfo | None:
    """The class of the scanned code whose constructor an instance runs; None where that is the library's or not sure.

    The constructor is its ``__init__``, or else one that ``dataclass`` writes.
    """
    for ancestor in _ancestors(module, info, set()):
        if isinstance(ancestor, ClassInfo):
            if "__init__" in ancestor.methods or _is_data_class(module, ancestor):
                return ancestor
        elif not (isinstance(ancestor, External) and ancestor.name in ("builtins.object", "abc.ABC")):
            return None
    return None


def _ancestors(module: Module, info: ClassInfo, seen: set[ClassInfo]) -> Iterator[ClassInfo | Value]:
    """The class and what it inherits from, depth first, where the first that has a method wins."""
    seen.add(info)
    yield info
    for base in info.node.bases:
        for value in module.values(base):
            if not isinstance(value, ClassRef):
                yield value
            elif value.info not in seen:
                yield from _ancestors(module, value.info, seen)


def is_shaped_elsewhere(module: Module, info: ClassInfo) -> bool:
    """Whether a metaclass, a decorator or a method decides how, or whether, instances are made and started."""
    relatives = family(module, info)
    decorators = [module.external_name(_called(d)) for here in relatives for d in here.node.decorator_list]
    own = {name for here in relatives for name in here.methods}
    return (
        any(here.node.keywords for here in relatives)
        or any(name != "dataclasses.dataclass" for name in decorators)
        or bool(own & {"__new__", "start"})
    )


def _called(decorator: ast.expr) -> ast.expr:
    return decorator.func if isinstance(decorator, ast.Call) else decorator


def _is_data_class(module: Module, info: ClassInfo) -> bool:
    """Whether a decorator writes the constructor."""
    for decorator in info.node.decorator_list:
        if module.external_name(_called(decorator)) == "dataclasses.dataclass":
            keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
            return not any(
                k.arg == "init" and isinstance(k.value, ast.Constant) and not k.value.value for k in keywords
            )
    return False


def first_without(module: Module, init: FunctionInfo) -> FunctionInfo | None:
    """The constructor at which the chain of ``__init__`` calls ends before the library's; None where it does not."""
    return _first_without(module, init, set())


def _first_without(module: Module, init: FunctionInfo, seen: set[FunctionInfo]) -> FunctionInfo | None:
    seen.add(init)
    ends = init
    for call in init.calls:
        for one in module.values(call.func):
            function, constructs = _function(one), _is_constructor_call(call)
            if constructs and function is None:
                return None
            if function is None or function in seen or not (constructs or _is_own_method(one)):
                continue
            further = _first_without(module, function, seen)
            if further is None:
                return None
            ends = further if constructs else ends
    return ends


def _is_own_method(one: Value) -> bool:
    return isinstance(one, BoundMethod) and isinstance(one.receiver, Instance)


def _function(one: Value) -> FunctionInfo | None:
    if isinstance(one, BoundMethod):
        return one.function.info if one.function else None
    return one.info if isinstance(one, Function) else None


def _is_constructor_call(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "__init__"


def constructor_calls(init: FunctionInfo) -> list[ast.Call]:
    """The calls of other constructors' ``__init__`` in the body of one."""
    return [call for call in init.calls if _is_constructor_call(call)]


def is_initialised_elsewhere(module: Module, info: ClassInfo) -> bool:
    """Whether a method besides the constructors calls the library's ``__init__``."""
    methods = [method for here in family(module, info) for method in here.methods.values() if method.name != "__init__"]
    calls = [call for method in methods for call in constructor_calls(method)]
    return any(_function(one) is None for call in calls for one in module.values(call.func))
