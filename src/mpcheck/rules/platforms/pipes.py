"""Who may read the pipe of a program before, or while, it is waited for."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.model.attributes import is_property
from mpcheck.model.conditions import conditions
from mpcheck.model.displays import last_name
from mpcheck.model.event import Event
from mpcheck.model.mentions import mentioned, mentions
from mpcheck.model.module import Module
from mpcheck.model.order import Body, frames
from mpcheck.model.parents import loops_around
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.sources import sources
from mpcheck.model.uses import uses_of
from mpcheck.model.values import CallContext, origin
from mpcheck.model.with_blocks import EXITS
from mpcheck.rules.platforms.pipe_reads import STREAMS, Reading

#: What waits for the end of a program, and is given no output before it.
Waiting = Event | Reading
#: What asks whether there is a stream at all, as type checkers want it.
_TESTS = (ast.Assert, ast.If, ast.Compare, ast.BoolOp, ast.UnaryOp)
#: What tells that a program has ended, or lets it end.
_ENDS = {"kill", "poll", "send_signal", "terminate", "wait"}
#: Functions of asyncio that wait for one thing.
_FOR_ONE = {"wait_for", "shield"}
#: Attributes of the object that let no output pass.
_HARMLESS = {
    "args",
    "kill",
    "pid",
    "poll",
    "returncode",
    "send_signal",
    "stdin",
    "terminate",
    "wait",
    "universal_newlines",
}


def is_of(event: Event, made: Event) -> bool:
    """Whether the method of an event is that of the program that a call starts."""
    return event.origin is made.call


def may_be_read(module: Module, made: Event, stream: str, wait: Waiting) -> bool:
    """Whether code that can run before the wait, or beside it, reads the stream."""
    ways = list(_contexts(wait))
    runs_beside = _runs_beside(module, wait)
    if not all(module.is_here(context.function.node) for context in ways):
        return True
    return any(
        runs_beside
        or is_before(module, use, wait, made)
        or (_is_beside(module, use, wait, made) and not _is_after(module, use, wait))
        for node in _mentions(module, made, ways)
        if not _is_harmless(module, node, stream, made.call, wait)
        for use in _uses(module, node)
    )


def _is_after(module: Module, use: ast.AST, wait: Waiting) -> bool:
    """Whether a method makes its object wait, by another method of that, before it comes to a use."""
    node = wait.call if isinstance(wait, Event) else wait.node
    waiting, here = module.function(node), module.function(use)
    calls = (edge.call for edge in module.graph.callers.get(waiting, ())) if waiting is not None else ()
    first = [module.statement(call) for call in calls if module.function(call) is here and _is_of_self(call.func)]
    return bool(first) and module.flow(use).always_before(first, module.statement(use))


def _runs_beside(module: Module, wait: Waiting) -> bool:
    """Whether a wait of asyncio is not waited for where it is written: ``gather(child.wait(), child.stdout.read())``."""
    if not isinstance(wait, Event) or wait.kind != "async-popen":
        return False
    outer = module.parent(wait.call)
    return not isinstance(outer, ast.Await) and not (isinstance(outer, ast.Call) and last_name(outer.func) in _FOR_ONE)


def may_have_ended(module: Module, made: Event, reading: Reading) -> bool:
    """Whether a program was waited for, or told to end, before its output is read; the loop that reads may ask by itself."""
    within = set(loops_around(module, reading.node))
    return _is_told_ended(module, reading.node) or any(
        is_before(module, node, reading, made)
        for node in _mentions(module, made, list(_contexts(reading)))
        if isinstance(method := module.parent(node), ast.Attribute)
        and method.attr in _ENDS
        and not (method.attr == "poll" and within.intersection(module.ancestors(node)))
    )


def _is_told_ended(module: Module, node: ast.expr) -> bool:
    """Whether a test around a node lets it run only once ``poll()`` or ``returncode`` is no longer None."""
    for test, outcome in conditions(module.ev, node):
        if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], (ast.Is, ast.IsNot)):
            asked = sources(module.ev, test.left) if isinstance(test.left, ast.Name) else [test.left]
            names = {last_name(one.func if isinstance(one, ast.Call) else one) for one in asked}
            if names & {"poll", "returncode"} and outcome is isinstance(test.ops[0], ast.IsNot):
                return True
    return False


def _uses(module: Module, node: ast.expr) -> list[ast.AST]:
    """Where something is done by a mention of a program: of a stream that gets another name, or is a property, where that is used."""
    stream = module.parent(node)
    getter = module.function(node)
    if (
        stream is not None
        and isinstance(module.parent(stream), ast.Return)
        and getter is not None
        and is_property(module.ev, getter)
    ):
        asked = (one for one in module.found.loads if isinstance(one, ast.Attribute) and one.attr == getter.name)
        return [one for one in asked if not _is_closed_at_the_end(module, one)]
    if isinstance(stream, ast.Attribute) and stream.attr in STREAMS and isinstance(module.parent(stream), ast.Assign):
        return [use.node for use in uses_of(module, stream, in_file=True)]
    return [node]


def _mentions(module: Module, made: Event, ways: list[CallContext]) -> Iterator[ast.expr]:
    """The expressions that may be the program; first those beside its start, which mostly tell enough."""
    here = module.function(made.call)
    beside = (name for name in module.found.reads.get(here, ()) if isinstance(name, ast.Name))
    yield from mentioned(module, beside).get(made.call, ())
    yield from (name for one in ways for name in _names(module, made, one))
    yield from mentions(module, made.call)


def is_before(module: Module, node: ast.AST, wait: Waiting, made: Event) -> bool:
    """Whether the wait, or a call that leads to it, can come after a node of the same body, for the same program."""
    here = module.function(node)
    site = _site(module, here, wait)
    calls = module.calls_by(here) if module.is_here(node) else ()
    starts = (call for call in calls if _starts(module, call, made))
    return site is not None and Body(module, site).leads(node, site, starts)


def _is_beside(module: Module, use: ast.AST, wait: Waiting, made: Event) -> bool:
    """Whether a function by which the wait does not happen may run before it, or where the code does not tell."""
    function = module.function(use)
    if _site(module, function, wait) is not None:
        return False
    happens, waits, starts = (frames(module, sites) for sites in ((use,), wait.sites, made.sites))
    bodies = happens.keys() & waits.keys()
    within = (happens.keys() | waits.keys()) - bodies
    if not bodies or any(one is not None and _is_handed_over(module, one) for one in within):
        return True
    kept = [body for body in bodies if body is not None and body not in starts]
    if not all(_comes_after(module, happens[body], waits[body]) for body in kept):
        return True  # the program is kept between calls, which may come in any order
    ways = ((body, Body(module, next(iter(waits[body])))) for body in bodies)
    return any(order.any_leads(happens[body], waits[body], starts.get(body, ())) for body, order in ways)


def _comes_after(module: Module, nodes: Iterable[ast.AST], others: Iterable[ast.AST]) -> bool:
    """Whether each of some nodes of a body comes after one of others, on every way."""
    first = [module.statement(other) for other in others]
    return all(module.flow(node).always_before(first, module.statement(node)) for node in nodes)


def _is_handed_over(module: Module, function: FunctionInfo) -> bool:
    """Whether a function is named where it is not called: as the work of a thread, say, or read as a property."""
    if function.decorators or isinstance(function.node, ast.Lambda):
        return True
    names = (node for node in module.found.nodes_of(ast.Name, ast.Attribute) if last_name(node) == function.name)
    return any(
        isinstance(name.ctx, ast.Load) and getattr(module.parent(name), "func", None) is not name for name in names
    )


def _starts(module: Module, call: ast.Call, made: Event) -> bool:
    return call is made.call or any(origin(one) is made.call for one in module.values(call))


def _site(module: Module, function: FunctionInfo | None, wait: Waiting) -> ast.expr | None:
    """The expression in a function by which the wait happens."""
    return next((site for site in wait.sites if module.function(site) is function), None)


def _contexts(wait: Waiting) -> Iterator[CallContext]:
    """The calls of the functions that are given the program, the last one first."""
    context = wait.context
    while context is not None:
        yield context
        context = context.caller


def _names(module: Module, made: Event, context: CallContext) -> Iterator[ast.Name]:
    """The names in a function that are the program in one of its calls."""
    node = context.function.node
    for name in module.found.names:
        is_inside = node.lineno <= name.lineno <= (node.end_lineno or 0)
        if is_inside and any(origin(one) is made.call for one in module.values(name, context)):
            yield name


def _is_harmless(module: Module, node: ast.expr, stream: str, made: ast.Call, wait: Waiting) -> bool:
    """Whether a use of the object neither reads the stream nor hands the object over, but to whoever waits."""
    parent = module.parent(node)
    if isinstance(parent, ast.Await):
        parent = module.parent(parent)
    if isinstance(parent, ast.keyword):
        parent = module.parent(parent)
    if isinstance(parent, ast.Attribute):
        if parent.attr in STREAMS and parent.attr == stream:
            return isinstance(module.parent(parent), _TESTS) or _is_closed_at_the_end(module, parent)
        return parent.attr in _HARMLESS or parent.attr in STREAMS
    if isinstance(parent, ast.Assign):
        return all(isinstance(t, ast.Name) or _is_of_self(t) for t in parent.targets)
    if isinstance(parent, ast.Return):  # each call of the function makes one of its own
        is_local = node is made or isinstance(node, ast.Name)
        return is_local and module.function(made) is module.function(node)
    if isinstance(parent, ast.Call):
        return parent in wait.sites
    return isinstance(parent, (ast.Expr, ast.withitem, ast.AnnAssign, ast.If, ast.Compare, ast.BoolOp, ast.UnaryOp))


def _is_closed_at_the_end(module: Module, stream: ast.expr) -> bool:
    """Whether a stream is only closed, by what a ``with`` statement runs once its body is done."""
    asked, function = module.parent(stream), module.function(stream)
    is_closed = isinstance(asked, ast.Attribute) and asked.attr == "close"
    return is_closed and function is not None and function.name in EXITS


def _is_of_self(target: ast.expr) -> bool:
    return isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self"
