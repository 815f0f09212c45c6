"""Batches of usage records on their way to the billing archive."""
from __future__ import annotations

import atexit
import json
import zlib
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path


def pack(folder: str, number: int, records: list[dict]) -> int:
    data = zlib.compress(json.dumps(records).encode())
    Path(folder, f"batch-{number:04}.z").write_bytes(data)
    return len(records)


class Shipper:
    """Collects records and packs every full batch in the background."""

    def __init__(self, folder: str, size: int = 4, jobs: int = 2) -> None:
        self.folder = folder
        self.size = size
        self._executor = ProcessPoolExecutor(jobs)
        self._open: list[dict] = []
        self._shipped: list[Future[int]] = []
        atexit.register(self.finish)

    def add(self, record: dict) -> None:
        self._open.append(record)
        if len(self._open) >= self.size:
            self._ship()

    def delivered(self) -> int:
        return sum(future.result() for future in self._shipped)

    def finish(self) -> None:
        """Ship what is left."""
        if self._open:
            self._ship()
        self._executor.shutdown()
        print(f"archive complete: {self.delivered()} records")

    def _ship(self) -> None:
        batch, self._open = self._open, []
        self._shipped.append(self._executor.submit(pack, self.folder, len(self._shipped), batch))
