import asyncio
import signal


class Lifecycle:
    """Sets ``stopping`` when the station's host wants the stream to end."""

    def __init__(self, signals=(signal.SIGINT, signal.SIGTERM)):
        self.signals = signals
        self.stopping = asyncio.Event()

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        for number in self.signals:
            loop.add_signal_handler(number, self.stopping.set)
        return self

    async def __aexit__(self, *exc):
        loop = asyncio.get_running_loop()
        for number in self.signals:
            loop.remove_signal_handler(number)
