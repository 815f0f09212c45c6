"""Counts primes in ranges, one process for each range."""
import multiprocessing as mp
import sys


class PrimeCounter(mp.Process):
    def __init__(self, low: int, high: int):
        super().__init__()
        self.low = low
        self.high = high
        self.primes: list[int] = []

    def is_prime(self, number: int) -> bool:
        if number < 2:
            return False
        return all(number % k for k in range(2, int(number ** 0.5) + 1))

    def run(self) -> None:
        for number in range(self.low, self.high):
            if self.is_prime(number):
                self.primes.append(number)


def ranges(limit: int, parts: int):
    step = -(-limit // parts)
    for low in range(0, limit, step):
        yield low, min(low + step, limit)


def main() -> int:
    counters = [PrimeCounter(*bounds) for bounds in ranges(1000, 3)]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()
        if counter.exitcode:
            return 1
    primes = [p for counter in counters for p in counter.primes]
    if len(primes) == 168:
        print("ok")
    else:
        print("found", len(primes), "primes below 1000")
    return 0


if __name__ == "__main__":
    sys.exit(main())
