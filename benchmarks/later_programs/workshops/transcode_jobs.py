"""Transcodes recordings in processes while an asyncio front end stays responsive."""

from __future__ import annotations

import asyncio
import multiprocessing
import typing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

if typing.TYPE_CHECKING:
    from multiprocessing.synchronize import Event


@dataclass
class Job:
    name: str
    samples: list[int]
    gain: int
    cancelled: Event


def transcode(job: Job) -> tuple[str, list[int]]:
    out = []
    for sample in job.samples:
        if job.cancelled.is_set():
            break
        out.append(max(-128, min(127, sample * job.gain)))
    return job.name, out


class Service:
    def __init__(self, workers: int) -> None:
        self._executor = ProcessPoolExecutor(workers)
        self._cancelled = multiprocessing.Event()

    async def __aenter__(self) -> Service:
        return self

    async def __aexit__(self, *error: object) -> None:
        self._executor.shutdown()

    def cancel(self) -> None:
        self._cancelled.set()

    async def run(self, recordings: dict[str, list[int]]) -> dict[str, list[int]]:
        loop = asyncio.get_running_loop()
        jobs = [Job(name, samples, 3, self._cancelled) for name, samples in recordings.items()]
        done = await asyncio.gather(*(loop.run_in_executor(self._executor, transcode, job) for job in jobs))
        return dict(done)


async def main() -> None:
    async with Service(2) as service:
        done = await service.run({"choir": [1, 20, 60], "organ": [-70, 5], "bells": [0, 0, 9]})
    for name, samples in done.items():
        print(name, samples)
    print("ok")


if __name__ == "__main__":
    asyncio.run(main())
