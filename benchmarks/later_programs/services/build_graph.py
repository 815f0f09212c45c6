"""Builds targets after the targets they depend on."""
from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor

GRAPH = {
    "app": ["core", "ui"],
    "ui": ["widgets", "core"],
    "widgets": ["core"],
    "core": ["base"],
    "base": [],
}


class Builder:
    def __init__(self, graph, jobs=2):
        self._graph = graph
        self._jobs = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="build")
        self._known: dict[str, Future] = {}
        self._guard = threading.Lock()
        self.order: list[str] = []

    def request(self, target) -> Future:
        with self._guard:
            if target not in self._known:
                self._known[target] = self._jobs.submit(self._build, target)
            return self._known[target]

    def _build(self, target):
        needed = [self.request(name) for name in self._graph[target]]
        version = 1 + max((job.result() for job in needed), default=0)
        with self._guard:
            self.order.append(target)
        return version

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self._jobs.shutdown()


def main():
    with Builder(GRAPH) as builder:
        level = builder.request("app").result()
    print(" -> ".join(builder.order))
    print("ok" if level == 5 and builder.order[-1] == "app" else "wrong")


if __name__ == "__main__":
    main()
