"""An ensemble of energy-balance climates, driven from asyncio."""
import asyncio
import math
import random
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Dict, List


class Unstable(Exception):
    """The ice edge reached the equator (or the model blew up)."""


class Journal:
    """Keeps remarks in the order in which they were handed in."""

    def __init__(self):
        self.lines: List[str] = []

    def submit(self, text, *values):
        self.lines.append(text.format(*values))

    def map(self, function, items):
        self.lines.extend(function(item) for item in items)


def member(seed, forcing, years=300):
    rng = random.Random(seed)
    solar = 340.0 * (1 + rng.gauss(0, 0.01))
    temperature = 288.0 + rng.gauss(0, 2)
    for _ in range(years):
        albedo = 0.3 + 0.2 / (1 + math.exp((temperature - 272.0) / 3))
        emitted = 0.612 * 5.67e-8 * temperature ** 4
        temperature += (solar * (1 - albedo) + forcing - emitted) / 12.0
        if not 200.0 < temperature < 400.0:
            raise Unstable(f"{temperature:.0f} K")
    return temperature


async def ensemble(pool, forcing, size, journal):
    loop = asyncio.get_running_loop()
    jobs = [loop.run_in_executor(pool, member, seed, forcing) for seed in range(size)]
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    for seed, outcome in enumerate(outcomes):
        if isinstance(outcome, Unstable):
            journal.submit("member {} unstable: {}", seed, outcome)
        elif isinstance(outcome, BaseException):
            raise outcome
    good = [t for t in outcomes if isinstance(t, float)]
    return sum(good) / len(good)


def spin_up(pool, journal):
    """Long control runs; each writes its own line when it has finished."""

    def finished(future: Future, seed: int):
        problem = future.exception()
        journal.submit("control {}: {}", seed, problem or f"{future.result():.2f} K")

    for seed in (901, 902):
        pool.submit(member, seed, 0.0, years=3000).add_done_callback(partial(finished, seed=seed))


async def main() -> Dict[float, float]:
    journal = Journal()
    means = {}
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        spin_up(pool, journal)
        for forcing in (0.0, 3.7, 7.4):
            means[forcing] = await ensemble(pool, forcing, 10, journal)
            journal.submit("forcing {:.1f} W/m2 -> {:.2f} K", forcing, means[forcing])
    journal.map("mean {0[1]:.1f} K at {0[0]}".format, means.items())
    print(*journal.lines, sep="\n")
    return means


if __name__ == "__main__":
    response = asyncio.run(main())
    print("warming", "monotonic" if sorted(response.values()) == list(response.values()) else "odd")
