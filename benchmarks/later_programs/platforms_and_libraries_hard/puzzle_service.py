import asyncio
import functools
import hashlib
import multiprocessing as mp
import signal
import sys
from concurrent.futures import ProcessPoolExecutor


def solve(seed: str, *, zeros: int) -> int:
    wanted = "0" * zeros
    nonce = 0
    while True:
        digest = hashlib.sha256(f"{seed}{nonce}".encode("ascii")).hexdigest()
        if digest.startswith(wanted):
            return nonce
        nonce += 1


class PuzzleService:
    def __init__(self, executor, zeros):
        self.executor = executor
        self.zeros = zeros
        self.stopping = asyncio.Event()

    def install_signals(self, loop):
        for number in (signal.SIGINT, signal.SIGTERM):
            try:
                loop.add_signal_handler(number, self.stopping.set)
            except NotImplementedError:
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(self.stopping.set))

    async def answer(self, seed):
        loop = asyncio.get_running_loop()
        job = functools.partial(solve, seed, zeros=self.zeros)
        return seed, await loop.run_in_executor(self.executor, job)

    async def serve(self, seeds):
        self.install_signals(asyncio.get_running_loop())
        answers = {}
        for task in asyncio.as_completed([self.answer(seed) for seed in seeds]):
            seed, nonce = await task
            answers[seed] = nonce
            if self.stopping.is_set():
                break
        return answers


async def run(executor):
    return await PuzzleService(executor, zeros=3).serve(["amber", "birch", "cedar"])


def main():
    with ProcessPoolExecutor(max_workers=2, mp_context=mp.get_context("spawn")) as executor:
        answers = asyncio.run(run(executor))
    if answers != {seed: solve(seed, zeros=3) for seed in ("amber", "birch", "cedar")}:
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
