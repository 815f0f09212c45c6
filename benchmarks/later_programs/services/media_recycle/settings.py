"""Sizes of the pools used by the transcoder."""
from __future__ import annotations

import multiprocessing
from dataclasses import dataclass


@dataclass(frozen=True)
class PoolSettings:
    workers: int = 2
    start_method: str = "spawn"
    recycle_after: int = 2

    def as_kwargs(self) -> dict:
        return {
            "max_workers": self.workers,
            "mp_context": multiprocessing.get_context(self.start_method),
            "max_tasks_per_child": self.recycle_after,
        }
