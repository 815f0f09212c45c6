import asyncio
import multiprocessing
import signal
import time
from contextlib import asynccontextmanager
from typing import List


def sort_belt(belt: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        time.sleep(0.05)


class Supervisor:
    def __init__(self) -> None:
        self.shutdown = asyncio.Event()
        self.belts: List[multiprocessing.Process] = []
        self.log: List[str] = []

    def on_signal(self) -> None:
        self.log.append("shutdown requested")
        self.shutdown.set()

    async def start_belt(self, belt: int) -> None:
        process = multiprocessing.Process(target=sort_belt, args=(belt, 4.0))
        process.start()
        self.belts.append(process)
        await asyncio.sleep(0.3)

    async def retire_belt(self, belt: int) -> None:
        process = self.belts.pop(belt)
        process.terminate()
        for _ in range(20):
            await asyncio.sleep(0.05)
            if process.exitcode is not None:
                break
        else:
            self.log.append(f"belt {belt} had to be killed")
            process.kill()
        process.join()


@asynccontextmanager
async def supervised():
    loop = asyncio.get_running_loop()
    supervisor = Supervisor()
    try:
        loop.add_signal_handler(signal.SIGTERM, supervisor.on_signal)
    except NotImplementedError:
        signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(supervisor.on_signal))
    yield supervisor
    while supervisor.belts:
        process = supervisor.belts.pop()
        process.kill()
        process.join()


async def day_shift() -> str:
    async with supervised() as supervisor:
        await supervisor.start_belt(0)
        await supervisor.retire_belt(0)
        await asyncio.sleep(0.2)
        if supervisor.log:
            return "unclean shift: " + ", ".join(supervisor.log)
        return "ok"


if __name__ == "__main__":
    print(asyncio.run(day_shift()))
