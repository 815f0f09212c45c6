"""A progress bar for what lasts."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from mpcheck.engine import Progress

if TYPE_CHECKING:
    import rich.progress

#: Seconds that a command may last in silence, and between two looks of the bar.
_PATIENCE = 1.0
_PAUSE = 0.1


@contextlib.contextmanager
def progress_bar(stream: IO[str], *, shown: bool) -> Iterator[Progress]:
    """Give a function that shows on a terminal how far a command is, once it has lasted a second.

    The bar has no thread of its own: `env` runs on machines that may refuse one.
    """
    begin, drawn = time.monotonic(), 0.0
    wanted = shown and stream.isatty()
    bar: rich.progress.Progress | None = None

    def update(doing: str, done: int, total: int) -> None:
        nonlocal bar, drawn
        now = time.monotonic()
        if not wanted or now - begin < _PATIENCE or now - drawn < _PAUSE:
            return
        drawn = now
        if bar is None:
            bar = _start(stream)
        bar.update(bar.task_ids[0], description=doing, completed=done, total=total, refresh=True)

    try:
        yield update
    finally:
        if bar is not None:
            bar.stop()


def _start(stream: IO[str]) -> rich.progress.Progress:
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(file=stream), transient=True, auto_refresh=False)
    bar.add_task("")
    bar.start()
    return bar
