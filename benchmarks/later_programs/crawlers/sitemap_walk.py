"""Checks every URL of a sitemap: the index is read page by page while the checkers are at work."""
from __future__ import annotations

import logging
import multiprocessing as mp
import queue
import time
from typing import Iterator

CHECKERS = 3
log = mp.log_to_stderr(logging.WARNING)


class Sitemap:
    """A sitemap index whose parts come over the wire one by one."""

    def __init__(self, parts: int, urls_per_part: int, latency: float) -> None:
        self.parts = parts
        self.urls_per_part = urls_per_part
        self.latency = latency

    def __len__(self) -> int:
        return self.parts * self.urls_per_part

    def __iter__(self) -> Iterator[str]:
        for part in range(self.parts):
            time.sleep(self.latency)
            for number in range(self.urls_per_part):
                yield f"https://docs.example/{part}/{number}"


class Checker(mp.Process):
    def __init__(self, slot: int, urls, counts, gate) -> None:
        super().__init__(name=f"checker-{slot}")
        self.slot = slot
        self.urls = urls
        self.counts = counts
        self.gate = gate

    def run(self) -> None:
        self.gate.wait(timeout=30)
        for url in self.claimed():
            self.check(url)
            self.counts[self.slot] += 1

    def claimed(self) -> Iterator[str]:
        while True:
            try:
                yield self.urls.get_nowait()
            except queue.Empty:
                log.info("%s has nothing left", self.name)
                return

    def check(self, url: str) -> None:
        time.sleep(0.002)
        if not url.startswith("https://"):
            raise ValueError(url)


def walk(sitemap: Sitemap) -> int:
    urls: mp.Queue = mp.Queue()
    counts = mp.RawArray("l", CHECKERS)
    gate = mp.Barrier(CHECKERS + 1)
    checkers = [Checker(slot, urls, counts, gate) for slot in range(CHECKERS)]
    for checker in checkers:
        checker.start()
    gate.wait(timeout=30)
    for url in sitemap:
        urls.put(url)
    for checker in checkers:
        checker.join()
        if checker.exitcode:
            raise RuntimeError(f"{checker.name} ended with {checker.exitcode}")
    return sum(counts)


def main() -> None:
    sitemap = Sitemap(parts=3, urls_per_part=8, latency=0.4)
    checked = walk(sitemap)
    print(f"{checked} of {len(sitemap)} URLs checked")
    if checked == len(sitemap):
        print("ok")


if __name__ == "__main__":
    main()
