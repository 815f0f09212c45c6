"""Processes that still have something to work on when the program that gave it to them comes to its end."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.model.flow import EXIT, ends_process
from mpcheck.model.module import Module
from mpcheck.model.order import frames, step
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.rules.lifecycle.channels import WRITES
from mpcheck.rules.lifecycle.end_marks import one_way_uses
from mpcheck.rules.lifecycle.outer_processes import bodies_to_the_end
from mpcheck.rules.lifecycle.waiting import may_wait

#: Leaving what these give waits for nothing.
_LEFT_AT_ONCE = {"builtins.open", "contextlib.suppress"}


def given_before_the_end(module: Module, task: Task) -> ast.Call | None:
    """A call that gives a process something to work on, after which nothing waits before the program ends."""
    if module.is_notebook:
        return None  # its kernel goes on
    uses = one_way_uses(module, task)
    quick: set[ast.AST] = {use.call for use in uses}
    writers = {use.call for use in uses if use.how == "passed"}
    writes = [use.sites for use in uses if use.how in WRITES]
    # What other processes write they have written when they are joined.
    writes += [join.sites for join in module.events_reached("process", "join") if join.origin in writers]
    return next((sites[-1] for sites in writes if _ends_after(module, task, sites, quick)), None)


def _ends_after(module: Module, task: Task, sites: tuple[ast.Call, ...], quick: set[ast.AST]) -> bool:
    """Whether each body that leads to a call has a way from it to its end on which nothing may wait."""
    places = bodies_to_the_end(module, task, frames(module, sites))
    for body, nodes in places.items():
        waits = {step(module, node) for node in _waits(module, body, {*quick, *nodes})}
        if not any(_comes_to_end(module, step(module, node), waits) for node in nodes):
            return False
    return bool(places)


def _comes_to_end(module: Module, here: ast.AST, waits: set[ast.AST]) -> bool:
    """Whether the program or function that runs a statement may end after it without any of those that wait."""
    ends = isinstance(here, ast.stmt) and ends_process(here)  # sys.exit(main())
    return ends or module.flow(here).can_follow(here, EXIT, waits)


def _waits(module: Module, body: FunctionInfo | None, quick: set[ast.AST]) -> Iterator[ast.AST]:
    """What may wait in a body: calls, and the ends of ``with`` statements; handlers, as after an exception much is lost."""
    file = module.ev.file(body.node) if body is not None else module.found
    for call in module.calls_by(body):
        if call not in quick and may_wait(module, [call]) is not False:
            yield call
    for item in file.nodes_of(ast.withitem):
        if module.function(item.context_expr) is body and item not in quick and _waits_at_end(module, item):
            yield item
    for handler in file.nodes_of(ast.ExceptHandler):
        if module.function(handler.body[0]) is body:
            yield handler.body[0]


def _waits_at_end(module: Module, item: ast.withitem) -> bool:
    left = [call for function, place in module.with_blocks.run_by(item) if place is item for call in function.calls]
    names = {getattr(one, "name", "") for one in module.values(item.context_expr)}
    return may_wait(module, left) is not False if left else not names <= _LEFT_AT_ONCE
