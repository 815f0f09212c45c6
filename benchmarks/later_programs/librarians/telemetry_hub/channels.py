"""Bounded conduits between the stations of a hub."""
from __future__ import annotations

import multiprocessing
from typing import Any, Iterator


class Channel:
    """A FIFO with an end mark; one reader, one writer."""

    def __init__(self, label: str, capacity: int = 64, patience: float = 5.0) -> None:
        self.label = label
        self.patience = patience
        self._items = multiprocessing.Queue(capacity)

    def offer(self, item: Any) -> None:
        if item is None:
            raise ValueError(f"{self.label}: None ends the stream, use finish()")
        self._items.put(item, timeout=self.patience)

    def finish(self) -> None:
        self._items.put(None, timeout=self.patience)

    def __iter__(self) -> Iterator[Any]:
        while True:
            item = self._items.get(timeout=self.patience)
            if item is None:
                return
            yield item


class CountingChannel(Channel):
    """A channel that numbers what passes through it on the reader's side."""

    def __iter__(self) -> Iterator[Any]:
        for number, item in enumerate(super().__iter__(), start=1):
            yield number, item
