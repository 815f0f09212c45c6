from __future__ import annotations

import multiprocessing as mp
from multiprocessing.process import BaseProcess

import boxes


class Agent(mp.Process):
    """Delivers its topics to a mailbox and keeps a copy of its own while it lives."""

    def __init__(self, title: str, topics: list[str], box: mp.Queue, parent: mp.Process | None = None):
        super().__init__(name=title)
        self.topics = topics
        self.box = box
        self.generation = 0 if parent is None else parent.generation + 1

    def run(self) -> None:
        diary: list[str] = []
        boxes.deliver(self.box, self.topics, copy_to=diary)
        self.box.put((self.name, self.generation, len(diary)))


def describe(process: object) -> str:
    if not isinstance(process, (mp.Process, BaseProcess)):
        raise TypeError(f"not a process: {process!r}")
    return f"{process.name}: {'ok' if process.exitcode == 0 else process.exitcode}"
