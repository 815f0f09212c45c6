from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, Callable, Iterator


@contextmanager
def prepared_workers(count: int, setup: Callable[..., None], *values: Any) -> Iterator[ProcessPoolExecutor]:
    """Worker processes in which setup(*values) has run before the first task."""
    executor = ProcessPoolExecutor(count, initializer=setup, initargs=values)
    try:
        yield executor
    finally:
        executor.shutdown()
