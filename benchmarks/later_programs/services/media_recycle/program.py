"""Estimates the size of transcoded clips with short-lived workers."""
from __future__ import annotations

import asyncio
from concurrent import futures

from settings import PoolSettings

CLIPS = {"intro": 12, "interview": 340, "credits": 45, "trailer": 90, "teaser": 15, "bonus": 600}
KILOBITS = 2500


def estimate(seconds: int) -> int:
    return seconds * KILOBITS // 8


def open_pool(settings: PoolSettings) -> futures.Executor:
    return futures.ProcessPoolExecutor(**settings.as_kwargs())


async def estimate_all(pool, clips):
    loop = asyncio.get_running_loop()
    jobs = {name: loop.run_in_executor(pool, estimate, seconds) for name, seconds in clips.items()}
    return {name: await job for name, job in jobs.items()}


def main() -> None:
    with open_pool(PoolSettings()) as pool:
        sizes = asyncio.run(estimate_all(pool, CLIPS))
    print(sizes)
    print("ok" if sum(sizes.values()) == 344_374 and sizes["intro"] == 3750 else "wrong")


if __name__ == "__main__":
    main()
