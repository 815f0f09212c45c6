"""Doing something for many things in processes, with a word on the progress."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any

Progress = Callable[[int, int], None]


class Press:
    def __init__(self, render: Callable[[Any, Path], None], folder: Path, on_progress: Progress) -> None:
        self._render = render
        self._folder = folder
        self._on_progress = on_progress

    def print_all(self, things: Sequence[Any]) -> int:
        """Render all things; how many there were."""
        done = 0
        with ProcessPoolExecutor(max_workers=2) as executor:
            jobs = [executor.submit(self._render, thing, self._folder) for thing in things]
            for _ in as_completed(jobs):
                done += 1
                self._on_progress(done, len(jobs))
        return done
