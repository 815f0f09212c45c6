import asyncio
import signal
from typing import Awaitable, Callable, List

Hook = Callable[[], Awaitable[None]]


class Lifecycle:
    def __init__(self) -> None:
        self._stop = asyncio.Event()
        self._hooks: List[Hook] = []

    def on_stop(self, hook: Hook) -> Hook:
        self._hooks.append(hook)
        return hook

    def stop(self) -> None:
        self._stop.set()

    async def __aenter__(self) -> "Lifecycle":
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.stop)
        return self

    async def __aexit__(self, *exc) -> None:
        for hook in reversed(self._hooks):
            await hook()

    async def wait(self) -> None:
        await self._stop.wait()
