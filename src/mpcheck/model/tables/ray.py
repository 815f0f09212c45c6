"""Ray: its workers are started by a server of its own, import nothing of the main module, and get code by cloudpickle.

Source: ``ray/util/multiprocessing/pool.py`` and ``ray/_private/worker.py`` of Ray 2.60.
"""

from __future__ import annotations

from typing import Any

from mpcheck.model.api import Api, ApiClass, row

POOL = "ray.util.multiprocessing.Pool"
_ONE: dict[str, Any] = {"callable": "func", "args": "args", "kwargs": "kwargs", "start_method": "own"}
_EACH: dict[str, Any] = {"callable": "func", "iterable": "iterable", "start_method": "own"}
_LATE: dict[str, Any] = {"callback": ("callback", "error_callback")}

CLASSES: tuple[ApiClass, ...] = (ApiClass(POOL, "node-pool", "process", "cloudpickle"),)
FUNCTIONS: tuple[Api, ...] = (
    row(
        POOL,
        "processes initializer initargs maxtasksperchild context",
        POOL,
        initializer="initializer",
        initargs="initargs",
        start_method="own",
    ),
)
METHODS: tuple[Api, ...] = (
    row(f"{POOL}.apply", "func args kwargs", blocks=True, **_ONE),
    row(f"{POOL}.apply_async", "func args kwargs callback error_callback", **_ONE, **_LATE),
    row(f"{POOL}.map", "func iterable chunksize", blocks=True, **_EACH),
    row(f"{POOL}.map_async", "func iterable chunksize callback error_callback", **_EACH, **_LATE),
    row(f"{POOL}.starmap", "func iterable chunksize", blocks=True, star=True, **_EACH),
    row(f"{POOL}.starmap_async", "func iterable callback error_callback", star=True, **_EACH, **_LATE),
    *(row(f"{POOL}.{name}", "func iterable chunksize", **_EACH) for name in ("imap", "imap_unordered")),
)
ALIASES = {"ray.util.multiprocessing.pool.Pool": POOL}
