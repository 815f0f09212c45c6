"""Relay beacon positions until somebody says stop."""
from __future__ import annotations

import asyncio
import signal
from typing import Any, Callable, Iterable

Handler = Callable[[], Any]


class Service:
    """Something that runs until a signal comes."""

    signals: Iterable[str] = ("SIGINT", "SIGTERM")

    def __init__(self) -> None:
        self._stop = asyncio.Event()
        self.relayed = 0

    def install(self, register: Callable[[int, Handler], Any]) -> None:
        for name in self.signals:
            register(getattr(signal, name), self._stop.set)

    async def relay(self, positions: asyncio.Queue[tuple[float, float]]) -> None:
        while not self._stop.is_set():
            await positions.get()
            self.relayed += 1
            if self.relayed == 3:
                self._stop.set()


async def beacon(positions: asyncio.Queue[tuple[float, float]]) -> None:
    for step in range(3):
        await positions.put((54.2 + 0.01 * step, 7.9))


async def serve() -> int:
    service = Service()
    service.install(asyncio.get_running_loop().add_signal_handler)
    positions: asyncio.Queue[tuple[float, float]] = asyncio.Queue()
    await asyncio.gather(service.relay(positions), beacon(positions))
    return service.relayed


if __name__ == "__main__":
    print(asyncio.run(serve()), "positions")
    print("ok")
