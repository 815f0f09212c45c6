"""Thumbnail service: an asyncio front that sends the pixel work to other processes."""
import asyncio
import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context


@dataclass(frozen=True)
class Settings:
    workers: int = 1
    recycle_after: int = 3
    width: int = 8


@dataclass(frozen=True)
class Picture:
    name: str
    pixels: bytes


def shrink(picture, width):
    step = max(1, len(picture.pixels) // width)
    small = picture.pixels[::step][:width]
    return picture.name, zlib.compress(small)


class ThumbnailService:
    def __init__(self, settings):
        self.settings = settings
        self.executor = None

    async def __aenter__(self):
        self.executor = ProcessPoolExecutor(
            self.settings.workers,
            mp_context=get_context("spawn"),
            max_tasks_per_child=self.settings.recycle_after,
        )
        return self

    async def __aexit__(self, *exc_info):
        self.executor.shutdown()

    async def thumbnail(self, picture):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self.executor, shrink, picture, self.settings.width
        )


def uploads(count):
    for number in range(count):
        yield Picture(f"upload-{number}.raw", bytes(range(256)) * (number + 1))


async def serve():
    async with ThumbnailService(Settings()) as service:
        done = await asyncio.gather(*(service.thumbnail(p) for p in uploads(9)))
    return dict(done)


def main():
    thumbnails = asyncio.run(serve())
    assert len(thumbnails) == 9
    print("ok")


if __name__ == "__main__":
    main()
