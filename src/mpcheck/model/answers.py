"""What functions say that look at the platform: ``if sys.platform == "win32": return False``, and elsewhere ``return True``."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.flow import ENTRY, EXIT
from mpcheck.model.nodes import scope_of
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.values import BoundMethod, Function, Instance, Value

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: How a test comes out on a target; None where the target does not decide it.
Decide = Callable[[ast.expr], "bool | None"]
_PROPERTIES = ("property", "cached_property")


def answers(ev: Evaluator, node: ast.expr, decide: Decide) -> list[ast.expr] | None:
    """The expressions that ``node`` may be, where it is what a function says that answers by tests which are decided.

    None where it is nothing of the kind.
    """
    asked, path = _asked(ev, node)
    function = _property(ev, asked) if isinstance(asked, ast.Attribute) else _called(ev, asked)
    returned = _returned(ev, function, decide) if function is not None else None
    parts = [_part(one, path) for one in returned or ()]
    return [one for one in parts if one is not None] if parts and None not in parts else None


def _asked(ev: Evaluator, node: ast.expr) -> tuple[ast.expr, tuple[object, ...]]:
    """The call, or the property, behind an expression, and where in its result that stands: ``ok, why = check()``."""
    if isinstance(node, ast.NamedExpr):
        node = node.value
    if isinstance(node, ast.Name):
        scope = scope_of(node).holder_of(node.id)
        bindings = ev.reaching.bindings(node, scope) if scope is not None else []
        if len(bindings) == 1 and bindings[0].kind == "assign" and bindings[0].value is not None:
            return bindings[0].value, bindings[0].path
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return node.value, (node.slice.value,)
    return node, ()


def _property(ev: Evaluator, node: ast.Attribute) -> FunctionInfo | None:
    """The method that an attribute runs."""
    owners = ev.evaluate(node.value)
    (owner,) = owners if len(owners) == 1 else (None,)
    method = attributes.find_method(ev, owner.info, node.attr) if isinstance(owner, Instance) else None
    if method is None or _is_overridden(ev, method):
        return None
    names = (one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "") for one in method.decorators)
    return method if any(name in _PROPERTIES for name in names) else None


def _called(ev: Evaluator, node: ast.expr) -> FunctionInfo | None:
    is_awaited = isinstance(node, ast.Await)
    call = node.value if isinstance(node, ast.Await) else node
    return run_by(ev, call, is_awaited=is_awaited) if isinstance(call, ast.Call) else None


def run_by(ev: Evaluator, call: ast.Call, *, is_awaited: bool) -> FunctionInfo | None:
    """The function of the scanned code that a call runs for certain."""
    values = ev.evaluate(call.func)
    info = _function(next(iter(values))) if len(values) == 1 else None
    if info is None or info.is_generator or info.is_async is not is_awaited:
        return None
    return None if _is_overridden(ev, info) else info


def _function(one: Value) -> FunctionInfo | None:
    function = one.function if isinstance(one, BoundMethod) else one
    return function.info if isinstance(function, Function) else None


def _is_overridden(ev: Evaluator, method: FunctionInfo) -> bool:
    """Whether a class of the file defines a method anew, so that its objects run another one."""
    return any(
        method.name in one.methods and one is not method.cls and method.cls in attributes.bases(ev, one)
        for one in (ev.found.classes if method.cls is not None else ())
    )


def _returned(ev: Evaluator, function: FunctionInfo, decide: Decide) -> list[ast.expr] | None:
    """What a function returns by the ways that the tests in it leave open; None where they decide nothing."""
    flow = None if function.is_lambda else ev.reaching.flow(function.scope)
    if flow is None:
        return None
    found: list[ast.expr] = []
    is_decided = False
    seen: set[ast.AST] = set()
    stack: list[ast.AST] = [ENTRY]
    while stack:
        here = stack.pop()
        if here in seen:
            continue
        seen.add(here)
        if here is EXIT or isinstance(here, ast.Return):
            value = here.value if isinstance(here, ast.Return) else None
            found.append(value or ast.Constant(None))
            continue
        outcome = decide(here.test) if isinstance(here, ast.If) else None
        is_decided = is_decided or outcome is not None
        stack += chosen(here, outcome, flow.after.get(here, ()))
    return found if is_decided else None


def chosen(node: ast.AST, outcome: bool | None, after: Iterable[ast.AST]) -> list[ast.AST]:
    """Where control goes from a node whose test comes out so."""
    if not isinstance(node, ast.If) or outcome is None:
        return list(after)
    return [one for one in after if (one is node.body[0]) is outcome]


def _part(node: ast.expr, path: tuple[object, ...]) -> ast.expr | None:
    """The member of a tuple that is written out; None where it is not known."""
    for index in path:
        if not isinstance(node, (ast.Tuple, ast.List)) or not isinstance(index, int):
            return None
        if not -len(node.elts) <= index < len(node.elts):
            return None
        node = node.elts[index]
    return node


def truth(node: ast.expr) -> bool | None:
    """Whether an expression that is written out counts as true; None where that cannot be seen."""
    if isinstance(node, ast.Constant):
        return bool(node.value)
    if isinstance(node, ast.JoinedStr):
        return True if any(isinstance(one, ast.Constant) and one.value for one in node.values) else None
    return bool(node.elts) if isinstance(node, (ast.Tuple, ast.List)) else None
