"""How many tasks a worker of an executor may run before another takes its place."""

from __future__ import annotations

from mpcheck.model.event import Event
from mpcheck.model.values import Const

LIMIT = "max_tasks_per_child"


def task_limits(event: Event) -> list[object]:
    """The limits that the making of an executor may set: None for none, 0 for what is not known."""
    return [one.value if isinstance(one, Const) else 0 for one in event.values(LIMIT)]


def may_limit_tasks(event: Event) -> bool:
    return any(limit is not None for limit in task_limits(event))
