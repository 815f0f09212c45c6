"""Keeps the voyage data recorder running and restarts it when the watch changes."""
import asyncio
import signal

from recorder import Recorder


class Host:
    def __init__(self):
        self.leaving = asyncio.Event()
        self.recorder = None

    async def run(self, watches):
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self.leaving.set)
        stubborn = []
        for watch in watches:
            self.recorder = Recorder(watch)
            self.recorder.start()
            await asyncio.sleep(0.4)
            if not await self.recorder.stop(patience=1.0):
                stubborn.append(watch)
            if self.leaving.is_set():
                break
        return stubborn


async def main():
    host = Host()
    stubborn = await host.run(["forenoon", "afternoon"])
    if host.leaving.is_set():
        print("the host was told to leave")
    if stubborn:
        print("recorder would not stop:", ", ".join(stubborn))
    elif not host.leaving.is_set():
        print("ok")


if __name__ == "__main__":
    asyncio.run(main())
