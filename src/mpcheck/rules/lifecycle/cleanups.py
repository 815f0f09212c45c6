"""What a process does with files when blocks of it are left, and does not do where it is ended from outside."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.model.calling import ENTERING, STACKS
from mpcheck.model.collect import TRIES
from mpcheck.model.displays import last_name
from mpcheck.model.module import Module
from mpcheck.model.nodes import put_at
from mpcheck.model.tasks import Task
from mpcheck.model.values import Object
from mpcheck.model.worker import Made, Run, made_by_call, run_by_task
from mpcheck.rules.lifecycle.file_changes import moves, removes, writes
from mpcheck.rules.lifecycle.waiting import takes_long

_NOT_REACHED = "the end of the `with` block, which {} files, is not reached"
_FOLDER = "tempfile.TemporaryDirectory"


def cleanups(module: Module, task: Task) -> Iterator[tuple[str, ast.AST]]:
    """What a process leaves undone when it is ended in a block that takes long, and where that stands."""
    for run in run_by_task(module, task):
        function = run.function.info
        file = module.ev.file(function.node)
        for tried in file.nodes_of(*TRIES):
            if module.function(tried) is function and takes_long(module, tried.body, run.context):
                at_end = [Made(call, run.context, (call,)) for call in _calls(tried.finalbody)]
                yield from _undone(module, at_end, "the `finally` clause that {} files does not run")
        for block in file.nodes_of(ast.With):
            if module.function(block) is function and takes_long(module, block.body, run.context):
                for manager in _entered(block):
                    yield from _not_left(module, run, manager)
                yield from _undone(module, _registered(module, block, run), _NOT_REACHED)


def _calls(statements: list[ast.stmt]) -> Iterator[ast.Call]:
    nodes = (node for statement in statements for node in ast.walk(statement))
    return (node for node in nodes if isinstance(node, ast.Call))


def _entered(block: ast.With) -> Iterator[ast.expr]:
    """The managers that a block enters, also those that its statements enter on a stack."""
    yield from (item.context_expr for item in block.items)
    yield from (call.args[0] for call in _calls(block.body) if last_name(call.func) in ENTERING and call.args)


def _registered(module: Module, block: ast.With, run: Run) -> Iterator[Made]:
    """The calls that an exit stack is to make at the end: ``stack.callback(os.remove, path)``."""
    for call in _calls(block.body):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "callback" and call.args:
            owners = module.values(call.func.value, run.context)
            if any(isinstance(one, Object) and one.name in STACKS for one in owners):
                later = put_at(ast.Call(call.args[0], call.args[1:], call.keywords), call)
                yield Made(later, run.context, (later,))


def _not_left(module: Module, run: Run, manager: ast.expr) -> Iterator[tuple[str, ast.AST]]:
    made = module.values(manager, run.context)
    if made and all(isinstance(one, Object) and one.name == _FOLDER for one in made):
        yield "the temporary folder is not removed", manager
    calls = [made for one in made for made in module.with_blocks.made_in_leaving(one)]
    yield from _undone(module, calls, _NOT_REACHED)


def _undone(module: Module, calls: Iterable[Made], words: str) -> Iterator[tuple[str, ast.AST]]:
    """Which of the calls change files, directly or by the functions that they run."""
    for call in calls:
        for made in (call, *made_by_call(module, call.call, call.context)):
            if removes(module, made):
                yield words.format("removes"), call.call
            elif writes(module, made) or moves(module, made):
                yield words.format("writes"), call.call
