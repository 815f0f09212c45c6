"""A registry in which workers note what they handled."""
from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from functools import partial

TOPICS = ("orders", "refunds")


class Registry:
    def __init__(self, manager):
        self._state = manager.dict()
        self._guard = manager.Lock()
        for topic in TOPICS:
            self._state[topic] = {"handled": 0, "last": None}

    def note(self, topic, number):
        with self._guard:
            entry = self._state[topic]
            entry["handled"] += 1
            entry["last"] = number

    def summary(self):
        return {topic: entry["handled"] for topic, entry in self._state.items()}


def handle(registry: Registry, number: int) -> int:
    topic = TOPICS[number % len(TOPICS)]
    registry.note(topic, number)
    return number


def main():
    with multiprocessing.Manager() as manager:
        registry = Registry(manager)
        with ProcessPoolExecutor(max_workers=2) as pool:
            done = list(pool.map(partial(handle, registry), range(10)))
        summary = registry.summary()
    print(len(done), summary)
    print("ok" if summary == {"orders": 5, "refunds": 5} else "wrong")


if __name__ == "__main__":
    main()
