import asyncio
import hashlib
import multiprocessing
import signal
from concurrent.futures import ProcessPoolExecutor


def digest(block: bytes, rounds: int) -> str:
    for _ in range(rounds):
        block = hashlib.sha256(block).digest()
    return block.hex()[:16]


class Service:
    def __init__(self, executor):
        self.executor = executor
        self.stopping = asyncio.Event()
        self.done = 0

    async def handle(self, number: int) -> None:
        if self.stopping.is_set():
            return
        loop = asyncio.get_running_loop()
        block = number.to_bytes(8, "big")
        print(number, await loop.run_in_executor(self.executor, digest, block, 2000))
        self.done += 1

    def install_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for signum in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(signum, self.stopping.set)


async def serve(executor, requests):
    service = Service(executor)
    service.install_signals()
    await asyncio.gather(*(service.handle(n) for n in requests))
    return service.done


def main():
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=2, mp_context=context) as executor:
        done = asyncio.run(serve(executor, range(6)))
    print(done, "requests handled")
    print("ok")


if __name__ == "__main__":
    main()
