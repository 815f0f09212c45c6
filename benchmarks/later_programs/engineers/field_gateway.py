"""Gateway of a sensor field: an asyncio front end with one polling process per segment."""
import asyncio
import contextlib
import multiprocessing as mp
import signal
import time

SEGMENTS = ("north", "south", "yard")


def poll_segment(name, period_s, rounds):
    for _ in range(rounds):
        time.sleep(period_s)


class Gateway:
    def __init__(self, segments):
        self.segments = segments
        self.stop = asyncio.Event()
        self.pollers = {}
        self.served = []

    def start_poller(self, name):
        poller = mp.Process(target=poll_segment, args=(name, 0.05, 100), name=f"poll-{name}")
        poller.start()
        self.pollers[name] = poller

    async def reconfigure(self, name):
        """Replace the poller of a segment, as after a change of its sensor table."""
        old = self.pollers[name]
        old.terminate()
        await asyncio.sleep(0.4)
        if old.is_alive():
            old.kill()
        old.join()
        self.start_poller(name)

    async def serve(self):
        for name in self.segments:
            if self.stop.is_set():
                break
            await self.reconfigure(name)
            self.served.append(name)

    def close(self):
        for poller in self.pollers.values():
            poller.kill()
            poller.join()


async def main():
    gateway = Gateway(SEGMENTS)
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):
        loop.add_signal_handler(signal.SIGTERM, gateway.stop.set)
    try:
        for name in SEGMENTS:
            gateway.start_poller(name)
        await asyncio.sleep(0.5)
        await gateway.serve()
    finally:
        gateway.close()
    if gateway.stop.is_set():
        print(f"stopped by SIGTERM after {len(gateway.served)} of {len(SEGMENTS)} segments")
    else:
        print("ok")


if __name__ == "__main__":
    asyncio.run(main())
