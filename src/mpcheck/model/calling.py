"""Calls on abstract values: binding arguments to parameters, and what comes back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mpcheck.model import (
    attributes,
    changed_copies,
    derived,
    feasible,
    foreign_results,
    giving_back,
    iteration,
    literals,
    loaded_modules,
    made_types,
    passing,
    paths,
)
from mpcheck.model.api import CONTEXT_CLASSES, FIXED_METHOD, Api, canonical, context_of, package_of_context
from mpcheck.model.nodes import is_collected, scope_of
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.types import is_text
from mpcheck.model.values import (
    NOTHING,
    TOO_DEEP,
    BoundMethod,
    CallContext,
    ClassRef,
    Const,
    External,
    Function,
    Generator,
    Instance,
    Object,
    Param,
    Partial,
    Super,
    Unknown,
    Value,
    Values,
    root_of,
)

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

ENTERING = {"enter_context", "enter_async_context"}
STACKS = {"contextlib.ExitStack", "contextlib.AsyncExitStack"}
_METHODS = ("fork", "spawn", "forkserver")
#: A method of somebody's own, such as "loky" or "dragon": nothing is known of the processes that it starts.
_OWN_METHOD = "own"


def _unknown(reason: str) -> Values:
    return frozenset((Unknown(reason),))


# Arguments


def argument(call: ast.Call, params: tuple[str, ...] | list[str], name: str, skip: int = 0) -> ast.expr | None:
    """The expression that a call passes for a parameter; None if it is absent or hidden in ``*args``.

    ``skip`` is the number of parameters that are bound before the written arguments.
    """
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
        if keyword.arg is None and isinstance(keyword.value, ast.Dict):
            for key, held in zip(keyword.value.keys, keyword.value.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == name:
                    return held
    if name not in params:
        return None
    index = list(params).index(name) - skip
    positional: list[ast.expr] = []
    for given in call.args:
        if not isinstance(given, ast.Starred):
            positional.append(given)
        elif isinstance(given.value, (ast.Tuple, ast.List)):
            positional += given.value.elts
        else:
            break
    return positional[index] if 0 <= index < len(positional) else None


def has_hidden_arguments(call: ast.Call) -> bool:
    """Whether a call passes ``*args`` or ``**kwargs`` that cannot be read."""
    hidden_args = any(isinstance(a, ast.Starred) and not isinstance(a.value, (ast.Tuple, ast.List)) for a in call.args)
    return hidden_args or any(k.arg is None and not isinstance(k.value, ast.Dict) for k in call.keywords)


def is_written_out(call: ast.Call) -> bool:
    """Whether a call passes neither ``*args`` nor ``**kwargs``."""
    return not any(isinstance(a, ast.Starred) for a in call.args) and all(k.arg for k in call.keywords)


# Results


def call(ev: Evaluator, node: ast.Call, context: CallContext | None) -> Values:
    """What a call may return."""
    return apply(ev, ev.evaluate(node.func, context), node, context)


def apply(
    ev: Evaluator,
    functions: Values,
    node: ast.Call | None,
    context: CallContext | None,
    leading: tuple[Values, ...] = (),
) -> Values:
    """What calling each of ``functions`` with the arguments of ``node``, after ``leading``, may return."""
    return NOTHING.union(*(_apply_one(ev, one, node, context, leading) for one in functions))


def _apply_one(
    ev: Evaluator, one: Value, node: ast.Call | None, context: CallContext | None, leading: tuple[Values, ...]
) -> Values:
    if isinstance(one, Function):
        return results(ev, one, node, context, leading)
    if isinstance(one, ClassRef):
        return frozenset((Instance(one.info, node, context),))
    if isinstance(one, External):
        return _external(ev, one, node, context)
    if isinstance(one, Object) and ev.tables.method(one.name, "__call__") is not None:
        one = BoundMethod(one, "__call__")
    if isinstance(one, BoundMethod):
        if one.function is not None:
            return results(ev, one.function, node, context, (frozenset((one.receiver,)), *leading))
        return _external_method(ev, one, node, context)
    if isinstance(one, Partial):
        return apply(ev, frozenset((one.function,)), node, context, (*_bound_by(ev, one), *leading))
    if isinstance(one, Param):
        return frozenset((Param(one.function, one.name, True),))
    return made_types.made_object(ev, one, node, context) or _unknown("call")


def _bound_by(ev: Evaluator, one: Partial) -> tuple[Values, ...]:
    return tuple(ev.evaluate(a, one.context) for a in one.call.args[1:] if not isinstance(a, ast.Starred))


def results(
    ev: Evaluator, one: Function, node: ast.Call | None, context: CallContext | None, leading: tuple[Values, ...]
) -> Values:
    """What a function of the scanned code returns when called."""
    if foreign_results.gives_nothing(one.info):
        return _unknown("placeholder") if one.info.is_placeholder else frozenset((Const(None, one.info.node),))
    file = ev.file(one.info.node)
    knows = (
        file is ev.found
        or file.speaks_of_processes
        or file.forks_by_hand
        or file.speaks_of_loading
        or foreign_results.makes_objects(ev, one.info)
        or foreign_results.gives_what_is_written(one.info)
    )
    if not knows and not _is_given_workers(ev, node, context, leading):
        # Nothing that matters to a process comes out of there, and its own calls may lead anywhere.
        return _unknown("function of another file")
    inner = ev.enter(one, node, context, leading)
    if inner is None:
        return _unknown(TOO_DEEP)
    if one.info.is_generator:
        return frozenset((Generator(node or one.info.node, inner, one),))
    possible = feasible.feasible(ev, one.info.returns, inner)
    return NOTHING.union(*(ev.evaluate(returned, inner) for returned in possible))


def _is_given_workers(
    ev: Evaluator, node: ast.Call | None, context: CallContext | None, leading: tuple[Values, ...]
) -> bool:
    """Whether a call passes on what works with processes, or its object was given that."""
    return (node is not None and passing.passes_workers(ev, node, context)) or passing.has_workers(
        ev, leading[0] if leading else NOTHING
    )


def _external(ev: Evaluator, one: External, node: ast.Call | None, context: CallContext | None) -> Values:
    name = canonical(one.name)
    known = giving_back.given_back(ev, name, node, context) if node is not None else None
    if known is not None:
        return known
    if name == "builtins.super":
        return _super(ev, node)
    if name in CONTEXT_CLASSES:
        return frozenset((Object(context_of(name), node, context, CONTEXT_CLASSES[name]),))
    api = ev.tables.functions.get(name)
    if api is not None and package_of_context(api.returns):
        chosen = chosen_methods(ev, node, context, one.start_method or api.start_method or None)
        return frozenset(Object(api.returns, node, context, method) for method in chosen)
    if api is None or not api.returns:
        return literals.as_bytes(ev, one, node, context) or frozenset((Object(name, node, context, one.start_method),))
    methods = {FIXED_METHOD.get(one.name, one.start_method) or api.start_method or None}
    if api.context and node is not None:
        methods = from_context(ev, api, node, context) or methods
    return frozenset(Object(api.returns, node, context, method) for method in methods)


def chosen_methods(
    ev: Evaluator, node: ast.Call | None, context: CallContext | None, inherited: str | None = None
) -> set[str | None]:
    """The start methods that ``get_context(...)`` or ``set_start_method(...)`` may be given."""
    written = argument(node, ("method",), "method") if node is not None else None
    if written is None:
        return {"unknown" if node is not None and has_hidden_arguments(node) else inherited}
    methods: set[str | None] = set()
    for one in ev.evaluate(written, context):
        if isinstance(one, Const) and one.value in _METHODS:
            methods.add(str(one.value))
        elif isinstance(one, Const) and one.value is None:
            methods.add(inherited)
        else:
            methods.add(_OWN_METHOD if isinstance(one, Const) else "unknown")
    return methods


def from_context(ev: Evaluator, api: Api, node: ast.Call, context: CallContext | None) -> set[str | None]:
    """The start methods of the multiprocessing context that a call passes; nothing where it passes none."""
    written = argument(node, api.params, api.context)
    if written is None:
        return set()
    methods: set[str | None] = set()
    for one in ev.evaluate(written, context):
        if isinstance(one, Object) and package_of_context(one.name):
            methods.add(one.start_method)
        elif isinstance(one, Const) and one.value in _METHODS:
            methods.add(str(one.value))
        elif (isinstance(one, External) and one.name == "multiprocessing") or (
            isinstance(one, Const) and one.value is None
        ):
            methods.add(None)
        else:
            methods.add(_OWN_METHOD if isinstance(one, Const) else "unknown")
    return methods


def _super(ev: Evaluator, node: ast.Call | None) -> Values:
    scope = scope_of(node) if is_collected(node) else None
    function = scope.enclosing_function if scope else None
    owner = function.owner if function is not None else None
    return frozenset((Super(owner),)) if owner is not None else _unknown("super")


def _external_method(ev: Evaluator, one: BoundMethod, node: ast.Call | None, context: CallContext | None) -> Values:
    owner = derived.container(ev, one.receiver)
    if iteration.is_container(owner):
        return iteration.method_of_container(ev, BoundMethod(owner, one.name), node, context)
    if node is not None and (known := _of_value(ev, owner, one.name, node, context)):
        return known
    name = ev.class_name(owner) or ("builtins.str" if is_text(owner) else "")
    if name in STACKS and one.name in ENTERING and node is not None and node.args:
        return iteration.follow(ev, ev.evaluate(node.args[0], context), ("enter",))
    if one.name == "__enter__" and isinstance(owner, Object):
        return iteration.entered(ev, owner)
    api = ev.tables.method(name, one.name)
    method = owner.start_method if isinstance(owner, Object) else None
    if api is not None and api.returns:
        return frozenset((Object(api.returns, node, context, method),))
    given = loaded_modules.given_by_method(one)
    if name and given is None:
        made = f"{name}.{one.name}"
        return frozenset((Object(paths.PATH if made in paths.MADE_BY else made, node, context, method),))
    if isinstance(root := root_of(owner), Param):
        # What ``ctx.Pool()`` gives is known where the caller is.
        return frozenset((Param(root.function, root.name, True),))
    return _unknown(f"method {one.name}") if given is None else frozenset((given,))


def _of_value(ev: Evaluator, owner: Value, name: str, node: ast.Call, context: CallContext | None) -> Values:
    """What a method makes of the value that its object is known to have; nothing where that tells nothing."""
    if name == "_replace" and isinstance(owner, Instance):
        return changed_copies.changed_copies(ev, frozenset((owner,)), node, context)
    return literals.encoded(ev, owner, node, context) if name == "encode" else NOTHING


def functions_of(ev: Evaluator, one: Value) -> Iterator[FunctionInfo]:
    """The functions of the scanned code that calling a value runs."""
    if isinstance(one, Function):
        yield one.info
    elif isinstance(one, Partial):
        yield from functions_of(ev, one.function)
    elif isinstance(one, BoundMethod) and one.function is not None:
        yield one.function.info
    elif isinstance(one, Instance):
        method = attributes.find_method(ev, one.info, "__call__")
        if method is not None:
            yield method
    elif isinstance(one, ClassRef):
        method = attributes.find_method(ev, one.info, "__init__")
        if method is not None:
            yield method
