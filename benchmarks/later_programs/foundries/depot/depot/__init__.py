"""A depot of castings.  ``depot.report`` is imported when it is first asked for."""

import importlib
from typing import Any

_LAZY = {"summary": "depot.report", "Castings": "depot.stock"}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_LAZY[name]), name)
