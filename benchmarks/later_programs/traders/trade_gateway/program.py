"""The gateway of a small exchange: an asyncio server with one matching engine per region."""

import asyncio
import contextlib
import signal

from engines import EngineGroup


class Gateway:
    def __init__(self, engines: EngineGroup) -> None:
        self.engines = engines
        self.stopping = asyncio.Event()
        self.answered = 0

    async def serve_client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.closing(writer):
            while line := await reader.readline():
                self.answered += 1
                writer.write(b"ack " + line)
                await writer.drain()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self.stopping.set)
        server = await asyncio.start_server(self.serve_client, "127.0.0.1", 0)
        async with server:
            self.engines.start("eu", "us")
            await self.trade(server.sockets[0].getsockname()[1])
            left = await loop.run_in_executor(None, self.engines.retire, "us")
            await asyncio.sleep(0.1)
        state = "stopping" if self.stopping.is_set() else "serving"
        print(f"gateway {state}, {self.answered} orders, engine us {left}")
        if left == "retired" and state == "serving":
            self.engines.stop()
            print("ok")

    async def trade(self, port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for order in (b"buy 10 ACME\n", b"sell 4 ACME\n"):
            writer.write(order)
            await reader.readline()
        writer.close()
        await asyncio.sleep(0.3)


async def main() -> None:
    await Gateway(EngineGroup()).run()


if __name__ == "__main__":
    asyncio.run(main())
