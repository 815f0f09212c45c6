"""Settings of the batch runtime shared by all closing jobs."""
import multiprocessing
from dataclasses import dataclass


@dataclass(frozen=True)
class RuntimeSettings:
    start_method: str = "spawn"
    workers: int = 2
    chunk: int = 50


SETTINGS = RuntimeSettings()
multiprocessing.set_start_method(SETTINGS.start_method)


def chunked(rows, size=SETTINGS.chunk):
    for start in range(0, len(rows), size):
        yield rows[start:start + size]
