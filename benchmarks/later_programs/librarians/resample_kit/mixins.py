"""Small behaviours that experiments can be composed of."""
from __future__ import annotations

import multiprocessing as mp
import statistics
import sys
from typing import List, Sequence


class Progress:
    """Counts finished steps, in whatever process they are done."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._finished = mp.Value("l", 0)

    def tick(self) -> int:
        with self._finished.get_lock():
            self._finished.value += 1
            return self._finished.value

    @property
    def finished(self) -> int:
        return self._finished.value


class Summary:
    """Turns a list of estimates into a line of text."""

    label = "estimate"

    def summarise(self, estimates: Sequence[float]) -> str:
        ordered = sorted(estimates)
        low, high = ordered[len(ordered) // 20], ordered[-1 - len(ordered) // 20]
        return f"{self.label}: {statistics.fmean(ordered):.3f} ({low:.3f} to {high:.3f})"


class Experiment:
    """Runs `step` once for each index and keeps the order."""

    def __init__(self, repeats: int = 40, processes: int = 2) -> None:
        self.repeats = repeats
        self.processes = processes

    def step(self, index: int) -> float:
        raise NotImplementedError

    def run(self) -> List[float]:
        with mp.Pool(self.processes) as pool:
            return pool.map(self.step, range(self.repeats), chunksize=8)

    def log(self, message: str) -> None:
        print(message, file=sys.stderr)
