"""What is removed where the blocks around a node are left."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from itertools import pairwise

from mpcheck.model.conditions import is_body
from mpcheck.model.displays import last_name
from mpcheck.model.module import Module
from mpcheck.model.values import Object

_REMOVES = {"os.remove", "os.unlink", "os.rmdir", "os.removedirs", "shutil.rmtree"}
#: Methods that remove what their object stands for: a path, a block of shared memory, a temporary folder.
_METHODS = {"unlink", "rmdir", "cleanup"}


def removes_on_leaving(module: Module, node: ast.AST) -> bool:
    """Whether a ``with`` or ``finally`` of the same body, around a node, removes a file, a folder or a block in each process."""
    for child, parent in pairwise((node, *module.ancestors(node))):
        if is_body(parent, child):
            return False
        if isinstance(parent, (ast.With, ast.AsyncWith)) and child in parent.body:
            if any(_removes_at_end(module, item) for item in parent.items):
                return True
        elif isinstance(parent, ast.Try) and child not in parent.finalbody:
            calls = [sub for one in parent.finalbody for sub in ast.walk(one) if isinstance(sub, ast.Call)]
            if _any_removes(module, calls):
                return True
    return False


def _removes_at_end(module: Module, item: ast.withitem) -> bool:
    if any(
        isinstance(one, Object) and one.name == "tempfile.TemporaryDirectory"
        for one in module.values(item.context_expr)
    ):
        return True
    return any(
        _any_removes(module, [call for call in function.calls if _is_at_end(module, function.is_generator, call)])
        for function, place in module.with_blocks.run_by(item)
        if place is item
    )


def _is_at_end(module: Module, is_generator: bool, call: ast.Call) -> bool:
    if not is_generator:
        return True
    function = module.function(call)
    return function is not None and module.with_blocks.is_after_yield(function, call)


def _any_removes(module: Module, calls: Iterable[ast.Call]) -> bool:
    """Whether one of the calls removes something, and none asks which process it is in."""
    names = [module.external_name(call.func) for call in calls]
    methods = {last_name(call.func) for call in calls if isinstance(call.func, ast.Attribute)}
    return "os.getpid" not in names and (not _REMOVES.isdisjoint(names) or not _METHODS.isdisjoint(methods))
