from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field


@dataclass
class Progress:
    """Counters that the status page reads from another thread."""

    done: int = 0
    words: int = 0
    guard: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, words: int) -> None:
        with self.guard:
            self.done += 1
            self.words += words


class ShardIndexer:
    def __init__(self, shards: dict[str, list[str]], stop_words: frozenset[str]) -> None:
        self.shards = shards
        self.stop_words = stop_words
        self.progress = Progress()

    def index_shard(self, name: str) -> Counter[str]:
        counts: Counter[str] = Counter()
        for document in self.shards[name]:
            counts.update(word for word in document.lower().split() if word not in self.stop_words)
        return counts

    def build(self, workers: int = 2) -> Counter[str]:
        total: Counter[str] = Counter()
        with ProcessPoolExecutor(workers) as executor:
            for counts in executor.map(self.index_shard, self.shards):
                self.progress.add(sum(counts.values()))
                total += counts
        return total
