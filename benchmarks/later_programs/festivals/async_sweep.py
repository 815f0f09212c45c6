"""A sweep driven by asyncio, with early stopping by a flag that workers get as they start."""

import asyncio
import functools
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

_stop = None


def _initialise(stop):
    global _stop
    _stop = stop


def train(rate, steps=50):
    x = 8.0
    for step in range(steps):
        if _stop.is_set():
            return rate, None
        x -= rate * 2.0 * x
    return rate, x * x


class Sweep:
    def __init__(self, rates):
        self.rates = rates
        self.log = []

    async def run(self):
        stop = multiprocessing.Event()
        loop = asyncio.get_running_loop()
        with ProcessPoolExecutor(2, initializer=_initialise, initargs=(stop,)) as executor:
            jobs = [loop.run_in_executor(executor, functools.partial(train, rate, steps=80)) for rate in self.rates]
            for job in jobs:
                job.add_done_callback(lambda done: self.log.append(done.result()))
            results = await asyncio.gather(*jobs)
            stop.set()
            late = await loop.run_in_executor(executor, train, 0.5)
        with ThreadPoolExecutor(1) as threads:
            best = await loop.run_in_executor(threads, lambda: min(results, key=lambda pair: pair[1]))
        return best, late


def main():
    sweep = Sweep([0.01, 0.1, 0.3])
    best, late = asyncio.run(sweep.run())
    assert best[0] == 0.3 and late == (0.5, None), (best, late)
    assert len(sweep.log) == 3
    print("ok")


if __name__ == "__main__":
    main()
