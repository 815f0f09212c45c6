"""Throughput metering for the ingestion jobs."""
from dataclasses import dataclass
from multiprocessing import Value


class Meter:
    """Adds up rows and bytes over all workers."""

    def __init__(self):
        self._rows = Value("q", 0)
        self._bytes = Value("q", 0)

    def add(self, rows, size):
        with self._rows.get_lock():
            self._rows.value += rows
        with self._bytes.get_lock():
            self._bytes.value += size

    def snapshot(self):
        return MeterReading(self._rows.value, self._bytes.value)


@dataclass(frozen=True)
class MeterReading:
    rows: int
    size: int


METER = Meter()
