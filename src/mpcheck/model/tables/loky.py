"""joblib and loky.

joblib's default backend is loky, whose workers import nothing of the main module and get code by value: neither a
guard nor a name is needed.  Its ``multiprocessing`` backend is a Pool of multiprocessing, with pickle.  What
scikit-learn does with ``n_jobs`` is joblib's default, too.

Source: ``joblib/parallel.py``, ``joblib/pool.py`` of joblib 1.6, ``loky/process_executor.py`` and
``loky/backend/context.py`` of loky 3.7.
"""

from __future__ import annotations

from typing import Any

from mpcheck.model.api import Api, ApiClass, row
from mpcheck.model.tables.standard import FUTURE

EXECUTOR = "loky.ProcessPoolExecutor"
PARALLEL = "joblib.Parallel"
_MADE: dict[str, Any] = {"initializer": "initializer", "initargs": "initargs", "start_method": "own"}

CLASSES: tuple[ApiClass, ...] = (
    ApiClass(EXECUTOR, "process-executor", "process", "cloudpickle"),
    ApiClass(PARALLEL, "parallel", "process", "pickle"),
)
FUNCTIONS: tuple[Api, ...] = (
    row(
        EXECUTOR,
        "max_workers job_reducers result_reducers timeout context initializer initargs env",
        EXECUTOR,
        **_MADE,
    ),
    row(
        "loky.get_reusable_executor",
        "max_workers context timeout kill_workers reuse job_reducers result_reducers initializer initargs env",
        EXECUTOR,
        **_MADE,
    ),
    row(
        PARALLEL,
        "n_jobs backend return_as verbose timeout pre_dispatch batch_size temp_folder max_nbytes mmap_mode prefer require",
        PARALLEL,
    ),
)
METHODS: tuple[Api, ...] = (
    row(f"{EXECUTOR}.submit", "fn", FUTURE, callable="fn", variadic=True, start_method="own"),
    row(f"{EXECUTOR}.map", "fn", callable="fn", variadic=True, iterable="*", start_method="own"),
    row(f"{EXECUTOR}.shutdown", "wait kill_workers"),
    row(
        f"{PARALLEL}.__call__",
        "iterable",
        starts=True,
        when="backend == 'multiprocessing' and n_jobs is not None and n_jobs != 1",
    ),
)
ALIASES = {
    "joblib.parallel.Parallel": PARALLEL,
    "loky.process_executor.ProcessPoolExecutor": EXECUTOR,
    "loky.reusable_executor.get_reusable_executor": "loky.get_reusable_executor",
}
