"""mpcheck: diagnostics and a pitfall checker for Python multiprocessing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mpcheck.pickling.api import assert_picklable, explain_pickling

__all__ = ["__version__", "assert_picklable", "explain_pickling"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Most that import mpcheck want the command line, which must start fast.
    if name not in __all__:
        raise AttributeError(f"module 'mpcheck' has no attribute {name!r}")
    from mpcheck.pickling import api

    return getattr(api, name)
