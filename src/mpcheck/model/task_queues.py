"""Functions that the workers of Celery run: told by a decorator, or by the class that they are methods of."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.model import attributes
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tables.celery import APP
from mpcheck.model.values import BoundMethod, External, Object, Value

_BASES = {"celery.Task", "celery.app.task.Task"}
_DECORATORS = {"celery.shared_task", "celery.app.shared_task", f"{APP}.task"}


def celery_tasks(ev: Evaluator) -> Iterator[FunctionInfo]:
    """The functions of a file that Celery's workers run."""
    for info in ev.found.functions:
        if any(_name(ev, one) in _DECORATORS for written in info.decorators for one in ev.evaluate(written)):
            yield info
    for cls in ev.found.classes:
        if "run" in cls.methods and _BASES & set(attributes.external_bases(ev, cls)):
            yield cls.methods["run"]


def _name(ev: Evaluator, decorator: Value) -> str:
    """``app.task`` and ``app.task(...)`` alike."""
    if isinstance(decorator, BoundMethod):
        return f"{ev.class_name(decorator.receiver)}.{decorator.name}"
    return decorator.name if isinstance(decorator, (External, Object)) else ""
