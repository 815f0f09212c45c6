"""Celery, and billiard, whose processes it uses.

billiard has the interface of multiprocessing as of Python 3.4, and forks on Linux whatever the Python.  Its pool
notices workers that die, and its daemonic processes may have children.  What Celery runs in its own workers is told
by decorators: see `mpcheck.model.task_queues`.

Source: ``billiard/context.py``, ``billiard/pool.py``, ``billiard/process.py`` of billiard 4.3, ``celery/app/base.py``
of Celery 5.7.
"""

from __future__ import annotations

from mpcheck.model.api import FORK_ON_LINUX, Api, ApiClass, row
from mpcheck.model.tables.twins import Twin

APP = "celery.Celery"
POOL = "billiard.pool.Pool"
_POOLS = ("billiard.Pool", POOL)
_BILLIARD = Twin(
    "billiard", FORK_ON_LINUX, lacks=("dummy", "shared_memory", "managers.SharedMemoryManager", "SimpleQueue")
)

CLASSES: tuple[ApiClass, ...] = (
    *(known for known in _BILLIARD.classes() if known.name != POOL),
    ApiClass(POOL, "worker-pool", "process", "pickle"),
    ApiClass(APP, "task-queue"),
)
FUNCTIONS: tuple[Api, ...] = (
    *(api for api in _BILLIARD.functions() if api.name not in _POOLS),
    *(
        row(
            name,
            "processes initializer initargs maxtasksperchild",
            POOL,
            initializer="initializer",
            initargs="initargs",
            starts=True,
            start_method=FORK_ON_LINUX,
        )
        for name in _POOLS
    ),
    row(APP, "main loader backend", APP),
    row("celery.shared_task"),
)
METHODS: tuple[Api, ...] = (*_BILLIARD.methods(), row(f"{APP}.task"))
ALIASES = {"celery.app.base.Celery": APP, "celery.app.shared_task": "celery.shared_task"}
