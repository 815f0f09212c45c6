"""multiprocess and what is built on it: pathos and p_tqdm.

multiprocess has the interface of multiprocessing and sends code by value, with dill.

Source: ``multiprocess/pool.py`` of multiprocess 0.70.19, ``pathos/multiprocessing.py`` of pathos 0.3,
``p_tqdm/p_tqdm.py`` of p_tqdm 1.4.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mpcheck.model.api import Api, ApiClass, row
from mpcheck.model.tables import standard

NODES = "pathos.multiprocessing.ProcessPool"
_ORIGINAL = "multiprocessing."
_ROLES: dict[str, Any] = {
    "callable": "function",
    "variadic": True,
    "iterable": "*",
    "runs_in": "process",
    "serializer": "dill",
}


def _renamed(name: str) -> str:
    return name.replace(_ORIGINAL, "multiprocess.", 1) if name.startswith(_ORIGINAL) else name


def _of_twin(apis: tuple[Api, ...]) -> tuple[Api, ...]:
    """The rows of multiprocessing under the names of multiprocess."""
    ours = (api for api in apis if api.name.startswith(_ORIGINAL))
    return tuple(replace(api, name=_renamed(api.name), returns=_renamed(api.returns)) for api in ours)


CLASSES: tuple[ApiClass, ...] = (
    *(
        replace(known, name=_renamed(known.name), base=_renamed(known.base), serializer="dill")
        for known in standard.CLASSES
        if known.name.startswith(_ORIGINAL)
    ),
    ApiClass(NODES, "node-pool", "process", "dill"),
)
FUNCTIONS: tuple[Api, ...] = (
    *_of_twin(standard.FUNCTIONS),
    row(NODES, "", NODES),
    *(row(f"p_tqdm.{name}", "function", starts=True, **_ROLES) for name in ("p_map", "p_umap", "p_imap", "p_uimap")),
)
METHODS: tuple[Api, ...] = (
    *_of_twin(standard.METHODS),
    *(
        row(f"{NODES}.{name}", "f", callable="f", variadic=True, iterable="*", starts=True)
        for name in ("map", "imap", "uimap", "amap")
    ),
    *(row(f"{NODES}.{name}", "f", callable="f", variadic=True, starts=True) for name in ("pipe", "apipe")),
)
ALIASES = {
    "pathos.pools.ProcessPool": NODES,
    "pathos.multiprocessing.ProcessingPool": NODES,
    "pathos.pools._ProcessPool": "multiprocess.pool.Pool",
    "pathos.multiprocessing.Pool": "multiprocess.pool.Pool",
    "p_tqdm.p_tqdm.p_map": "p_tqdm.p_map",
    "p_tqdm.p_tqdm.p_umap": "p_tqdm.p_umap",
    "p_tqdm.p_tqdm.p_imap": "p_tqdm.p_imap",
    "p_tqdm.p_tqdm.p_uimap": "p_tqdm.p_uimap",
}
