"""Items of a JoinableQueue that are taken and never counted as done."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.model.collect import FUNCTIONS
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.order import Body, Frames, frames, innermost
from mpcheck.model.parents import loops_around
from mpcheck.model.rounds import rounds
from mpcheck.model.scopes import FunctionInfo
from mpcheck.rules.lifecycle.channels import ChannelUse

REPEATS = "builtins.iter"
#: Comprehensions that take all there is before anything else is done.
_AT_ONCE = (ast.ListComp, ast.SetComp, ast.DictComp)


def skips(module: Module, get: ChannelUse, done: list[Event]) -> bool:
    """Whether a body that counts items as done can take the next one, or takes several, without that."""
    taking = frames(module, get.sites)
    finishing = [frames(module, event.sites) for event in done]
    bodies = [innermost(taking, one) for one in finishing]
    for body in {body for shared, body in bodies if shared}:
        counted = {node for one in finishing for node in one.get(body, ())}
        if any(_is_repeated(module, one, body, taking[body]) for one in finishing):
            continue  # for each of the items that were taken, perhaps
        for node in taking[body]:
            order = Body(module, node)
            # Who counts first and takes afterwards clears a queue.
            if order.any_leads([node], counted):
                skipped = order.leads(node, node, [*counted, *_taken_nothing(module, get, node)])
                return skipped or _takes_several(module, get, taking, body, finishing)
    return False


def _is_repeated(module: Module, done: Frames, body: FunctionInfo | None, taking: set[ast.AST]) -> bool:
    """Whether a loop that takes nothing counts items as done."""
    around = {parent for node in taking for parent in module.ancestors(node)}
    loops = {loop for node in done.get(body, ()) for loop in loops_around(module, node)}
    return bool(loops - around) or any(loops_around(module, node) for node in _inner(done, body))


def _takes_several(
    module: Module, get: ChannelUse, taking: Frames, body: FunctionInfo | None, finishing: list[Frames]
) -> bool:
    """Whether functions that the body calls, or a comprehension, take items again and again and count none of them."""
    counted = {node for one in finishing for nodes in one.values() for node in nodes}
    around = {parent for node in counted for parent in module.ancestors(node)}
    for node in (*taking[body], *_inner(taking, body)):
        loops = [loop for loop in loops_around(module, node) if isinstance(loop, _AT_ONCE)]
        if any(loop not in around and rounds(module, loop, None) > 1 for loop in loops):
            return True
    return any(
        Body(module, node).leads(node, node, [*_handing_on(module, counted, node), *_taken_nothing(module, get, node)])
        for node in _inner(taking, body)
    )


def _inner(happens: Frames, body: FunctionInfo | None) -> list[ast.AST]:
    """The nodes in the functions that a body runs, by which something happens in it."""
    bodies = list(happens)
    return [node for inner in bodies[: bodies.index(body)] for node in happens[inner]] if body in happens else []


def _handing_on(module: Module, counted: Iterable[ast.AST], node: ast.AST) -> list[ast.AST]:
    """Where the function of a node counts items, or yields them to who may."""
    function = module.function(node)
    yields = function.yields if function is not None else []
    return [*yields, *(one for one in counted if module.function(one) is function)]


def _taken_nothing(module: Module, get: ChannelUse, node: ast.AST) -> Iterator[ast.stmt]:
    """The statements of handlers that run because the queue was empty."""
    has_limit = module.external_name(get.call.func) != REPEATS and bool(get.call.args or get.call.keywords)
    may_be_empty = get.how == "get_nowait" or has_limit
    inner = node
    for outer in module.ancestors(node):
        if isinstance(outer, FUNCTIONS):
            return
        if isinstance(outer, ast.Try) and inner in outer.body:
            for handler in outer.handlers:
                written = "" if handler.type is None else ast.unparse(handler.type)
                if may_be_empty or "Empty" in written:
                    yield from handler.body
        inner = outer
