"""Agency reports: fetched in threads, summarised in processes, counted on the loop."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import functools
import threading

REPORTS = {
    "harbour": "The crane fell. Nobody was hurt. The quay stays closed.",
    "council": "The budget passed. Trams become cheaper.",
    "weather": "Rain.",
}


class Archive:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.read = 0

    def fetch(self, slug: str) -> str:
        with self._lock:
            self.read += 1
        return REPORTS[slug]


def summary(text: str, *, sentences: int) -> str:
    return ". ".join(text.rstrip(".").split(". ")[:sentences])


async def one(slug: str, archive: Archive, threads: concurrent.futures.Executor, processes: concurrent.futures.Executor) -> str:
    loop = asyncio.get_running_loop()
    text = await loop.run_in_executor(threads, lambda: archive.fetch(slug))
    length = await loop.run_in_executor(None, lambda: len(text.split()))
    short = await loop.run_in_executor(processes, functools.partial(summary, text, sentences=1))
    return f"{slug} ({length} words): {short}"


async def main() -> None:
    archive = Archive()
    async with contextlib.AsyncExitStack() as stack:
        processes = stack.enter_context(concurrent.futures.ProcessPoolExecutor(2))
        threads = stack.enter_context(concurrent.futures.ThreadPoolExecutor(2))
        lines = await asyncio.gather(*(one(slug, archive, threads, processes) for slug in REPORTS))
    assert lines[2] == "weather (1 words): Rain", lines
    assert archive.read == 3
    print("ok")


if __name__ == "__main__":
    asyncio.run(main())
