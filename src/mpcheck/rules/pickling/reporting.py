"""How the rules of this family report what is sent to another process and cannot be pickled."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from mpcheck.findings import Confidence, Finding
from mpcheck.model.blocked import Blocked
from mpcheck.model.conditions import conditions
from mpcheck.model.event import Event
from mpcheck.model.feasible import truth
from mpcheck.model.made_types import type_of
from mpcheck.model.module import Module
from mpcheck.model.order import Body
from mpcheck.model.values import BoundMethod, CallContext
from mpcheck.rules.base import Rule

#: Code and its objects that exist inside a function only.
LOCAL_CODE = {"lambda", "function", "class"}
CALLABLE_ROLES = {"callable", "initializer"}


def report(
    rule: Rule, module: Module, belongs: Callable[[Blocked], bool], say: Callable[[Blocked], str]
) -> Iterator[Finding]:
    """A finding for each place at which something is sent that ``belongs`` to the rule, in the words of ``say``.

    Of several reasons at one place the surest is given, of equally sure ones the first in the code.
    """
    by_place: dict[ast.AST, Blocked] = {}
    for blocked in filter(belongs, module.blocked):
        known = by_place.setdefault(blocked.node, blocked)
        by_place[blocked.node] = min(known, blocked, key=lambda one: _rank(module, one))
    for node, blocked in by_place.items():
        certain = blocked.obstacle.certain and blocked.crossing.event.is_certain
        confidence = Confidence.HIGH if certain else Confidence.MEDIUM
        if _may_be_forked(module, blocked.crossing.event) or _may_stay_here(module, blocked):
            confidence = Confidence.LOW
        related = _related(module, blocked)
        yield from rule.at(module, node, say(blocked), breaks=blocked.targets, related=related, confidence=confidence)


def _may_be_forked(module: Module, event: Event) -> bool:
    """Whether the function that sends has another way beside this one, by processes that are forked in any case.

    Who goes to such lengths knows what cannot be pickled, and mostly keeps it from going this way.
    """
    others = (one for one in module.reached_events if one.start_method == "fork") if len(event.sites) > 1 else ()
    return any(other.sites[0] is event.sites[0] and _excludes(module, event, other) for other in others)


def _may_stay_here(module: Module, blocked: Blocked) -> bool:
    """Whether a function on the way to the sending calls what it is given itself on another way, and values decide which one it goes.

    ``return pool.map(work, rows) if pool is not None else [work(row) for row in rows]``: whoever passes a local function
    may well go the other way.
    """
    event, given = blocked.crossing.event, blocked.obstacle.node
    here, context, passed = event.call, event.context, [blocked.crossing.node]
    while given is not None:
        function = module.function(here)
        if function is None or module.function(given) is function:
            return False
        if _has_other_way(module, here, context, passed):
            return True
        if context is None or context.call is None:
            return False
        here, context = context.call, context.caller
        passed = [*here.args, *(keyword.value for keyword in here.keywords)]
    return False


def _has_other_way(module: Module, here: ast.Call, context: CallContext | None, passed: list[ast.expr]) -> bool:
    """Whether the function around a call also calls one of the things that it passes, and values decide between the two."""
    function, texts = module.function(here), {ast.unparse(node) for node in passed}
    calls = function.calls if function is not None else ()
    others = (call for call in calls if call is not here and ast.unparse(call.func) in texts)
    if not any(_are_alternatives(module, here, other) for other in others):
        return False
    tests = [test for test, _ in conditions(module.ev, here)]
    return any(context is None or truth(module.ev, test, context) is None for test in tests)


def _excludes(module: Module, event: Event, other: Event) -> bool:
    """Whether the ways to two events part where only one of them can be taken."""
    here, there = next(((a, b) for a, b in zip(event.sites, other.sites, strict=False) if a is not b), (None, None))
    if here is None or there is None or module.function(here) is not module.function(there):
        return False
    return _are_alternatives(module, here, there)


def _are_alternatives(module: Module, here: ast.AST, there: ast.AST) -> bool:
    """Whether a function that comes to one of two nodes in it does not come to the other."""
    body = Body(module, here)
    return not body.leads(here, there) and not body.leads(there, here)


def _rank(module: Module, blocked: Blocked) -> tuple[bool, str, int, int, str, str]:
    """What a run may depend on, and not on the order in which values were found."""
    one = blocked.obstacle
    place = module.location(one.node) if one.node is not None else module.location(blocked.node)
    return not one.certain, place.path, place.line, place.column, one.words, one.path


def _related(module: Module, blocked: Blocked) -> Iterator[tuple[ast.AST, str]]:
    origin, call = blocked.obstacle.node, blocked.crossing.event.call
    if origin is not None and origin is not blocked.node:
        yield origin, _what_is_there(blocked.obstacle.kind, origin)
    if call is not blocked.node and call not in module.ancestors(blocked.node):
        yield call, "sent to another process here"


def _what_is_there(kind: str, origin: ast.AST) -> str:
    if kind in ("object", "shared"):
        return "made here"
    if kind == "name":
        return "this decorator replaces it" if isinstance(origin, ast.expr) else "this is what its name leads to"
    return "the arguments that it takes" if kind == "exception" else "defined here"


def holder(blocked: Blocked) -> str:
    """How the code names the object whose attribute stands in the way: ``self`` of ``self.work``."""
    node = blocked.node
    if blocked.crossing.role == "self":
        return "self"
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.value.id
    return node.id if isinstance(node, ast.Name) else "the object"


def is_method(module: Module, blocked: Blocked) -> bool:
    """Whether it is a method that is sent, together with its object."""
    if not isinstance(blocked.node, ast.Attribute):
        return False
    values = module.values(blocked.node, blocked.crossing.event.context)
    return any(isinstance(one, BoundMethod) and type_of(one) is None for one in values)
