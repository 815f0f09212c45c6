"""Pools of processes with pickle: mpire, pebble and deco.

mpire hands the function of a map to its workers when they start, and sends that of an ``apply`` with the task; its
start method is fork where there is one.  pebble starts its workers, which are daemonic, with the first task.
deco makes a function of which each call is a task of a multiprocessing.Pool; the pool starts with the first call.

Source: ``mpire/pool.py``, ``mpire/context.py`` of mpire 2.10, ``pebble/pool/process.py`` of Pebble 5.2,
``deco/conc.py`` of deco 0.6.
"""

from __future__ import annotations

from typing import Any

from mpcheck.model.api import FORK_OR_SPAWN, Api, ApiClass, row
from mpcheck.model.tables.standard import FUTURE

WORKERS = "mpire.WorkerPool"
PEBBLE = "pebble.ProcessPool"
PEBBLE_THREADS = "pebble.ThreadPool"
DECO = "deco.concurrent"
_POOL: dict[str, Any] = {"initializer": "initializer", "initargs": "initargs"}
_MPIRE: dict[str, Any] = {
    "callable": "func",
    "starts": True,
    "start_method": FORK_OR_SPAWN,
    "method_param": "start_method",
    "when": "not use_dill",
}

CLASSES: tuple[ApiClass, ...] = (
    ApiClass(WORKERS, "worker-pool", "process", "inherit"),
    ApiClass(PEBBLE, "process-executor", "process", "pickle", daemonic=True),
    ApiClass(PEBBLE_THREADS, "thread-executor", "thread"),
    ApiClass(DECO, "concurrent-function"),
)
FUNCTIONS: tuple[Api, ...] = (
    row(
        WORKERS,
        "n_jobs daemon cpu_ids shared_objects pass_worker_id use_worker_state start_method keep_alive use_dill",
        WORKERS,
    ),
    row(PEBBLE, "max_workers max_tasks initializer initargs context", PEBBLE, context="context", **_POOL),
    row(PEBBLE_THREADS, "max_workers max_tasks initializer initargs", PEBBLE_THREADS, **_POOL),
    row(DECO, "", DECO),
)
METHODS: tuple[Api, ...] = (
    *(row(f"{WORKERS}.{name}", "func iterable_of_args", **_MPIRE) for name in ("map", "map_unordered")),
    *(row(f"{WORKERS}.{name}", "func iterable_of_args", **_MPIRE) for name in ("imap", "imap_unordered")),
    *(
        row(f"{WORKERS}.{name}", "func args kwargs callback error_callback", serializer="pickle", **_MPIRE)
        for name in ("apply", "apply_async")
    ),
    *(
        api
        for pool in (PEBBLE, PEBBLE_THREADS)
        for api in (
            row(
                f"{pool}.schedule",
                "function args kwargs",
                FUTURE,
                callable="function",
                args="args",
                kwargs="kwargs",
                starts=pool == PEBBLE,
            ),
            row(
                f"{pool}.submit",
                "function timeout" if pool == PEBBLE else "function",
                FUTURE,
                callable="function",
                variadic=True,
                starts=pool == PEBBLE,
            ),
            row(f"{pool}.map", "function", callable="function", variadic=True, iterable="*", starts=pool == PEBBLE),
        )
    ),
    row(f"{DECO}.__call__", "", starts=True),
)
ALIASES = {
    "deco.conc.concurrent": DECO,
    "mpire.pool.WorkerPool": WORKERS,
    "pebble.pool.ProcessPool": PEBBLE,
    "pebble.pool.process.ProcessPool": PEBBLE,
    "pebble.pool.ThreadPool": PEBBLE_THREADS,
    "pebble.pool.thread.ThreadPool": PEBBLE_THREADS,
}
