"""Thumbnails for the photo service: an asyncio front end over a classic Pool."""
import asyncio
import itertools
import multiprocessing as mp
import zlib
from typing import Any, Callable, Dict

Reply = tuple


def scale(ticket: int, width: int, height: int, box: int) -> Reply:
    """Pretend to scale a picture down to *box*; answer with the ticket and the bytes."""
    factor = min(box / width, box / height, 1.0)
    w, h = max(1, int(width * factor)), max(1, int(height * factor))
    pixels = bytes((x * 3 + y * 5) & 0xFF for y in range(h) for x in range(w))
    return ticket, (w, h), zlib.compress(pixels)


class PoolClient:
    """Awaitable calls into a multiprocessing.Pool."""

    def __init__(self, pool) -> None:
        self._pool = pool
        self._tickets = itertools.count(1)
        self._waiting: Dict[int, asyncio.Future] = {}

    def call(self, func: Callable[..., Reply], *args: Any) -> "asyncio.Future[Reply]":
        loop = asyncio.get_running_loop()
        ticket = next(self._tickets)
        waiter = self._waiting[ticket] = loop.create_future()

        def failed(error: BaseException) -> None:
            loop.call_soon_threadsafe(waiter.set_exception, error)

        self._pool.apply_async(func, (ticket, *args), callback=self._answered, error_callback=failed)
        return waiter

    def _answered(self, reply: Reply) -> None:
        ticket, *rest = reply
        waiter = self._waiting.pop(ticket)
        asyncio.get_running_loop().call_soon(waiter.set_result, tuple(rest))


class Album:
    def __init__(self, client: PoolClient) -> None:
        self.client = client
        self.stored: Dict[str, int] = {}

    async def add(self, name: str, width: int, height: int) -> None:
        size, data = await self.client.call(scale, width, height, 64)
        self.stored[name] = len(data)
        print(f"{name}: {size[0]}x{size[1]}, {len(data)} bytes")


async def import_photos(pool) -> int:
    album = Album(PoolClient(pool))
    photos = {"beach": (4000, 3000), "mole": (1200, 1600), "gull": (50, 40)}
    await asyncio.gather(*(album.add(name, *size) for name, size in photos.items()))
    return len(album.stored)


def main() -> None:
    pool = mp.get_context("spawn").Pool(2)
    try:
        count = asyncio.run(import_photos(pool))
    finally:
        pool.terminate()
        pool.join()
    print(f"{count} photos imported")


if __name__ == "__main__":
    main()
