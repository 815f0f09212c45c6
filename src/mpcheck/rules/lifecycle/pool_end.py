"""Where a pool is terminated after a task was submitted, and what is done with the result before that."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.model.attributes import find_method
from mpcheck.model.calling import STACKS
from mpcheck.model.collect import FUNCTIONS
from mpcheck.model.conditions import conditions
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.order import Body, Frames, frames, innermost
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.uses import Use
from mpcheck.model.values import CallContext, Generator, Instance, Object, Value, origin, root_of
from mpcheck.rules.lifecycle.waiting import may_wait

#: Uses by which nothing is waited for.
_PASSES_ON = {"dropped", "returned", "stored"}
#: By these, a stack is told what to call at its end.
_LAST = ("callback", "push")


@dataclass(frozen=True, slots=True)
class PoolEnd:
    """Where a pool is terminated after ``at``, the call by which a task is submitted.

    ``block`` is the ``with`` statement that does it at its end, None where ``terminate()`` is called;
    ``between`` are the calls after the submission and before the end.
    """

    at: ast.AST
    end: ast.AST
    block: ast.With | ast.AsyncWith | None
    between: list[ast.Call]


# Where the pool ends


def blocks(module: Module, event: Event) -> Iterator[PoolEnd]:
    """The innermost ``with`` blocks of the event's pool in which the tasks are submitted."""
    if event.origin is None or _has_own_exit(module, event):
        return
    for nodes in frames(module, event.sites).values():
        for at in nodes:
            block = _block_around(module, at, event)
            if block is not None:
                yield PoolEnd(at, block, block, _after_in(module, at, block))


def _has_own_exit(module: Module, event: Event) -> bool:
    one = event.receiver
    return isinstance(one, Instance) and find_method(module.ev, one.info, "__exit__") is not None


def _block_around(module: Module, node: ast.AST, event: Event) -> ast.With | ast.AsyncWith | None:
    made, child = event.origin, node
    context = event.context
    while context is not None and context.function is not module.function(node):
        context = context.caller
    for outer in module.ancestors(node):
        if isinstance(outer, FUNCTIONS):
            return None
        if isinstance(outer, (ast.With, ast.AsyncWith)) and child in outer.body:
            entered = [one for item in outer.items for one in module.values(item.context_expr, context)]
            if made is not None and any(_ends_at_once(module, one, made) for one in entered):
                return outer
        child = outer
    return None


def _ends_at_once(module: Module, one: Value, made: ast.AST) -> bool:
    """Whether leaving what is entered leaves the pool before anything else is done."""
    return (module.with_blocks.leaves(one, made) and not _is_seen_to(module, one, made)) or _is_ended_by(
        module, one, made
    )


def _is_seen_to(module: Module, one: Value, made: ast.AST) -> bool:
    """Whether a stack calls something of the pool before it leaves that: ``stack.callback(pool.join)``."""
    calls = module.with_blocks.on_stack(one, _LAST) if isinstance(one, Object) else ()
    given = [held for call in calls for node in call.args for held in module.values(node)]
    run = (call for held in given for function in module.functions(frozenset((held,))) for call in function.calls)
    return any(origin(root_of(held)) is made for held in given) or may_wait(module, run) is not False


def _is_ended_by(module: Module, one: Value, made: ast.AST) -> bool:
    """Whether leaving a context manager written as a generator ends at once the ``with`` block of the pool in it."""
    if not isinstance(one, Generator) or one.function is None:
        return False
    function = one.function.info
    return module.with_blocks.is_manager(function) and any(
        _is_last_in_block_of(module, yielded, made, one.context) for yielded in function.yields
    )


def _is_last_in_block_of(module: Module, yielded: ast.expr, made: ast.AST, context: CallContext | None) -> bool:
    """Whether a ``yield`` stands in the ``with`` block of a pool, and no call follows it there."""
    block = next((one for one in module.ancestors(yielded) if isinstance(one, (ast.With, ast.AsyncWith))), None)
    if block is None or block.body[-1] is not module.parent(yielded):
        return False
    entered = (one for item in block.items for one in module.values(item.context_expr, context))
    return any(origin(one) is made for one in entered)


