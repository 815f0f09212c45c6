"""Calibrates exposures; those that take longer than the deadline are given up."""

import asyncio
import time
from concurrent.futures import ProcessPoolExecutor

DEADLINE = 0.8


def calibrate(seconds):
    """The longer the exposure, the longer its calibration."""
    until = time.monotonic() + seconds
    rounds = 0
    while time.monotonic() < until:
        rounds += 1
        time.sleep(0.01)
    return seconds


class Calibrator:
    def __init__(self, executor):
        self.executor = executor

    async def run(self, seconds):
        loop = asyncio.get_running_loop()
        work = loop.run_in_executor(self.executor, calibrate, seconds)
        try:
            return await asyncio.wait_for(work, timeout=DEADLINE)
        except asyncio.TimeoutError:
            return None


async def night(exposures):
    with ProcessPoolExecutor(max_workers=2) as executor:
        calibrator = Calibrator(executor)
        return await asyncio.gather(*(calibrator.run(seconds) for seconds in exposures))


def main():
    started = time.monotonic()
    results = asyncio.run(night([0.05, 6.0]))
    spent = time.monotonic() - started
    print(f"{sum(result is not None for result in results)} of {len(results)} calibrated")
    if spent > 5:
        print("the deadline stopped nothing")


if __name__ == "__main__":
    main()
