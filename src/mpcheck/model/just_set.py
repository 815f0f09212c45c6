"""What an attribute of ``self`` holds where the method that reads it has set it before, on every way that leads there.

Elsewhere an attribute is whatever any method gives it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mpcheck.model import attributes
from mpcheck.model.flow import ENTRY, Flow
from mpcheck.model.nodes import scope_of
from mpcheck.model.scopes import AttributeWrite, ClassInfo
from mpcheck.model.values import NOTHING, CallContext, Instance, Values

if TYPE_CHECKING:
    from mpcheck.model.evaluate import Evaluator

#: In these a thread, or a method that something else calls, may set the attribute.
_GIVING_UP_CONTROL = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom, ast.With, ast.AsyncWith)


def held(ev: Evaluator, node: ast.Attribute, context: CallContext | None) -> Values | None:
    """What an attribute holds by what its own method has just set; None where others may have a say."""
    given = writes(ev, node)
    owners = ev.evaluate(node.value, context) if given else NOTHING
    if not owners or not all(isinstance(owner, Instance) for owner in owners):
        return None
    found = (attributes.given_by(ev, one, write) for one in owners if isinstance(one, Instance) for write in given)
    return NOTHING.union(*found) or None


def writes(ev: Evaluator, node: ast.Attribute) -> Sequence[AttributeWrite]:
    """What sets an attribute on the ways to a place where it is read; nothing where that is not sure."""
    if node.attr not in ev.rewritten:
        return ()
    if node not in ev.just_set:
        ev.just_set[node] = tuple(_writes(ev, node))
    return ev.just_set[node]


def _writes(ev: Evaluator, node: ast.Attribute) -> Sequence[AttributeWrite]:
    method = scope_of(node).enclosing_function
    if method is None or method.cls is None or not isinstance(node.ctx, ast.Load):
        return ()
    if not method.is_given_first(node.value):
        return ()
    own_writes = [one for one in method.cls.attributes.get(node.attr, ()) if one.method is method]
    if len(own_writes) < 2 or attributes.find_method(ev, method.cls, node.attr):
        return ()
    statement, flow = ev.reaching.statement(node, method.scope), ev.reaching.flow(method.scope)
    all_writes = list(_all_writes(ev, method.cls, node.attr))
    own = {ev.reaching.statement(one.node, method.scope): one for one in own_writes}
    if flow is None or statement is None or None in own:
        return ()
    is_alone = len(own) == len(all_writes) and node.attr not in ev.file(node).outside_stores
    if not is_alone and isinstance(statement, ast.While):
        return ()
    found = _last(flow, statement, own, is_alone=is_alone)
    return found if all(one.value is not None for one in found) else ()


def _last(
    flow: Flow, place: ast.stmt, own: dict[ast.stmt | None, AttributeWrite], *, is_alone: bool
) -> list[AttributeWrite]:
    """Those of the statements that set an attribute which are met first on the ways back; none where a way has none."""
    found: list[AttributeWrite] = []
    seen: set[ast.AST] = set()
    stack = list(flow.before.get(place, ()))
    while stack:
        here = stack.pop()
        if here in seen:
            continue
        seen.add(here)
        if isinstance(here, ast.stmt) and here in own:
            found.append(own[here])
        elif here is ENTRY or not (is_alone or _is_quiet(here)):
            return []
        else:
            stack += flow.before.get(here, ())
    return found


def _is_quiet(here: ast.AST) -> bool:
    """Whether nothing but a statement itself can change anything while it runs."""
    return isinstance(here, (ast.Assign, ast.AnnAssign, ast.Pass, ast.Expr)) and not any(
        isinstance(one, _GIVING_UP_CONTROL) for one in ast.walk(here)
    )


def _all_writes(ev: Evaluator, info: ClassInfo, name: str) -> Iterator[AttributeWrite]:
    """What gives an attribute of an object something: in its class, those that it derives from, and those of it in its file."""
    related = [one for one in ev.file(info.node).classes if info in attributes.bases(ev, one)]
    for here in dict.fromkeys((*attributes.bases(ev, info), *related)):
        yield from here.attributes.get(name, ())
