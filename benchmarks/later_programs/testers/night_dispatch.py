"""Dispatcher for the night jobs: one job at a time, each with a limit; SIGTERM asks it to leave after the current job."""
import asyncio
import contextlib
import logging
import multiprocessing
import signal
import time
from typing import NamedTuple

log = logging.getLogger("dispatch")


class NightJob(NamedTuple):
    title: str
    takes: float
    limit: float


JOBS = [
    NightJob("vacuum", 0.05, 2.0),
    NightJob("reindex", 1.6, 0.4),
    NightJob("thumbnails", 0.05, 2.0),
    NightJob("digest-mail", 0.05, 2.0),
]


def work(job: NightJob) -> None:
    until = time.monotonic() + job.takes
    while time.monotonic() < until:
        time.sleep(0.02)


class Dispatcher:
    def __init__(self, jobs):
        self.pending = list(jobs)
        self.finished = []
        self.leaving = asyncio.Event()

    def ask_to_leave(self):
        log.info("asked to leave")
        self.leaving.set()

    async def supervise(self, job):
        process = multiprocessing.Process(target=work, args=(job,), name=job.title)
        process.start()
        deadline = time.monotonic() + job.limit
        while process.is_alive():
            if time.monotonic() > deadline:
                log.info("%s is over its limit", job.title)
                process.terminate()
                deadline = float("inf")
            await asyncio.sleep(0.02)
        process.join()
        self.finished.append((job.title, process.exitcode))

    async def run(self):
        loop = asyncio.get_running_loop()
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(signal.SIGTERM, self.ask_to_leave)
        while self.pending and not self.leaving.is_set():
            await self.supervise(self.pending.pop(0))
        return [job.title for job in self.pending]


async def main():
    dispatcher = Dispatcher(JOBS)
    skipped = await dispatcher.run()
    for title, status in dispatcher.finished:
        print(f"{title:<14}{'stopped' if status else 'ok'}")
    if skipped:
        print("left for tomorrow:", ", ".join(skipped))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    asyncio.run(main())
