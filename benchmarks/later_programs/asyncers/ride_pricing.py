"""Quote service for a ride-hailing broker: quotes are computed in worker processes."""
import asyncio
import functools
import math
import multiprocessing as mp
import random
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass


@dataclass(frozen=True)
class Trip:
    rider: str
    start: tuple
    end: tuple
    hour: int


@dataclass(frozen=True)
class Quote:
    rider: str
    cents: int
    spent: float = 0.0


def clocked(budget: float):
    """Run the function against the clock, complain when the budget is exceeded."""

    def decorate(func):
        @functools.wraps(func)
        def timed(*args, **kwargs):
            began = time.perf_counter()
            try:
                return func(*args, **kwargs)
            finally:
                spent = time.perf_counter() - began
                if spent > budget:
                    print(f"{func.__name__} took {spent:.3f}s, budget {budget}s")

        return timed

    return decorate


def kilometres(a, b) -> float:
    phi1, phi2 = math.radians(a[0]), math.radians(b[0])
    dphi, dlam = phi2 - phi1, math.radians(b[1] - a[1])
    h = math.sin(dphi / 2) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(dlam / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def price_trip(trip: Trip) -> Quote:
    surge = 1.6 if trip.hour in (7, 8, 17, 18) else 1.0
    return Quote(trip.rider, round((250 + 110 * kilometres(trip.start, trip.end)) * surge))


priced = clocked(budget=0.2)(price_trip)


class QuoteDesk:
    def __init__(self, seats: int) -> None:
        self.seats = seats
        self.answered = 0

    async def answer(self, pool, trip: Trip) -> Quote:
        quote = await asyncio.get_running_loop().run_in_executor(pool, priced, trip)
        self.answered += 1
        return quote

    async def run(self, trips) -> list:
        with ProcessPoolExecutor(self.seats, mp_context=mp.get_context("spawn")) as pool:
            return await asyncio.gather(*[self.answer(pool, trip) for trip in trips])


def sample_trips(count: int):
    dice = random.Random(20)
    for number in range(count):
        spot = lambda: (52.3 + dice.random() / 3, 13.2 + dice.random() / 3)
        yield Trip(f"rider{number}", spot(), spot(), dice.randrange(24))


def main() -> None:
    desk = QuoteDesk(seats=2)
    for quote in asyncio.run(desk.run(sample_trips(6))):
        print(f"{quote.rider}: {quote.cents / 100:.2f}")
    print(f"{desk.answered} quotes")


if __name__ == "__main__":
    main()
