"""Runs health probes as child programs from an event loop and stops early on SIGTERM."""
import asyncio
import signal
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor

PROBES = {
    "disk": "print('disk', 80 < 95)",
    "clock": "import time; print('clock', time.time() > 0)",
    "stuck": "import time; time.sleep(30)",
}


class Prober:
    def __init__(self, limit):
        self.limit = limit
        self.stopping = None

    def watch_signals(self):
        loop = asyncio.get_running_loop()
        self.stopping = asyncio.Event()
        try:
            loop.add_signal_handler(signal.SIGTERM, self.stopping.set)
        except NotImplementedError:
            signal.signal(
                signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(self.stopping.set)
            )

    async def probe(self, code, limit):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", code,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
        )
        try:
            output, _ = await asyncio.wait_for(process.communicate(), limit)
        except asyncio.TimeoutError:
            process.kill()
            await process.wait()
            return b"late"
        return output.strip()

    async def run(self):
        self.watch_signals()
        outputs = {}
        for name, code in PROBES.items():
            if self.stopping.is_set():
                break
            outputs[name] = await self.probe(code, self.limit.get(name, 10))
        with ThreadPoolExecutor(2) as threads:
            loop = asyncio.get_running_loop()
            sums = await asyncio.gather(
                *(loop.run_in_executor(threads, zlib.crc32, text) for text in outputs.values())
            )
        return outputs, sums


def main():
    outputs, sums = asyncio.run(Prober({"stuck": 0.3}).run())
    expected = {"disk": b"disk True", "clock": b"clock True", "stuck": b"late"}
    right = outputs == expected and sums == [zlib.crc32(text) for text in expected.values()]
    print("ok" if right else "wrong")


if __name__ == "__main__":
    main()
