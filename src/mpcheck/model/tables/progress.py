"""tqdm: ``tqdm.contrib.concurrent`` maps over an executor of ``concurrent.futures`` and shows a bar.

Source: ``tqdm/contrib/concurrent.py`` of tqdm 4.70.
"""

from __future__ import annotations

from typing import Any

from mpcheck.model.api import Api, ApiClass, row

CLASSES: tuple[ApiClass, ...] = ()
_MAPPED: dict[str, Any] = {"callable": "fn", "variadic": True, "iterable": "*", "blocks": True}
FUNCTIONS: tuple[Api, ...] = (
    row(
        "tqdm.contrib.concurrent.process_map",
        "fn",
        runs_in="process",
        serializer="pickle",
        starts=True,
        context="mp_context",
        **_MAPPED,
    ),
    row("tqdm.contrib.concurrent.thread_map", "fn", runs_in="thread", serializer="none", **_MAPPED),
)
METHODS: tuple[Api, ...] = ()
