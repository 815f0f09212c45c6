"""multiprocess and what is built on it, pathos and p_tqdm; multiprocessing_on_dill; and pandarallel.

All send code by value, with dill, and fork wherever that is possible, whatever the Python: multiprocess and
multiprocessing_on_dill have the interface of multiprocessing, but kept its default start method.  pandarallel adds methods to the objects of pandas.

Source: ``multiprocess/pool.py`` and ``multiprocess/context.py`` of multiprocess 0.70.19 (also its wheel for
Python 3.14), ``pathos/multiprocessing.py`` and ``pathos/parallel.py`` of pathos 0.3, ``p_tqdm/p_tqdm.py`` of p_tqdm 1.4,
``pandarallel/core.py`` of pandarallel 1.6, ``multiprocessing_on_dill/context.py`` of multiprocessing_on_dill 3.5.0a4.
"""

from __future__ import annotations

from typing import Any

from mpcheck.model.api import FORK_OR_SPAWN, Api, ApiClass, row
from mpcheck.model.tables.twins import Twin

NODES = "pathos.multiprocessing.ProcessPool"
SERVERS = "pathos.parallel.ParallelPool"
THREADS = "pathos.threading.ThreadPool"
_MULTIPROCESS = Twin("multiprocess", FORK_OR_SPAWN)
_ON_DILL = Twin("multiprocessing_on_dill", FORK_OR_SPAWN, lacks=("shared_memory", "managers.SharedMemoryManager"))
_SENT: dict[str, Any] = {"runs_in": "process", "serializer": "dill", "starts": True, "start_method": FORK_OR_SPAWN}
_STARTS: dict[str, Any] = {NODES: {"starts": True, "start_method": FORK_OR_SPAWN}, SERVERS: {"start_method": "own"}}

CLASSES: tuple[ApiClass, ...] = (
    *_MULTIPROCESS.classes(serializer="dill"),
    *_ON_DILL.classes(serializer="dill"),
    ApiClass(NODES, "node-pool", "process", "dill"),
    ApiClass(SERVERS, "node-pool", "process", "dill"),
    ApiClass(THREADS, "node-pool", "thread"),
)
FUNCTIONS: tuple[Api, ...] = (
    *_MULTIPROCESS.functions(),
    *_ON_DILL.functions(),
    *(row(pool, "", pool) for pool in (NODES, SERVERS, THREADS)),
    *(
        row(f"p_tqdm.{name}", "function", callable="function", variadic=True, iterable="*", **_SENT)
        for name in ("p_map", "p_umap", "p_imap", "p_uimap")
    ),
)
METHODS: tuple[Api, ...] = (
    *_MULTIPROCESS.methods(),
    *_ON_DILL.methods(),
    *(
        row(f"{pool}.{name}", "f", callable="f", variadic=True, iterable="*", **_STARTS.get(pool, {}))
        for pool in (NODES, SERVERS, THREADS)
        for name in ("map", "imap", "uimap", "amap")
    ),
    *(
        row(f"{pool}.{name}", "f", callable="f", variadic=True, **_STARTS.get(pool, {}))
        for pool in (NODES, SERVERS, THREADS)
        for name in ("pipe", "apipe")
    ),
    *(
        row(f"pandarallel.*.{name}", "user_defined_function", callable="user_defined_function", **_SENT)
        for name in ("parallel_apply", "parallel_map", "parallel_applymap")
    ),
)
ALIASES = {
    "pathos.pools.ProcessPool": NODES,
    "pathos.multiprocessing.ProcessingPool": NODES,
    "pathos.pools._ProcessPool": "multiprocess.pool.Pool",
    "pathos.multiprocessing.Pool": "multiprocess.pool.Pool",
    "pathos.pools.ParallelPool": SERVERS,
    "pathos.pools.ThreadPool": THREADS,
    "p_tqdm.p_tqdm.p_map": "p_tqdm.p_map",
    "p_tqdm.p_tqdm.p_umap": "p_tqdm.p_umap",
    "p_tqdm.p_tqdm.p_imap": "p_tqdm.p_imap",
    "p_tqdm.p_tqdm.p_uimap": "p_tqdm.p_uimap",
}
