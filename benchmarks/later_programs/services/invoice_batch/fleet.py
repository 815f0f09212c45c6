"""A group of renderers that deliver into one outbox."""
from __future__ import annotations

import multiprocessing as mp

from layout import render_range


class RenderFleet:
    def __init__(self, size: int, ctx=None):
        self._ctx = ctx or mp.get_context()
        self._size = size
        self._outbox = self._ctx.Queue()
        self._members: list = []
        self._expected = 0

    def launch(self, numbers, lines):
        numbers = list(numbers)
        self._expected = len(numbers)
        for offset in range(self._size):
            share = numbers[offset::self._size]
            member = self._ctx.Process(
                target=render_range,
                args=(share, lines, self._outbox),
                name=f"renderer-{offset}",
            )
            member.start()
            self._members.append(member)
        return self

    def finish(self) -> dict:
        for member in self._members:
            member.join()
        failed = [m.name for m in self._members if m.exitcode]
        if failed:
            raise RuntimeError(f"renderers failed: {failed}")
        return dict(self._outbox.get(timeout=5) for _ in range(self._expected))
