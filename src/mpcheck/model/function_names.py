"""By which name pickle looks for a function or type, and whether it finds that very one there.

pickle stores a function as the name of its module and its ``__qualname__``.  Decorators decide what a
``def`` binds its name to, and ``functools.wraps`` what the qualified name of the new function is.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mpcheck.model import calling, iteration, parameters
from mpcheck.model.api import canonical
from mpcheck.model.scopes import Binding, FunctionInfo
from mpcheck.model.values import (
    BoundMethod,
    CallContext,
    ClassRef,
    Const,
    External,
    Function,
    Instance,
    Object,
    Param,
    Partial,
    Value,
    Values,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: Decorators whose result is found under the name of the function that they take.
_KEEPS_NAME = {
    *(f"functools.{name}" for name in ("lru_cache", "cache", "singledispatch", "wraps")),
    "contextlib.contextmanager",
    "contextlib.asynccontextmanager",
}
_OF_METHODS = {"builtins.staticmethod", "builtins.classmethod"}
_COPIES_NAME = {"functools.wraps": 0, "functools.update_wrapper": 1}
_MAX_DEPTH = 8


def is_renamed(ev: Evaluator, info: FunctionInfo) -> bool:
    """Whether this file or its own assigns the function a qualified name of its own choice, or a helper may do so.

    Another ``__name__`` alone changes nothing for pickle.
    """
    files = dict.fromkeys((ev.found, ev.file(info.node)))
    stores = (node for file in files for node, *_ in file.attribute_stores if node.attr == "__qualname__")
    if any(isinstance(one, Function) and one.info is info for node in stores for one in ev.evaluate(node.value)):
        return True
    outer = info.outer.enclosing_function
    handed = (call for call in outer.calls if _names(call.args, info)) if outer is not None else ()
    return any(_sets_qualname(ev, call) or _is_helper_called(ev, call) for call in handed)


def _is_helper_called(ev: Evaluator, call: ast.Call) -> bool:
    """Whether a call is one of a function that gives something a qualified name, as it may do for its argument."""
    for helper in (one.info for one in ev.evaluate(call.func) if isinstance(one, Function)):
        stores = (scope for node, *_, scope in ev.file(helper.node).attribute_stores if node.attr == "__qualname__")
        if any(scope.enclosing_function is helper for scope in stores):
            return True
        if any(calling_name(ev, inner) in _COPIES_NAME or _sets_qualname(ev, inner) for inner in helper.calls):
            return True
    return False


def _sets_qualname(ev: Evaluator, call: ast.Call) -> bool:
    """Whether a call is ``setattr`` with a name that may be ``__qualname__``."""
    if calling_name(ev, call) != "builtins.setattr" or len(call.args) != 3:
        return False
    names = ev.evaluate(call.args[1])
    return not names or any(not isinstance(one, Const) or one.value == "__qualname__" for one in names)


def pickled_name(ev: Evaluator, one: Function, depth: int = _MAX_DEPTH) -> str | None:
    """The ``__qualname__`` of a function object; None where it cannot be told.

    The decorators of a local function may copy the name of another one; those of a module's function
    are not looked at: they make another object.
    """
    if depth == 0 or is_renamed(ev, one.info):
        return None
    if not one.info.is_local or one.info.is_lambda:
        return one.info.qualname
    copied = _copied_from(ev, one)
    if copied is None:
        return None if one.info.decorators else one.info.qualname
    names = {pickled_name(ev, origin, depth - 1) if isinstance(origin, Function) else None for origin in copied}
    return names.pop() if len(names) == 1 else None


def _copied_from(ev: Evaluator, one: Function) -> Values | None:
    """The functions whose name ``functools.wraps`` or ``update_wrapper`` gives to a local function; None if none."""
    for decorator in one.info.decorators:
        for found in ev.evaluate(decorator, one.closure):
            if isinstance(found, Object) and found.name == "functools.wraps" and isinstance(found.call, ast.Call):
                return _argument(ev, found.call, 0, found.context)
    outer = one.info.outer.enclosing_function
    for call in outer.calls if outer is not None else ():
        if calling_name(ev, call) == "functools.update_wrapper" and _names(call.args[:1], one.info):
            return _argument(ev, call, 1, one.closure)
    return None


def _argument(ev: Evaluator, call: ast.Call, index: int, context: CallContext | None) -> Values | None:
    return ev.evaluate(call.args[index], context) if len(call.args) > index else frozenset()


def _names(nodes: list[ast.expr], info: FunctionInfo) -> bool:
    return any(isinstance(node, ast.Name) and node.id == info.name for node in nodes)


def calling_name(ev: Evaluator, call: ast.Call) -> str:
    """The canonical dotted name of the external function that a call calls, "" where it is none."""
    names = {canonical(one.name) if isinstance(one, External) else "" for one in ev.evaluate(call.func)}
    return names.pop() if len(names) == 1 else ""


def is_wrapper(ev: Evaluator, one: Function) -> bool:
    """Whether a local function calls a function that was given to the function which made it."""
    outer, closure = one.info.outer.enclosing_function, one.closure
    if outer is None or closure is None:
        return False
    called = {node.func.id for node in one.info.calls if isinstance(node.func, ast.Name)}
    given = (p.arg for p in outer.parameters if p.arg in called and p.arg not in one.info.scope.bindings)
    context = closure.find(outer)
    return any(isinstance(held, Function) for name in given for held in parameters.parameter(ev, outer, name, context))


def bound_by_def(ev: Evaluator, info: FunctionInfo) -> Values | None:
    """What a ``def`` with its decorators binds its name to; None where a decorator is not known."""
    held: Values = frozenset((Function(info),))
    for decorator in reversed(info.decorators):
        applied = ev.evaluate(decorator)
        names = {canonical(one.name) if isinstance(one, (External, Object)) else "" for one in applied}
        if names <= _OF_METHODS:
            continue
        if names <= _KEEPS_NAME or not all(_is_followed(one) for one in applied):
            return None
        held = calling.apply(ev, applied, None, None, (held,))
    return held


def _is_followed(one: Value) -> bool:
    """Whether calling a value runs code that is scanned, with the function as its first argument."""
    if isinstance(one, Partial):
        return len(one.call.args) == 1 and _is_followed(one.function)
    return isinstance(one, (Function, ClassRef)) or (isinstance(one, BoundMethod) and one.function is not None)


def binds(ev: Evaluator, one: Partial, info: FunctionInfo) -> bool:
    """Whether a function is among the arguments of a partial."""
    written = [*one.call.args, *(keyword.value for keyword in one.call.keywords)]
    held = (value for node in written for value in ev.evaluate(node, one.context))
    return any(isinstance(value, Function) and value.info is info for value in held)


def keeps_argument(ev: Evaluator, one: Instance) -> bool:
    """Whether an object keeps the first argument of its constructor: ``self.function = function``."""
    from mpcheck.model import attributes

    constructor = attributes.find_method(ev, one.info, "__init__")
    if constructor is None or len(constructor.parameters) < 2:
        return False
    first = constructor.parameters[1].arg
    writes = [w for here in attributes.bases(ev, one.info) for held in here.attributes.values() for w in held]
    if any(calling_name(ev, call) == "functools.update_wrapper" for call in constructor.calls):
        return True
    return any(
        isinstance(held, Param) and held.name == first and held.function is constructor
        for write in writes
        if write.value is not None and write.method is constructor
        for held in iteration.follow(ev, ev.evaluate(write.value), write.path)
    )


def found_instead(ev: Evaluator, one: Function, bindings: Sequence[Binding]) -> Binding | None:
    """Which of the bindings of its name leads to something else than this function; None where that is not sure."""
    return None if any(_may_be(ev, binding, one) for binding in bindings) else next(reversed(bindings), None)


def _may_be(ev: Evaluator, binding: Binding, one: Function) -> bool:
    """Whether a module-level binding may give its name the function ``one``."""
    held = bound_by_def(ev, binding.function) if binding.function is not None else ev.binding(binding, None)
    return held is None or not all(_is_another(h, one) for h in held)


def _is_another(held: Value, one: Function) -> bool:
    if isinstance(held, Function):
        return held.info is not one.info
    return isinstance(held, (Partial, Instance))
