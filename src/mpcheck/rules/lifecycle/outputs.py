"""Files by which a process answers: it is given their path, and they are read when it has ended."""

from __future__ import annotations

import ast

from mpcheck.model.module import Module
from mpcheck.model.order import Body
from mpcheck.model.tasks import Task
from mpcheck.model.values import Values
from mpcheck.model.worker import made_by_task
from mpcheck.rules.lifecycle.file_changes import opened_to_read, writes


def is_output_read(module: Module, join: ast.expr, task: Task) -> bool:
    """Whether a file that a task writes is opened after the join: it is not there, or not whole, where the task fails."""
    paths = {ast.unparse(node) for node in task.event.sent() if isinstance(node, (ast.Name, ast.Attribute))}
    read = [
        call.args[0]
        for call in opened_to_read(module)
        if ast.unparse(call.args[0]) in paths and module.function(call) is module.function(join)
    ]
    below = (path for path in read if path.lineno > join.lineno)  # else it is read in the next round of a loop
    after = [path for path in below if Body(module, join).leads(join, path, [task.event.call])]
    return any(_writes(module, task, task.event.evaluate(path)) for path in after)


def _writes(module: Module, task: Task, paths: Values) -> bool:
    """Whether a task writes a file of one of these paths."""
    made = (one for one in made_by_task(module, task) if one.call.args and writes(module, one))
    return any(paths & module.values(one.call.args[0], one.context) for one in made)
