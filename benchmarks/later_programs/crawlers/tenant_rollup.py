"""Hourly roll-up of the request logs: one isolated interpreter per tenant, asyncio in front."""
import asyncio
import collections
import functools
import multiprocessing
from concurrent.futures import InterpreterPoolExecutor

Rollup = collections.namedtuple("Rollup", "tenant requests megabytes slowest")


def request_log(tenant, lines=200):
    weight = sum(map(ord, tenant))
    return [f"{tenant} /v1/{n % 9} {(n * weight) % 40_000} {(n * 37 + weight) % 900}" for n in range(lines)]


def measure(chunk):
    """Count, bytes and slowest request of a piece of a log."""
    fields = [line.split() for line in chunk]
    return len(fields), sum(int(size) for *_, size, _ in fields), max(int(took) for *_, took in fields)


def pieces(lines, size):
    return [lines[start : start + size] for start in range(0, len(lines), size)]


def spread(function, work, width):
    with multiprocessing.Pool(width) as pool:
        return pool.map(function, work)


def roll_up(tenant, width=2):
    counts, sizes, times = zip(*spread(measure, pieces(request_log(tenant), 50), width))
    return tenant, sum(counts), round(sum(sizes) / 1_000_000, 1), max(times)


class Scheduler:
    """Runs the roll-ups of all tenants; a plug-in of one tenant cannot disturb that of another."""

    def __init__(self, executor, limit):
        self._executor = executor
        self._slots = asyncio.Semaphore(limit)

    async def one(self, tenant):
        loop = asyncio.get_running_loop()
        async with self._slots:
            return Rollup(*await loop.run_in_executor(self._executor, functools.partial(roll_up, tenant)))

    async def all(self, tenants):
        return await asyncio.gather(*(self.one(tenant) for tenant in tenants))


async def serve(tenants):
    with InterpreterPoolExecutor(max_workers=2) as executor:
        rollups = await Scheduler(executor, limit=2).all(tenants)
    for rollup in sorted(rollups):
        print(f"{rollup.tenant:<8} {rollup.requests} requests, {rollup.megabytes} MB, slowest {rollup.slowest} ms")
    return sum(rollup.requests for rollup in rollups)


def main():
    total = asyncio.run(serve(["acme", "globex", "initech"]))
    print("ok" if total == 600 else f"{total} of 600 requests")


if __name__ == "__main__":
    main()
