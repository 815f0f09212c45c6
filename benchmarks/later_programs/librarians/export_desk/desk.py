"""A desk takes orders and has them carried out by other processes."""
from __future__ import annotations

import logging
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from exporters import Exporter

log = logging.getLogger(__name__)


class Desk:
    """Leaving the `with` block waits until the last order has been carried out."""

    def __init__(self, folder: Path, staff: int = 2) -> None:
        self.folder = folder
        self.orders = 0
        self._executor = ProcessPoolExecutor(max_workers=staff)

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *exc_info) -> None:
        self._executor.shutdown(wait=True)
        log.info("%d orders carried out", self.orders)

    def order(self, stem: str, suffix: str, rows) -> None:
        exporter = Exporter.registry[suffix]()
        self._executor.submit(exporter.export, rows, self.folder / f"{stem}.{suffix}")
        self.orders += 1