def _after_in(module: Module, at: ast.AST, block: ast.AST) -> list[ast.Call]:
    order = Body(module, at)
    body = module.function(at)
    return [
        call
        for call in module.found.calls
        if call is not at
        and module.function(call) is body
        and block in module.ancestors(call)
        and order.leads(at, call)
        and not _is_part(module, call, at)
    ]


def terminations(module: Module, event: Event) -> Iterator[PoolEnd]:
    """The calls that end the pool at once and always follow the submission in the same body.

    Where a function makes them that the body runs, be it as it leaves a context manager, ``between`` are also the calls
    before them in there.
    """
    made = event.origin
    submitting = frames(module, event.sites)
    for sites in _endings(module, made) if made is not None else ():
        terminating = frames(module, sites)
        shared, body = innermost(submitting, terminating)
        if not shared:
            continue
        inner = _inner(module, terminating, body)
        elsewhere = [*(site for site in sites if module.function(site) is not body), *inner]
        if any(not _is_about(test, sites[-1]) for site in elsewhere for test, _ in conditions(module.ev, site)):
            continue
        first = [call for node in inner for call in _before_in(module, node)]
        for at in submitting[body]:
            order = Body(module, at)
            for end in terminating[body]:
                if order.always_leads(at, end):
                    between = [c for c in _after_in(module, at, module.tree) if order.leads(c, end, [at])]
                    between = [c for c in between if order.leads(at, c, [end]) and c is not end]
                    yield PoolEnd(at, end, None, [*between, *first])


def _endings(module: Module, made: ast.AST) -> Iterator[tuple[ast.Call, ...]]:
    """The sites of the calls of ``terminate()`` or ``__exit__()``, of the pool or of a stack that has entered it."""
    for event in module.events_reached("pool", "terminate __exit__"):
        if event.origin is made:
            yield event.sites
    for method in ("close", "__exit__") if "ExitStack" in module.text else ():
        for call in module.method_calls(method):
            owners = module.values(call.func.value) if isinstance(call.func, ast.Attribute) else ()
            stacks = [one for one in owners if isinstance(one, Object) and one.name in STACKS]
            if any(_ends_at_once(module, one, made) for one in stacks):
                yield (call,)


def _inner(module: Module, terminating: Frames, body: FunctionInfo | None) -> list[ast.AST]:
    """The calls that lead to the end of the pool in the functions that the body runs."""
    bodies = list(terminating)
    return [node for function in bodies[: bodies.index(body)] for node in terminating[function]]


def _before_in(module: Module, node: ast.AST) -> Iterator[ast.Call]:
    """The calls of the function of a node that come before it."""
    function, order = module.function(node), Body(module, node)
    for call in function.calls if function is not None else ():
        if call is not node and not _is_part(module, call, node) and order.leads(call, node):
            yield call


def _is_about(test: ast.expr, ending: ast.Call) -> bool:
    """Whether a test only asks whether there is a pool: ``if self.pool is not None``."""
    is_of_none = isinstance(test, ast.Compare) and ast.unparse(test.comparators[0]) == "None"
    asked = test.left if isinstance(test, ast.Compare) and is_of_none else test
    method = ending.func
    return isinstance(method, ast.Attribute) and ast.dump(asked) == ast.dump(method.value)


# Whether anything waits


def is_waited_for(module: Module, event: Event, uses: list[Use], end: PoolEnd) -> bool:
    """Whether the results are used before the end, or are kept where other code may find them."""
    stored = any(use.how == "stored" for use in uses)
    reads = [e.call for e in module.events("async-result", "get wait") if e.origin is event.call]
    if stored and not reads:
        return True
    places: list[ast.AST] = [use.node for use in uses if use.how not in _PASSES_ON]
    return any(_is_before(module, node, end) for node in [*places, *reads])


def _is_before(module: Module, node: ast.AST, end: PoolEnd) -> bool:
    body = module.function(end.at)
    nodes = frames(module, [node]).get(body, ())
    if end.block is not None:
        return any(one is end.at or end.block in module.ancestors(one) for one in nodes)
    order = Body(module, end.at)
    return any(one is end.at or order.leads(end.at, one, [end.end]) for one in nodes)


def _is_part(module: Module, node: ast.AST, of: ast.AST) -> bool:
    """Whether a call is written within another, or around it as its wrapper."""
    return of in module.ancestors(node) or node in module.ancestors(of)
