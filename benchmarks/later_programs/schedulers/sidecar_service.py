"""A small service with a sidecar process that is replaced while the service goes on."""
import asyncio
import multiprocessing as mp
import signal
import time


def sidecar(period):
    while True:
        time.sleep(period)


class Service:
    def __init__(self):
        self.stopping = None
        self.log = []

    def install(self, loop):
        self.stopping = asyncio.Event()
        try:
            loop.add_signal_handler(signal.SIGTERM, self.stopping.set)
        except NotImplementedError:
            signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(self.stopping.set))

    async def replace_sidecar(self):
        helper = mp.Process(target=sidecar, args=(0.05,), name="sidecar")
        helper.start()
        await asyncio.sleep(0.4)
        helper.terminate()
        helper.join(1.5)
        if helper.exitcode is None:
            helper.kill()
            helper.join()
        self.log.append(helper.exitcode)

    async def run(self):
        self.install(asyncio.get_running_loop())
        await self.replace_sidecar()
        try:
            await asyncio.wait_for(self.stopping.wait(), 0.3)
        except asyncio.TimeoutError:
            self.log.append("serving")
        else:
            self.log.append("stopped")


def main():
    service = Service()
    asyncio.run(service.run())
    print(service.log)
    print("ok" if service.log == [-signal.SIGTERM, "serving"] else "wrong")


if __name__ == "__main__":
    main()
