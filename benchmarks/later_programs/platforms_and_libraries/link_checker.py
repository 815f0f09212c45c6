"""Check many (simulated) links with threads, score the bodies with processes."""
import asyncio
import multiprocessing as mp
import os
import queue
import time
import zlib
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

LINKS = [f"https://example.org/page/{n}" for n in range(200)]


def fetch(link: str, log: "queue.Queue[str]") -> bytes:
    time.sleep(0.005)
    log.put(link)
    return (link * 50).encode("ascii")


def score(bodies):
    return [zlib.crc32(body) % 1000 for body in bodies]


def chunked(items, size):
    return [items[i : i + size] for i in range(0, len(items), size)]


async def check(links, threads, processes):
    loop = asyncio.get_running_loop()
    log: "queue.Queue[str]" = queue.Queue(maxsize=50_000)
    bodies = await asyncio.gather(
        *(loop.run_in_executor(threads, fetch, link, log) for link in links)
    )
    print(log.qsize(), "links fetched")
    scores = await asyncio.gather(
        *(loop.run_in_executor(processes, score, part) for part in chunked(bodies, 50))
    )
    return log.qsize(), [value for part in scores for value in part]


def main():
    workers = min(60, max(1, (os.cpu_count() or 1) - 1))
    context = mp.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as processes:
        with ThreadPoolExecutor(max_workers=100) as threads:
            seen, scores = asyncio.run(check(LINKS, threads, processes))
    assert seen == len(LINKS) == len(scores)
    assert scores[3] == zlib.crc32((LINKS[3] * 50).encode("ascii")) % 1000
    print("ok")


if __name__ == "__main__":
    main()
