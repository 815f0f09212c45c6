"""Compute checksums of many blobs from asyncio code."""
import asyncio
import hashlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass


@dataclass(frozen=True)
class BridgeOptions:
    algorithm: str = "sha256"
    workers: int = 64
    batch: int = 4


def digest(algorithm, blob):
    return hashlib.new(algorithm, blob).hexdigest()


class ProcessBridge:
    """Runs plain functions in other processes and awaits them."""

    def __init__(self, options):
        self.options = options
        self._executor = None

    async def __aenter__(self):
        self._executor = ProcessPoolExecutor(max_workers=self.options.workers)
        return self

    async def __aexit__(self, *exc_info):
        self._executor.shutdown()

    def call(self, function, *args):
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self._executor, function, *args)

    async def digests(self, blobs):
        size = self.options.batch
        for start in range(0, len(blobs), size):
            batch = blobs[start:start + size]
            for value in await asyncio.gather(
                *(self.call(digest, self.options.algorithm, blob) for blob in batch)
            ):
                yield value


async def run():
    blobs = [("blob %d" % number).encode() * 100 for number in range(6)]
    async with ProcessBridge(BridgeOptions()) as bridge:
        return [value async for value in bridge.digests(blobs)]


def main():
    values = asyncio.run(run())
    for value in values:
        print(value[:16])
    print("ok" if len(set(values)) == 6 else "checksums are missing")


if __name__ == "__main__":
    main()
