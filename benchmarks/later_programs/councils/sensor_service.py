"""An asynchronous service that looks at the sensors of the street lamps."""
import asyncio
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context


def dark_lamps(name, readings, threshold):
    return name, [lamp for lamp, lux in enumerate(readings) if lux < threshold]


@dataclass
class Survey:
    threshold: float
    faults: dict = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, name, lamps):
        with self._lock:
            self.faults[name] = lamps

    @property
    def summary(self):
        return ", ".join(f"{name} {len(lamps)}" for name, lamps in sorted(self.faults.items()))


SECTIONS = {"Bridge": [8.1, 0.2, 7.7], "Park": [5.0, 5.1], "Tunnel": [0.0, 0.1, 9.0]}


class Service:
    async def __aenter__(self):
        self.processes = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
        self.threads = ThreadPoolExecutor(2)
        self.loop = asyncio.get_running_loop()
        return self

    async def __aexit__(self, *exc_info):
        for executor in (self.processes, self.threads):
            await self.loop.run_in_executor(None, executor.shutdown)

    async def walk(self, survey):
        jobs = [
            self.loop.run_in_executor(self.processes, dark_lamps, name, lux, survey.threshold)
            for name, lux in SECTIONS.items()
        ]
        for done in asyncio.as_completed(jobs):
            name, lamps = await done
            await self.loop.run_in_executor(self.threads, lambda name=name, lamps=lamps: survey.note(name, lamps))


async def serve():
    survey = Survey(threshold=1.0)
    async with Service() as service:
        await service.walk(survey)
    return survey.summary


if __name__ == "__main__":
    print(asyncio.run(serve()))
    print("ok")
