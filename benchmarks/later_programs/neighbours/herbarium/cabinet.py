"""Running the drawers of a cabinet side by side."""
from __future__ import annotations

import contextlib
import multiprocessing as mp

from sheets import trace_outline


def _measure(name, sheets, found):
    for sheet in sheets:
        found.put((name, trace_outline(sheet)))


class Cabinet:
    """Drawers that are being measured; leaving the block waits for all of them."""

    def __init__(self) -> None:
        self._found = mp.Queue()
        self._cleanup = contextlib.ExitStack()
        self._expected = 0

    def __enter__(self) -> "Cabinet":
        return self

    def __exit__(self, *exc_info) -> None:
        self._cleanup.close()

    def open_drawer(self, name, sheets) -> None:
        self._expected += len(sheets)
        drawer = mp.Process(target=_measure, args=(name, sheets, self._found), name=name)
        drawer.start()
        self._cleanup.callback(drawer.join)

    def outlines(self):
        """Every outline, with the name of its drawer."""
        return [self._found.get() for _ in range(self._expected)]
