"""An async front end over two layers of executors: castings are planned in processes, which simulate in processes."""

import asyncio
import threading
from concurrent.futures import ProcessPoolExecutor
from typing import List, Optional


def simulate(step: int) -> int:
    return sum(divmod(step * 7919, 13))


def plan(castings: range) -> int:
    """Runs in a worker of an executor, which, other than one of a Pool, may have children."""
    with ProcessPoolExecutor(max_workers=2) as inner:
        return max(inner.map(simulate, castings))


class Planner:
    """Guards its statistics with a lock; what goes to the workers is a function of the module, not a method."""

    def __init__(self, workers: int = 2) -> None:
        self._executor: Optional[ProcessPoolExecutor] = ProcessPoolExecutor(workers)
        self._lock = threading.Lock()
        self.finished = 0

    async def plan(self, castings: range) -> int:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._executor, plan, castings)
        with self._lock:
            self.finished += 1
        return found

    async def __aenter__(self) -> "Planner":
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        self._executor.shutdown()


async def serve() -> List[int]:
    async with Planner() as planner:
        plans = await asyncio.gather(*(planner.plan(range(start, start + 20)) for start in (0, 20)))
    assert planner.finished == 2
    return plans


if __name__ == "__main__":
    plans = asyncio.run(serve())
    assert all(isinstance(plan, int) for plan in plans)
    print("ok")
