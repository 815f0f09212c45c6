"""Packets of samples."""
from typing import Callable, List, Optional

Sink = Callable[[Optional[List[int]]], None]


class Packetizer:
    """Hands on samples in lists of ``size``; ``None`` is the end."""

    def __init__(self, sink: Sink, size: int) -> None:
        self._sink = sink
        self._size = size
        self._samples: List[int] = []

    def add(self, sample: int) -> None:
        self._samples.append(sample)
        if len(self._samples) == self._size:
            self.flush()

    def flush(self) -> None:
        if self._samples:
            self._sink(self._samples)
            self._samples.clear()

    def finish(self) -> None:
        self.flush()
        self._sink(None)
