import asyncio
import multiprocessing
import time


def record(watch):
    entries = []
    while True:
        entries.append((watch, time.time()))
        time.sleep(0.05)


class Recorder:
    """One process for one watch."""

    def __init__(self, watch):
        self.process = multiprocessing.Process(target=record, args=(watch,), name=watch)

    def start(self):
        self.process.start()

    async def stop(self, patience):
        """Whether the process left when it was asked to; it is gone after this in any case."""
        self.process.terminate()
        for _ in range(int(patience / 0.05)):
            if not self.process.is_alive():
                return True
            await asyncio.sleep(0.05)
        self.process.kill()
        self.process.join()
        return False
