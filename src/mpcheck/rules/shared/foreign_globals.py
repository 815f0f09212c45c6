"""Module-level names of other files that nothing but code of another process changes, and that the parent reads."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence
from mpcheck.model.accesses import access, reads_in
from mpcheck.model.event import members
from mpcheck.model.globals import EMPTYING, import_bindings
from mpcheck.model.lost_state import holds_by_itself, only_there
from mpcheck.model.module import Module
from mpcheck.model.module_state import StateUse, uses_by, uses_of_workers
from mpcheck.model.scopes import Collected, FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.values import Const
from mpcheck.rules.shared.lost_globals import LostChange, comes_after, is_setting


def foreign_lost_globals(module: Module) -> Iterator[LostChange]:
    """The names, each once.  That other files may have a part in it lowers the confidence."""
    changes = [use for use in module.once(uses_of_workers) if use.owner is not module.found and use.is_change]
    written = {use.key: use for use in reversed(changes) if _keeps_something(module, use)}
    for task in module.tasks if written else ():
        functions = only_there(module, module.functions(task.callables)) if task.where == "process" else frozenset()
        for key, write in list(written.items()):
            if write.function in functions and _holds_by_itself(module, *key):
                read = _read(module, write, task, functions)
                if read is not None:
                    del written[key]
                    yield LostChange(write, read, task, Confidence.MEDIUM)


def _keeps_something(module: Module, use: StateUse) -> bool:
    """Whether a change puts something where somebody may look for it: see the same of names of the scanned file."""
    how = access(module, use.node)
    statement = module.statement(use.node)
    value = statement.value if isinstance(statement, ast.Assign) else None
    is_set = use.rebinds and (is_setting(value) or (bool(members(value)) and all(map(is_setting, members(value)))))
    return not (how.attribute or how.method in EMPTYING or is_set)


def _holds_by_itself(module: Module, owner: Collected, name: str) -> bool:
    held = [one for b in import_bindings(module, name, owner.module) for one in module.ev.binding(b, None)]
    return bool(held) and all(holds_by_itself(one) or isinstance(one, Const) for one in held)


def _read(module: Module, write: StateUse, task: Task, functions: frozenset[FunctionInfo]) -> ast.expr | None:
    """Where the parent reads the name after the work was sent; None where others change it as well."""
    uses = [use for node in _mentions(module, write.owner) for use in uses_by(module, node, module.function(node))]
    others = [use for use in uses if use.key == write.key and use.function not in functions]
    if any(use.is_change and not _is_made(module, use) for use in others):
        return None
    after = (use.node for use in others if not use.is_change and comes_after(module, use.node, task) is not None)
    return next((node for node in after if task.event.call not in module.ancestors(node)), None)


def _mentions(module: Module, owner: Collected) -> Iterator[ast.Name]:
    """The names in this file and in that which has the name, then those in functions of others that this one calls."""
    yield from module.found.names
    yield from owner.names
    for function in module.functions_called:
        if module.ev.file(function.node) is not owner:
            yield from (node for node in reads_in(module, function) if isinstance(node, ast.Name))


def _is_made(module: Module, use: StateUse) -> bool:
    """Whether a change is the binding by which importing the file makes the object."""
    return use.rebinds and use.function is None and module.ev.file(use.node) is use.owner
