"""Mailboxes of the agents: one interface for queues between processes, queues between threads, and plain lists."""
from __future__ import annotations

import multiprocessing as mp
import multiprocessing.queues
import queue
import threading
from typing import Iterable, Union

Box = Union["mp.Queue", queue.Queue, list]

_cache: dict[str, str] = {}
_cache_lock = threading.Lock()


def normalise(topic: str) -> str:
    with _cache_lock:
        if topic not in _cache:
            _cache[topic] = topic.strip().lower().replace(" ", "-")
        return _cache[topic]


def kind(box: Box) -> str:
    if isinstance(box, (multiprocessing.queues.Queue, multiprocessing.queues.SimpleQueue)):
        return "process"
    if isinstance(box, queue.Queue):
        return "thread"
    return "list"


def deliver(box: Box, topics: Iterable[str], copy_to: mp.Queue | list | None = None) -> int:
    targets = [target for target in (box, copy_to) if target is not None]
    count = 0
    for count, topic in enumerate(map(normalise, topics), start=1):
        for target in targets:
            put = target.append if kind(target) == "list" else target.put
            put(topic)
    return count
