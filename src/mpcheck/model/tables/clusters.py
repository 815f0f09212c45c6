"""dask and distributed: a local cluster, and the scheduler of processes, spawn their workers by default.

Code travels by cloudpickle.  A Client that is given an address or a cluster starts nothing.

Source: ``distributed/client.py``, ``distributed/deploy/local.py`` and ``distributed/distributed.yaml`` of
distributed 2026.8, ``dask/multiprocessing.py`` of dask 2026.8.
"""

from __future__ import annotations

from typing import Any

from mpcheck.model.api import Api, ApiClass, row

CLIENT = "distributed.Client"
CLUSTER = "distributed.LocalCluster"
_STARTS: dict[str, Any] = {"starts": True, "start_method": "spawn"}
_OPTIONS = "key workers resources retries priority fifo_timeout allow_other_workers actor actors pure"
_SENDS: dict[str, Any] = {"callable": "func", "start_method": "own", "options": tuple(_OPTIONS.split())}
_IN_PROCESSES = "scheduler == 'processes' or scheduler == 'multiprocessing'"

CLASSES: tuple[ApiClass, ...] = (
    ApiClass(CLIENT, "client", "process", "cloudpickle"),
    ApiClass(CLUSTER, "cluster"),
)
FUNCTIONS: tuple[Api, ...] = (
    row(
        CLIENT,
        "address loop timeout set_as_default scheduler_file security asynchronous",
        CLIENT,
        when="address is None and scheduler_file is None and processes is not False and not asynchronous",
        **_STARTS,
    ),
    row(
        CLUSTER,
        "name n_workers threads_per_worker processes",
        CLUSTER,
        when="processes is not False and not asynchronous",
        **_STARTS,
    ),
    row("dask.compute", "", when=_IN_PROCESSES, **_STARTS),
)
METHODS: tuple[Api, ...] = (
    row("dask.*.compute", when=_IN_PROCESSES, **_STARTS),
    row(f"{CLIENT}.submit", "func", variadic=True, **_SENDS),
    row(f"{CLIENT}.map", "func", variadic=True, iterable="*", **_SENDS),
)
ALIASES = {
    "dask.distributed.Client": CLIENT,
    "distributed.client.Client": CLIENT,
    "dask.distributed.LocalCluster": CLUSTER,
    "distributed.deploy.LocalCluster": CLUSTER,
    "distributed.deploy.local.LocalCluster": CLUSTER,
    "dask.base.compute": "dask.compute",
}
