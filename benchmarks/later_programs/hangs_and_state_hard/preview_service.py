"""A tiny job service: accepts requests, renders previews, drops the ones that were cancelled."""
import asyncio
import multiprocessing as mp
import signal
import time


def render_preview(page):
    for _ in range(60):
        time.sleep(0.1)


class Service:
    def __init__(self, pages):
        self.pages = pages
        self.stopping = asyncio.Event()
        self.served = []

    async def handle(self, page):
        job = mp.Process(target=render_preview, args=(page,))
        job.start()
        await asyncio.sleep(1.5)
        job.terminate()
        await asyncio.sleep(0.5)
        self.served.append((page, job.exitcode))

    async def run(self):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.stopping.set)
        for page in self.pages:
            if self.stopping.is_set():
                break
            await self.handle(page)
        return self.served


async def main():
    service = Service(pages=[3, 8, 12])
    served = await service.run()
    print("cancelled pages:", served)
    print("service was asked to stop:", service.stopping.is_set())


if __name__ == "__main__":
    asyncio.run(main())
