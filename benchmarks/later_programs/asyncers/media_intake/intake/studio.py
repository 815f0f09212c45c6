from __future__ import annotations

import asyncio
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

from . import stages


class Studio:
    """Two executors: `desk` for waiting, `machines` for computing."""

    def __init__(self, desks: int, machines: int, quality: int = 6) -> None:
        self.quality = quality
        self.follow_ups: list[Future[dict]] = []
        self.desk = ThreadPoolExecutor(desks, thread_name_prefix="desk")
        self.machines = ProcessPoolExecutor(machines, mp_context=get_context("spawn"))

    def handle(self, name: str) -> tuple[str, int]:
        """Runs on a desk and waits there until the machines are done."""
        facts = stages.probe(name)
        job = self.machines.submit(stages.transcode, facts["name"], facts["frames"], self.quality)
        data = job.result()
        return name, self.machines.submit(stages.checksum, data).result()

    def close(self) -> None:
        self.desk.shutdown()
        self.machines.shutdown()

    async def take_in(self, *names: str) -> dict[str, int]:
        loop = asyncio.get_running_loop()
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._one(loop, name)) for name in names]
        probed = await asyncio.gather(*map(asyncio.wrap_future, self.follow_ups))
        assert sorted(names) == sorted(facts["name"] for facts in probed)
        return dict(task.result() for task in tasks)

    async def _one(self, loop: asyncio.AbstractEventLoop, name: str) -> tuple[str, int]:
        handling = self.desk.submit(self.handle, name)
        handling.add_done_callback(lambda done: self.follow_ups.append(self.desk.submit(stages.probe, name)))
        return await asyncio.wrap_future(handling, loop=loop)
