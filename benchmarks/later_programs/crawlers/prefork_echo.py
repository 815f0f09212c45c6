"""An asyncio echo server with a small farm of processes behind it that do the hashing."""
from __future__ import annotations

import asyncio
import hashlib
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import cpu_count, get_context

WINDOWS_LIMIT = 60


def usable_cpus() -> int:
    """CPUs that this process may run on, where the system tells."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


@dataclass
class Farm:
    """How many of what; everything that is None follows from the machine."""

    workers: int | None = None
    io_threads: int | None = None
    in_flight: int | None = None

    def __post_init__(self) -> None:
        if self.workers is None:
            self.workers = max(1, min(usable_cpus() - 1, 4, WINDOWS_LIMIT))
        if self.io_threads is None:
            self.io_threads = min(32, cpu_count() + 4)
        if self.in_flight is None:
            self.in_flight = cpu_count() * 8


def seal(payload: bytes, rounds: int = 500) -> str:
    digest = payload
    for _ in range(rounds):
        digest = hashlib.sha256(digest).digest()
    return digest.hex()[:12]


class Echo:
    def __init__(self, farm: Farm, processes: ProcessPoolExecutor, threads: ThreadPoolExecutor) -> None:
        self.processes = processes
        self.threads = threads
        self.limit = asyncio.Semaphore(farm.in_flight)
        self.served = 0

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        while line := await reader.readline():
            async with self.limit:
                sealed = await loop.run_in_executor(self.processes, seal, line)
                shown = await loop.run_in_executor(self.threads, str.upper, sealed)
            writer.write(f"{shown}\n".encode())
            await writer.drain()
            self.served += 1
        writer.close()


async def client(port: int, words: list[str]) -> list[str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.writelines(f"{word}\n".encode() for word in words)
    await writer.drain()
    answers = [(await reader.readline()).decode().strip() for _ in words]
    writer.close()
    return answers


async def run(farm: Farm) -> tuple[int, bool]:
    words = ["alpha", "beta", "gamma", "delta"]
    spawn = get_context("spawn")
    with ProcessPoolExecutor(farm.workers, spawn) as processes, ThreadPoolExecutor(farm.io_threads) as threads:
        echo = Echo(farm, processes, threads)
        server = await asyncio.start_server(echo, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        answers = await asyncio.gather(client(port, words), client(port, words))
        server.close()
        await server.wait_closed()
    return echo.served, answers[0] == answers[1] == [seal(f"{word}\n".encode()).upper() for word in words]


def main() -> None:
    farm = Farm()
    served, agree = asyncio.run(run(farm))
    print(f"{served} lines, {farm.workers} workers")
    assert served == 8 and agree
    print("ok")


if __name__ == "__main__":
    main()
