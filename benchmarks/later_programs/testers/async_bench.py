"""Benchmark service: a coroutine takes requests, CPU work goes to processes, file work to threads, tools are started aside."""
import asyncio
import json
import multiprocessing
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Dict, List


def collatz(limit: int) -> Dict[str, int]:
    best, length = 0, 0
    for start in range(1, limit):
        n, steps = start, 1
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        if steps > length:
            best, length = start, steps
    return {"limit": limit, "best": best, "length": length}


@asynccontextmanager
async def cpu_pool(workers: int):
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield pool
    finally:
        await asyncio.get_running_loop().run_in_executor(None, pool.shutdown)


async def python_version() -> str:
    tool = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import platform; print(platform.python_version())", stdout=asyncio.subprocess.PIPE
    )
    output, _ = await tool.communicate()
    if tool.returncode:
        raise RuntimeError(f"interpreter ended with {tool.returncode}")
    return output.decode("ascii").strip()


class Service:
    def __init__(self, pool, folder: Path):
        self.pool = pool
        self.folder = folder
        self.slots = asyncio.Semaphore(2)

    async def measure(self, limit: int) -> Dict[str, int]:
        loop = asyncio.get_running_loop()
        async with self.slots:
            row = await loop.run_in_executor(self.pool, collatz, limit)
        target = self.folder / f"{limit}.json"
        await loop.run_in_executor(None, lambda: target.write_text(json.dumps(row), encoding="utf-8"))
        return row

    async def serve(self, limits: List[int]) -> List[Dict[str, int]]:
        return await asyncio.gather(*(self.measure(limit) for limit in limits))


async def main() -> None:
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        async with cpu_pool(2) as pool:
            service = Service(pool, Path(name))
            rows, version = await asyncio.gather(service.serve([500, 1_000, 2_000]), python_version())
        stored = sorted(path.name for path in Path(name).iterdir())
    for row in rows:
        print("below {limit}: {best} takes {length} steps".format_map(row))
    print(f"{len(stored)} files, tool is Python {version}, {time.perf_counter() - began:.0f} s", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
