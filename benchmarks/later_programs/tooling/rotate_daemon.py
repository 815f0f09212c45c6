"""A small daemon that rolls up counters until it is told to stop."""
import asyncio
import contextlib
import hashlib
import os
import signal
import zlib


def roll_up(chunk):
    return zlib.crc32(hashlib.sha1(chunk).digest())


class RotateDaemon:
    STOP_ON = (signal.SIGINT, signal.SIGTERM)

    def __init__(self, interval=0.05):
        self.interval = interval
        self.rounds = []
        self._stop = None
        self._loop = None

    def _install(self):
        for number in self.STOP_ON:
            self._loop.add_signal_handler(number, self._stop.set)

    def _uninstall(self):
        for number in self.STOP_ON:
            self._loop.remove_signal_handler(number)

    async def _one_round(self, n):
        value = await self._loop.run_in_executor(None, roll_up, b"%d" % n * 512)
        self.rounds.append(value)

    async def serve(self):
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        self._install()
        try:
            n = 0
            while not self._stop.is_set():
                await self._one_round(n)
                n += 1
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), self.interval)
        finally:
            self._uninstall()
        return n


async def rehearse(daemon):
    asyncio.get_running_loop().call_later(0.4, os.kill, os.getpid(), signal.SIGTERM)
    return await asyncio.wait_for(daemon.serve(), 5)


def main():
    daemon = RotateDaemon()
    rounds = asyncio.run(rehearse(daemon))
    print("rounds", rounds)
    good = rounds == len(daemon.rounds) and daemon.rounds[0] == roll_up(b"0" * 512)
    print("ok" if good else "wrong")


if __name__ == "__main__":
    main()
