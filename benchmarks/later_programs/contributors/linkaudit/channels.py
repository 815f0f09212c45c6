"""Result channels: how checkers hand their findings to the command line."""
from __future__ import annotations

import multiprocessing as mp
from typing import Iterator, NamedTuple, Optional


class Finding(NamedTuple):
    page: str
    link: str
    status: int


class ResultChannel:
    """A one-way channel with a known number of writers."""

    def __init__(self, writers: int, ctx: Optional[mp.context.BaseContext] = None) -> None:
        self.writers = writers
        self.queue = (ctx or mp).Queue()

    def __iter__(self) -> Iterator[Finding]:
        open_writers = self.writers
        while open_writers:
            item = self.queue.get(timeout=15)
            if item is None:
                open_writers -= 1
            else:
                yield Finding(*item)
