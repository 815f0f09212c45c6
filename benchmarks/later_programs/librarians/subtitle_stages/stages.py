"""A line of processes through which subtitle cues travel."""
from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from typing import Callable, Iterable, List, Tuple

PATIENCE = 5.0


@dataclass(frozen=True)
class Cue:
    start: float
    end: float
    text: str


Transform = Callable[[Cue], Cue]


class Stage(multiprocessing.Process):
    """Applies one transform to every cue that comes in."""

    def __init__(self, name: str, transform: Transform, inbox, outbox) -> None:
        super().__init__(name=f"stage-{name}")
        self.transform = transform
        self.inbox = inbox
        self.outbox = outbox

    def run(self) -> None:
        while True:
            cue = self.inbox.get(timeout=PATIENCE)
            if cue is None:
                break
            self.outbox.put(self.transform(cue))
        self.outbox.put(None)


class Pipeline:
    def __init__(self) -> None:
        self._steps: List[Tuple[str, Transform]] = []

    def then(self, name: str, transform: Transform) -> "Pipeline":
        self._steps.append((name, transform))
        return self

    def run(self, cues: Iterable[Cue]) -> List[Cue]:
        queues = [multiprocessing.Queue() for _ in range(len(self._steps) + 1)]
        stages = [
            Stage(name, transform, before, after)
            for (name, transform), before, after in zip(self._steps, queues, queues[1:])
        ]
        for stage in stages:
            stage.start()
        for cue in cues:
            queues[0].put(cue)
        queues[0].put(None)

        finished = []
        while True:
            cue = queues[-1].get(timeout=PATIENCE)
            if cue is None:
                break
            finished.append(cue)
        for stage in stages:
            stage.join()
            if stage.exitcode:
                raise RuntimeError(f"{stage.name} ended with {stage.exitcode}")
        return finished
