"""Asyncio gateway with one polling process per field bus; buses can be restarted at run time."""
import asyncio
import contextlib
import multiprocessing
import signal
import time
from functools import partial

BUSES = {"rs485-a": 0.02, "rs485-b": 0.03}


def poll_bus(period_s, rounds):
    for _ in range(rounds):
        time.sleep(period_s)


class BusSupervisor:
    def __init__(self, ctx, buses):
        self._spawn = partial(ctx.Process, target=poll_bus, daemon=True)
        self.buses = dict(buses)
        self.pollers = {}

    def start(self, bus):
        self.pollers[bus] = self._spawn(args=(self.buses[bus], 500), name=bus)
        self.pollers[bus].start()

    async def ended(self, bus, limit_s=5.0):
        poller = self.pollers[bus]
        deadline = time.monotonic() + limit_s
        while poller.is_alive() and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        return poller.exitcode

    async def restart(self, bus):
        self.pollers[bus].terminate()
        code = await self.ended(bus)
        self.start(bus)
        return code

    async def close(self):
        for bus, poller in self.pollers.items():
            poller.terminate()
            await self.ended(bus)


async def gateway(ctx):
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):
        loop.add_signal_handler(signal.SIGTERM, stop.set)
    supervisor = BusSupervisor(ctx, BUSES)
    for bus in BUSES:
        supervisor.start(bus)
    await asyncio.sleep(0.5)
    codes = [await supervisor.restart(bus) for bus in BUSES]
    await supervisor.close()
    return codes, stop.is_set()


def main():
    codes, stopped = asyncio.run(gateway(multiprocessing.get_context("spawn")))
    print(f"exit codes of the replaced pollers: {codes}")
    print("ok" if None not in codes and not stopped else "gateway was stopped")


if __name__ == "__main__":
    main()
